import { Prisma } from "../../db/generated/client";
import { enqueue, type Job } from "../outbox";
import type { Company } from "../scope";
import { qualitySql } from "./quality-sql";

/**
 * Puts the worst records to their owners, on the policy's weekday, in one message each; whoever has none hears nothing
 * (policy 5.1.2). Done twice in a week, or by two replicas at once, it tells nobody twice.
 */
export async function tellWorst({ db, policy, now }: Pick<Company, "db" | "policy" | "now">): Promise<void> {
  const { worst_below: below, weekday } = policy.customers.quality;
  if (now.weekday !== weekday) return;
  await db.$transaction(
    async (transaction) => {
      const told = await transaction.$queryRaw<{ id: number }[]>`
        with owners as (
          select distinct owner_id as id from (${qualitySql({ policy, now }, Prisma.sql`true`, below)}) rated
        ), noted as (
          insert into told_once (key, told_at)
          select 'customers.worst:' || id, ${now.toJSDate()}::timestamptz from owners order by id
          on conflict (key) do update set told_at = excluded.told_at
            where told_once.told_at < ${now.startOf("week").toJSDate()}::timestamptz
          returning key)
        select split_part(key, ':', 2)::int as id from noted order by id`;
      await enqueue(
        transaction,
        told.map(
          ({ id }): Job => ({ task: "announce", notice: "customers.worst", subject: { kind: "person", id } }),
        ),
      );
    },
    { timeout: 120_000 },
  );
}
