import { readFileSync } from "node:fs";
import pino from "pino";
import {
  type Actor,
  type MemberOptions,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
  type TeamsActor,
  type TeamsTenant,
} from "../../sandbox";
import { readConfig } from "../../src/config";
import { demoPeopleFile, demoWorkspace } from "../../src/demo-workspace";
import { features } from "../../src/handlers/registry";
import { type Drumbeat, sandboxPlatforms, startDrumbeat } from "../../src/main";
import { defaultPolicyFile, readPolicy } from "../../src/policy/load-policy";
import type { Policy } from "../../src/policy/policy";
import { createDatabase, type TestDatabase } from "./database";

/** The demo company by post, so that a test reads as what happens. */
const emails = {
  rep: "lin.xiaoyu@yunfan.example",
  head: "grace.chen@yunfan.example",
  director: "zhao.guoqiang@yunfan.example",
  finance: "wu.min@yunfan.example",
  otherFinance: "qian.li@yunfan.example",
  support: "hsu.chiaying@yunfan.example",
  otherSupport: "peng.hao@yunfan.example",
  admin: "admin@yunfan.example",
  otherRep: "daniel.wright@yunfan.example",
  specialist: "sun.jiayi@yunfan.example",
  marketingManager: "victoria.zhou@yunfan.example",
  projectManager: "he.wei@yunfan.example",
  generalManager: "ma.jianhua@yunfan.example",
} as const;

export type Post = keyof typeof emails;

