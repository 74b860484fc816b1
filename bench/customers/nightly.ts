import { DateTime } from "luxon";
import pino from "pino";
import { readConfig } from "../../src/config";
import { openDatabase } from "../../src/db/open-database";
import { duties } from "../../src/jobs/duties";
import { loadPolicy } from "../../src/policy/load-policy";
import { readAppSettings, serve } from "../serve";

const megabytes = (bytes: number): number => bytes / 2 ** 20;

/** The clock's duties in a process of their own, one when it is asked for, as of so many days from now: "<days> <duty>". */
async function main(): Promise<void> {
  const { databaseUrl } = readAppSettings();
  const config = readConfig({ DATABASE_URL: databaseUrl ?? "" });
  const log = pino({ level: "warn" });
  const db = await openDatabase({ databaseUrl, dataDir: config.dataDir, poolSize: 5, logger: log });
  const policy = loadPolicy(null);
  const { timeZone, currency } = config;

  async function run(days: number, name: string) {
    const duty = duties.find((each) => each.name === name);
    if (!duty) throw new Error(`the clock has no duty "${name}"`);
    const company = {
      db: db.client,
      policy,
      timeZone,
      currency,
      now: DateTime.now().setZone(timeZone).plus({ days }),
    };
    const before = process.memoryUsage();
    let heap = before.heapUsed;
    const sampling = setInterval(() => {
      heap = Math.max(heap, process.memoryUsage().heapUsed);
    }, 20);
    const startedAt = Date.now();
    try {
      await duty.run({ company, log });
    } finally {
      clearInterval(sampling);
    }
    return {
      seconds: (Date.now() - startedAt) / 1000,
      idleMemory: megabytes(before.rss),
      // What the system says was the most since the process began: to be asked once of a process.
      mostMemory: process.resourceUsage().maxRSS / 1024,
      mostHeap: megabytes(heap),
    };
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
