import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Child } from "./child";
import { byHandCounts, expenseContestant, waitingCounts, workingCounts } from "./compare-expenses";
import { formContestant } from "./compare-forms";
import { type Databases, openDatabases } from "./databases";
import { load } from "./load";
import { alternate } from "./measure";
import { type Options, readOptions } from "./options";
import { members } from "./people";
import { type Comparison, table } from "./report";
import { formCommand, signingSecret } from "./requests";

/** Whatever happens, the run ends. */
const longestRunMs = 15 * 60_000;
const tokens = {
  bare: "xoxb-bench-bare",
  byHand: "xoxb-bench-by-hand",
  drumbeat: "xoxb-bench-drumbeat",
  waiting: "xoxb-bench-waiting",
} as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Run {
  options: Options;
  databases: Databases;
  stub: { child: Child; apiUrl: string };
  start(name: string, file: string, token: string, database?: string, idle?: string): Promise<App>;
}
interface App {
  name: string;
  child: Child;
  port: number;
  token: string;
}

/** (a) A command that opens a form. */
async function compareForms({ options, stub, start }: Run, drumbeat: App): Promise<Comparison> {
  const bare = await start("Bolt, bare", "apps/bare-modal.js", tokens.bare);
  const contestants = [formContestant(stub, bare), formContestant(stub, drumbeat)];
  const series = await alternate(contestants, options, say);
  const views = await stub.child.ask("views", z.record(z.string(), z.unknown()));
  const [ours, theirs] = [fieldsOf(views[drumbeat.token]), fieldsOf(views[bare.token])];
  if (ours !== theirs) throw new Error(`Drumbeat's form has ${ours} fields, the bare app's ${theirs}`);
  await bare.child.stop();
  return { title: `(a) /expense new opens a form of ${ours} fields`, baseline: bare.name, aim: 1, series };
}

/** (b) A form handed in and stored. */
async function compareExpenses(run: Run, drumbeat: App, pools: Pools): Promise<Comparison> {
  const { options, stub, start, databases } = run;
  const hand = await databases.create("by_hand");
  const byHand = await start("Bolt and pg, by hand", "apps/by-hand.js", tokens.byHand, hand.url);
  const waitingDatabase = await databases.create("waiting");
  const idle = await databases.create("idle");
  const waiting = await start(
    "Drumbeat, jobs wait",
    "apps/drumbeat.js",
    tokens.waiting,
    waitingDatabase.url,
    idle.url,
  );
  await everybodyArrives(waiting, stub.apiUrl);
  const views = await stub.child.ask(
    "views",
    z.record(z.string(), z.record(z.string(), z.unknown()).nullable()),
  );
  const view = views[drumbeat.token];
  if (!view) throw new Error("Drumbeat opened no form");
  const working = { ...drumbeat, name: "Drumbeat, jobs worked on" };
  const series = await alternate(
    [
      expenseContestant(stub.child, { ...byHand, pool: hand.pool, ...byHandCounts }, view),
      expenseContestant(stub.child, { ...waiting, pool: waitingDatabase.pool, ...waitingCounts }, view),
      expenseContestant(stub.child, { ...working, pool: pools.drumbeat, ...workingCounts }, view),
    ],
    options,
    say,
  );
  return { title: "(b) An expense form handed in", baseline: byHand.name, aim: 0.8, series };
}

interface Pools {
  drumbeat: Awaited<ReturnType<Databases["create"]>>["pool"];
}

const blocks = z.object({ blocks: z.array(z.object({ type: z.string() })) });
const fieldsOf = (view: unknown): number =>
  blocks.parse(view).blocks.filter(({ type }) => type === "input").length;

/** Everybody has used the bot before: their accounts are known, and notices can reach them. */
async function everybodyArrives({ port }: App, apiUrl: string): Promise<void> {
  const { settled } = await load(
    port,
    1,
    members.map((member) => formCommand(apiUrl, member)),
  );
  await settled;
}

async function main(): Promise<void> {
  const options = readOptions(process.env);
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
    const start: Run["start"] = async (name, file, token, databaseUrl, idleDatabaseUrl) => {
      const started = await Child.start(name, file, {
        apiUrl,
        token,
        signingSecret,
        databaseUrl: databaseUrl ?? null,
        idleDatabaseUrl: idleDatabaseUrl ?? null,
      });
      children.push(started.child);
      return { name, token, ...started };
    };
    const run: Run = { options, databases, stub: { child: stub.child, apiUrl }, start };

    const { url, pool } = await databases.create("drumbeat");
    const drumbeat = await start("Drumbeat", "apps/drumbeat.js", tokens.drumbeat, url);
    await everybodyArrives(drumbeat, apiUrl);
    await stub.child.ask("take", z.unknown());
    const comparisons: Comparison[] = [];
    if (options.only !== "expense") comparisons.push(await compareForms(run, drumbeat));
    if (options.only !== "form") comparisons.push(await compareExpenses(run, drumbeat, { drumbeat: pool }));

    const machine = `${databases.version}, Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), load ${loadavg()[0]?.toFixed(1)}`;
    say(`\n${machine}; medians of ${options.rounds} rounds of about ${options.seconds} s, in turn\n`);
    for (const comparison of comparisons) say(table(comparison));
    const results = join(process.cwd(), "bench", "results");
    mkdirSync(results, { recursive: true });
    const file = join(results, `${startedAt.toISOString().replace(/[:.]/g, "-")}.json`);
    writeFileSync(
      file,
      `${JSON.stringify({ startedAt, machine, options: { ...options, databaseUrl: null }, comparisons }, null, 2)}\n`,
    );
    say(`Written to bench/results/${file.slice(results.length + 1)}`);
  } finally {
    for (const child of children.reverse()) await child.stop();
    await databases.close();
    clearTimeout(watchdog);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`The benchmark failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
