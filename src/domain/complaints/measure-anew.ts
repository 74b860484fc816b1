import type { Company } from "../scope";

/**
 * Has the clocks of every open complaint read again within the minute (policy 5.4.2). What is stored of them follows from the
 * policy that was in force then: to be called when the bot starts, since another policy, or a holiday more, moves them.
 */
export async function measureAnew({ db, now }: Pick<Company, "db" | "now">): Promise<void> {
  await db.$executeRaw`update complaint set next_alarm_at = ${now.toJSDate()} where status = 'open'`;
}