export interface RunningCompany {
  sandbox: Sandbox;
  db: TestDatabase;
  /** Throws while it is stopped. */
  readonly drumbeat: Drumbeat;
  /** Somebody of the demo company, at their Slack client. */
  as(post: Post): Actor;
  /** The same at their Teams client. Throws where the company has no Teams. */
  inTeams(post: Post): TeamsActor;
  /** Throws where the company has none. */
  readonly teams: TeamsTenant;
  /** Everybody has opened the bot once, and has been greeted where it greets: they can be sent direct messages. */
  everybodyArrives(): Promise<void>;
  /** Somebody of the workspace whom the company's list does not have. */
  stranger(email: string): Actor;
  /** Ends the bot as a stop signal does. */
  stopBot(): Promise<void>;
  /** Starts another on the same database, in the same workspace. */
  startBot(): Promise<void>;
  /** The clock strikes: one of its duties is done now, by its name, and what follows of it. */
  strike(duty: string): Promise<void>;
  /** Resolves when nothing waits in the queue. Throws after `withinMs`. */
  settled(withinMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** What the company speaks. */
export type PlatformsSpoken = "slack" | "teams" | "both";

export interface CompanyOptions {
  /** Slack alone unless told otherwise. */
  platforms?: PlatformsSpoken;
  /** How Slack reaches the bot. */
  mode?: "http" | "socket";
  now?: () => Date;
  sandbox?: Partial<SandboxOptions>;
  /** Everybody reads this language, so that a test can name what it presses. */
  locale?: "en" | "zh-Hans" | "zh-Hant";
  /** People of the workspace who are not on the company's list. */
  strangers?: MemberOptions[];
  /** Changes the shipped policy's text. */
  policy?: (yaml: string) => string;
}

/** How fast a busy machine answers is no matter of a flow; test/sandbox/teams holds the tenant to Teams' own patience. */
const unhurried = { invokePatience: { slow: 30_000, failed: 30_000 } };

/** The whole of Drumbeat on a database of its own, in a workspace of its own, with the demo company in it. */
export async function startCompany(options: CompanyOptions = {}): Promise<RunningCompany> {
  const { platforms = "slack", mode = "http", locale = "en" } = options;
  const db = await createDatabase({ poolSize: 20 });
  const workspace = demoWorkspace(features, "en");
  const slackLocale = { en: "en-US", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" }[locale];
  const { teams: tenantOptions, ...slackWorkspace } = workspace;
  const sandbox = await startSandbox({
    ...slackWorkspace,
    ...(platforms === "slack"
      ? {}
      : { teams: { ...tenantOptions, ...unhurried, botIsIdle: () => noJobIsDue(db) } }),
    members: [...(workspace.members ?? []), ...(options.strangers ?? [])].map((member) => ({
      ...member,
      locale: slackLocale,
    })),
    ...options.sandbox,
  });
  const config = {
    ...readConfig({ PORT: "0", LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "silent", DEFAULT_LOCALE: locale }),
    peopleFile: demoPeopleFile(),
  };
  const { botToken, appToken, apiUrl } = sandbox;
  const both = sandboxPlatforms(sandbox);
  const socket = { mode: "socket", botToken, appToken, apiUrl } as const;
  const spoken = {
    slack: platforms === "teams" ? null : mode === "http" ? both.slack : socket,
    teams: platforms === "slack" ? null : both.teams,
  };
  const policy: Policy | undefined =
    options.policy && readPolicy(options.policy(readFileSync(defaultPolicyFile(), "utf8")), "test policy");
  const start = () =>
    startDrumbeat(config, spoken, {
      db: {
        client: db.client,
        pool: db.pool,
        connection: db.connection,
        kind: "external",
        description: "test database",
        ping: async () => void (await db.pool.query("select 1")),
        close: async () => undefined,
      },
      logger: pino({ level: config.logLevel }),
      ...(options.now ? { now: options.now } : {}),
      ...(policy ? { policy } : {}),
    });
  let drumbeat: Drumbeat | null = null;
  const bot = (): Drumbeat => {
    if (!drumbeat) throw new Error("the bot is stopped");
    return drumbeat;
  };
  const startBot = async (): Promise<void> => {
    drumbeat = await start();
    const address = `http://127.0.0.1:${drumbeat.port}`;
    if (spoken.slack && mode === "http") await sandbox.connectTo(`${address}/slack/events`);
    if (spoken.teams) await sandbox.teams?.connectTo(`${address}/api/messages`);
  };
  const stopBot = async (): Promise<void> => {
    await drumbeat?.stop();
    drumbeat = null;
  };
  const tenant = (): TeamsTenant => {
    if (!sandbox.teams) throw new Error("this company has no Teams");
    return sandbox.teams;
  };
  await startBot();
  await db.client.person.updateMany({ data: { locale } });

  return {
    sandbox,
    db,
    get drumbeat() {
      return bot();
    },
    startBot,
    stopBot,
    stranger: (email) => sandbox.as(email),
    as: (post) => sandbox.as(emails[post]),
    inTeams: (post) => tenant().as(emails[post]),
    get teams() {
      return tenant();
    },
    async everybodyArrives() {
      if (platforms !== "teams")
        for (const email of Object.values(emails)) await sandbox.as(email).openHome();
      if (platforms === "slack") return;
      const { directory, installed } = tenant().workplace;
      const greeted = directory.people
        .filter(({ id }) => installed.has(id))
        .map(({ email }) => tenant().as(email));
      for (const person of greeted) await person.waitFor(() => person.dm().last(), { what: "a greeting" });
    },
    async strike(duty) {
      await bot().runDuty(duty);
      await waitUntilIdle(db, 10_000);
    },
    settled: (withinMs = 10_000) => waitUntilIdle(db, withinMs),
    async stop() {
      await stopBot();
      await sandbox.close();
      await db.drop();
    },
  };
}

/** Resolves when every job is done but for those that wait for their next attempt; after some seconds in any case. */
async function noJobIsDue({ pool }: TestDatabase): Promise<void> {
  const end = Date.now() + 8_000;
  while (Date.now() < end) {
    const { rows } = await pool.query<{ due: number }>(
      "select count(*)::int as due from graphile_worker.jobs where run_at <= now()",
    );
    if (rows[0]?.due === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Jobs that failed stay in the queue for their next attempt: they count as waiting, and the wait ends with their error. */
async function waitUntilIdle({ pool }: TestDatabase, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    const { rows } = await pool.query<{ waiting: number; error: string | null }>(
      "select count(*)::int as waiting, max(last_error) as error from graphile_worker.jobs",
    );
    const [row] = rows;
    if (row?.waiting === 0) return;
    if (Date.now() > end)
      throw new Error(`${row?.waiting} jobs are not done after ${withinMs} ms: ${row?.error}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
