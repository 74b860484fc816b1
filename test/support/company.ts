import { readFileSync } from "node:fs";
import pino from "pino";
import {
  type Actor,
  type MemberOptions,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from "../../sandbox";
import { readConfig } from "../../src/config";
import { demoPeopleFile, demoWorkspace } from "../../src/demo-workspace";
import { features } from "../../src/handlers/registry";
import { type Drumbeat, startDrumbeat } from "../../src/main";
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
  /** Somebody of the demo company, at their chat client. */
  as(post: Post): Actor;
  /** Everybody has opened the bot once: they can be sent direct messages. */
  everybodyArrives(): Promise<void>;
  /** Somebody of the workspace whom the company's list does not have. */
  stranger(email: string): Actor;
  /** Ends the bot as a stop signal does. */
  stopBot(): Promise<void>;
  /** Starts another on the same database, in the same workspace. */
  startBot(): Promise<void>;
  /** Resolves when nothing waits in the queue. Throws after `withinMs`. */
  settled(withinMs?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface CompanyOptions {
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

/** The whole of Drumbeat on a database of its own, in a workspace of its own, with the demo company in it. */
export async function startCompany(options: CompanyOptions = {}): Promise<RunningCompany> {
  const { mode = "http", locale = "en" } = options;
  const db = await createDatabase({ poolSize: 20 });
  const workspace = demoWorkspace(features, "en");
  const slackLocale = { en: "en-US", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" }[locale];
  const sandbox = await startSandbox({
    ...workspace,
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
  const { botToken, signingSecret, appToken, apiUrl } = sandbox;
  const policy: Policy | undefined =
    options.policy && readPolicy(options.policy(readFileSync(defaultPolicyFile(), "utf8")), "test policy");
  const start = () =>
    startDrumbeat(
      config,
      mode === "http" ? { mode, botToken, signingSecret, apiUrl } : { mode, botToken, appToken, apiUrl },
      {
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
      },
    );
  let drumbeat: Drumbeat | null = null;
  const bot = (): Drumbeat => {
    if (!drumbeat) throw new Error("the bot is stopped");
    return drumbeat;
  };
  const startBot = async (): Promise<void> => {
    drumbeat = await start();
    if (mode === "http") await sandbox.connectTo(`http://127.0.0.1:${drumbeat.port}/slack/events`);
  };
  const stopBot = async (): Promise<void> => {
    await drumbeat?.stop();
    drumbeat = null;
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
    async everybodyArrives() {
      for (const email of Object.values(emails)) await sandbox.as(email).openHome();
    },
    settled: (withinMs = 10_000) => waitUntilIdle(db, withinMs),
    async stop() {
      await stopBot();
      await sandbox.close();
      await db.drop();
    },
  };
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
