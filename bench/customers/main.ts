import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import { z } from "zod";
import { Child } from "../child";
import { type Databases, openDatabases } from "../databases";
import { readOptions } from "../options";
import { filers, members } from "../people";
import { formCommand, signingSecret, typedCommand } from "../requests";
import { Caller } from "./ask";
import { type Filled, fill } from "./fill";
import { type Imported, measureImports } from "./imports";
import { measureKinds, type Place } from "./measure-kinds";
import { measureNights, type Night } from "./nights";
import { questionsOf } from "./questions";
import { chatTable, importTable, nightTable } from "./report";

const settings = z.object({
  /** The two sizes: customers of the small company and of the large one. */
  BENCH_CUSTOMERS: z
    .string()
    .default("10000,1000000")
    .transform((list) => list.split(",").map(Number))
    .pipe(z.tuple([z.number().int().positive(), z.number().int().positive()])),
  BENCH_REPS: z.coerce.number().int().positive().default(500),
  /** How often each question is asked in a round. */
  BENCH_ASKED: z.coerce.number().int().positive().default(30),
  /** "1": what was filled stays for the next run, which takes it as it is. */
  BENCH_KEEP: z.enum(["0", "1"]).default("0"),
  /** One of the three parts alone. */
  BENCH_PART: z.enum(["chat", "nights", "imports"]).optional(),
  /** Rows of the files that are imported: 1000, 10000 or 100000. */
  BENCH_ROWS: z.coerce.number().int().positive().default(100_000),
  /** Only the questions whose name begins so, such as "/pool". */
  BENCH_QUESTIONS: z.string().default(""),
});

/** Filling a million takes a quarter of an hour; whatever happens, the run ends. */
const longestRunMs = 90 * 60_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Company {
  customers: number;
  url: string;
  pool: Pool;
  filled: Filled | null;
}

async function main(): Promise<void> {
  const options = readOptions(process.env);
  const given = settings.parse(process.env);
  const watchdog = setTimeout(() => {
    process.stderr.write("The benchmark took too long and was stopped.\n");
    process.exit(1);
  }, longestRunMs);
  const databases = await openDatabases(options.databaseUrl);
  const children: Child[] = [];
  const startedAt = new Date();
  try {
    const stub = await Child.start("stub", "stub.js", null);
    children.push(stub.child);
    const apiUrl = `http://127.0.0.1:${stub.port}/api/`;
    const start = async (name: string, file: string, databaseUrl: string) => {
      const started = await Child.start(name, file, {
        apiUrl,
        token: `xoxb-bench-${name.replace(/\W/g, "-")}`,
        signingSecret,
        databaseUrl,
        idleDatabaseUrl: null,
      });
      children.push(started.child);
      return started;
    };

    const companies: Company[] = [];
    for (const customers of given.BENCH_PART === "imports" ? [] : given.BENCH_CUSTOMERS)
      companies.push(
        await prepare(databases, `customers_${customers}`, customers, given, (url) =>
          start("people", "apps/drumbeat.js", url),
        ),
      );
    // In the evening: what a night leaves to be sealed and told would be done meanwhile.
    const places: Place[] = [];
    const apps: { child: Child }[] = [];
    const asker = filers[0] ?? members[0];
    if (!asker) throw new Error("nobody asks");
    if (!given.BENCH_PART || given.BENCH_PART === "chat")
      for (const { customers, url, pool } of companies) {
        const app = await start(`of ${customers}`, "apps/drumbeat.js", url);
        apps.push(app);
        const caller = new Caller(app.port);
        for (const member of members) await caller.ask(formCommand(apiUrl, member));
        places.push({
          customers,
          kinds: (await questionsOf(pool, asker.email, given.BENCH_ASKED)).filter(({ name }) =>
            name.startsWith(given.BENCH_QUESTIONS),
          ),
          ask: ({ command, text }) => caller.ask(typedCommand(apiUrl, asker, command, text)),
        });
      }
    for (const { pool } of companies) await settled(pool);
    const measured = places.length > 0 ? await measureKinds(places, options.rounds, say) : [];

    for (const { child } of apps) await child.stop();

    const nights: { customers: number; nights: Night[] }[] = [];
    if (!given.BENCH_PART || given.BENCH_PART === "nights")
      for (const { customers, url, pool } of companies)
        nights.push({
          customers,
          nights: await measureNights(
            pool,
            async () => (await start("nights", "customers/nightly.js", url)).child,
            say,
          ),
        });

    let imports: Imported[] = [];
    if (!given.BENCH_PART || given.BENCH_PART === "imports") {
      const { url } = await prepare(
        databases,
        "imports",
        given.BENCH_CUSTOMERS[0],
        { ...given, BENCH_KEEP: "0" },
        (url) => start("people", "apps/drumbeat.js", url),
      );
      const importing = async () => (await start("imports", "customers/importing.js", url)).child;
      imports = await measureImports(given.BENCH_ROWS, importing, say);
    }

    const machine = `${databases.version}, Node ${process.versions.node}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`;
    say(`\n${machine}\n`);
    for (const { filled } of companies) if (filled) say(`filled: ${JSON.stringify(filled)}`);
    if (measured.length > 0) say(chatTable(measured));
    if (nights.length > 0) say(nightTable(nights));
    if (imports.length > 0) say(importTable(given.BENCH_ROWS, imports));
    const results = join(process.cwd(), "bench", "results");
    mkdirSync(results, { recursive: true });
    const file = join(results, `customers-${startedAt.toISOString().replace(/[:.]/g, "-")}.json`);
    writeFileSync(
      file,
      `${JSON.stringify({ startedAt, machine, filled: companies.map(({ filled }) => filled), measured, nights, imports }, null, 2)}\n`,
    );
  } finally {
    for (const child of children.reverse()) await child.stop();
    await databases.close();
    clearTimeout(watchdog);
  }
}

/** Resolves when nothing is left of what a bot does once it has started: complaints told late, jobs, entries to be sealed. */
async function settled(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ left: number }>(
      `select (select count(*) from graphile_worker.jobs where run_at <= now())::int
        + (select count(*) from complaint where next_alarm_at <= now())::int
        + (select count(*) from audit_entry where id > (select coalesce(max(entry_id), 0) from audit_seal))::int as left`,
    );
    if (rows[0]?.left === 0) return;
    await pause(500);
  }
}

/** A database with so many customers: one that was kept, or filled now, after Drumbeat has made its tables and read its people. */
async function prepare(
  databases: Databases,
  name: string,
  customers: number,
  given: z.output<typeof settings>,
  start: (url: string) => Promise<{ child: Child }>,
): Promise<Company> {
  const { url, pool, fresh } =
    given.BENCH_KEEP === "1"
      ? await databases.keep(name)
      : { ...(await databases.create(name)), fresh: true };
  if (!fresh) return { customers, url, pool, filled: null };
  await (await start(url)).child.stop();
  say(`filling ${customers} customers`);
  const filled = await fill(pool, { customers, reps: given.BENCH_REPS }, say);
  say(JSON.stringify(filled));
  return { customers, url, pool, filled };
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`The benchmark failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
