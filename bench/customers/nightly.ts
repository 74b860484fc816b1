import { DateTime } from "luxon";
import { duties } from "../../src/jobs/duties";
import { serve } from "../serve";
import { openCompany, withMemory } from "./in-process";

/** The clock's duties in a process of their own, one when it is asked for, as of so many days from now: "<days> <duty>". */
async function main(): Promise<void> {
  const { db, log, policy, timeZone, currency } = await openCompany();

  async function run(days: number, name: string) {
    const duty = duties.find((each) => each.name === name);
    if (!duty) throw new Error(`the clock has no duty "${name}"`);
    const now = DateTime.now().setZone(timeZone).plus({ days });
    const company = { db: db.client, policy, timeZone, currency, now };
    return withMemory(async () => {
      const startedAt = Date.now();
      await duty.run({ company, log });
      return { seconds: (Date.now() - startedAt) / 1000 };
    });
  }

  const answers = [0, 1].flatMap((days) =>
    duties.map(({ name }) => [`${days} ${name}`, () => run(days, name)] as const),
  );
  serve(0, () => db.close(), Object.fromEntries(answers));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
