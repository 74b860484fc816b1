import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "../../sandbox";
import { demoPeopleFile, demoWorkspace } from "../../src/demo-workspace";
import { features } from "../../src/handlers/registry";
import { defaultPolicyFile } from "../../src/policy/load-policy";
import { createDatabase, type TestDatabase } from "../support/database";
import { asAdministrator, currentTestServer } from "../support/database-server";
import { endBotProcesses, startBotProcess } from "./support/process";

let sandbox: Sandbox;
let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox(demoWorkspace(features, "en"));
  db = await createDatabase();
  folder = mkdtempSync(join(tmpdir(), "drumbeat-start-"));
});
afterAll(async () => {
  await sandbox.close();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(endBotProcesses);
/** Settings that are right. */
const right = () => ({
  SLACK_API_URL: sandbox.apiUrl,
  SLACK_BOT_TOKEN: sandbox.botToken,
  SLACK_SIGNING_SECRET: sandbox.signingSecret,
  DATABASE_URL: db.url,
  PEOPLE_FILE: demoPeopleFile(),
  HOST: "127.0.0.1",
  PORT: "0",
});

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const policy = (change: (yaml: string) => string): string =>
  file("policy.yaml", change(readFileSync(defaultPolicyFile(), "utf8")));

describe("a wrong setting", () => {
  it.each<[string, () => Record<string, string>, RegExp]>([
    ["PORT", () => ({ PORT: "70000" }), /^PORT is "70000"; it must be a number from 0 to 65535\.$/],
    [
      "a user's token",
      () => ({ SLACK_BOT_TOKEN: "xoxp-1-secret" }),
      /^SLACK_BOT_TOKEN is set to something else/,
    ],
    [
      "a missing secret",
      () => ({ SLACK_SIGNING_SECRET: "" }),
      /^SLACK_BOT_TOKEN is set without SLACK_SIGNING_SECRET/,
    ],
    ["a misspelt setting", () => ({ SLACK_TOKEN: "x" }), /^SLACK_TOKEN is not a setting of Drumbeat/],
    [
      "a database that is not there",
      () => ({ DATABASE_URL: "postgres://u:hidden@127.0.0.1:1/x" }),
      /DATABASE_URL/,
    ],
    ["a token that Slack refuses", () => ({ SLACK_BOT_TOKEN: "xoxb-wrong" }), /SLACK_BOT_TOKEN/],
    [
      "a Slack that is not there",
      () => ({ SLACK_API_URL: "http://127.0.0.1:1/" }),
      /SLACK_API_URL \(http:\/\/127\.0\.0\.1:1\/\)/,
    ],
    [
      "an app token that Slack refuses",
      () => ({ SLACK_SIGNING_SECRET: "", SLACK_APP_TOKEN: "xapp-wrong" }),
      /SLACK_APP_TOKEN/,
    ],
    ["a policy file that is not there", () => ({ POLICY_FILE: "/no/such.yaml" }), /POLICY_FILE/],
    [
      "a policy file that is no YAML",
      () => ({ POLICY_FILE: file("broken.yaml", "departments:\n  sales: {\n") }),
      /policy in .*broken\.yaml .*\n.*broken\.yaml:\d+:\d+ /,
    ],
    [
      "a policy that breaks a rule",
      () => ({ POLICY_FILE: policy((yaml) => yaml.replace("up_to: 2000", "up_to: -2000")) }),
      /policy\.yaml:\d+:\d+ approvals\.expense\.0\.up_to: must be more than 0/,
    ],
    [
      "a people file that is not there",
      () => ({ PEOPLE_FILE: "/no/such.csv" }),
      /PEOPLE_FILE \/no\/such\.csv/,
    ],
    [
      "a people file with a wrong row",
      () => ({ PEOPLE_FILE: file("people.csv", "email,name,roles\nnot an address,X,rep\n") }),
      /PEOPLE_FILE .*line 2/,
    ],
    [
      "a people file with an unknown role",
      () => ({ PEOPLE_FILE: file("roles.csv", "email,name,roles\na@b.example,X,king\n") }),
      /PEOPLE_FILE .*line 2.*king/,
    ],
  ])("%s is told in clear sentences, and nothing starts", async (_, change, sentence) => {
    const bot = startBotProcess({ ...right(), LOG_LEVEL: "silent", ...change() });
    expect(await bot.ended).toBe(1);
    const said = bot.stderr().trim();
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/\n\s+at |node_modules|hidden|xoxp-1-secret|xoxb-wrong|xapp-wrong/);
    expect(said.split("\n").length).toBeLessThanOrEqual(3);
    expect(bot.stdout()).not.toContain("Drumbeat is ready");
  });

  it("each of several gets its sentence", async () => {
    const wrong = {
      LOG_LEVEL: "loud",
      TIME_ZONE: "Mars/Base",
      CURRENCY: "Yuan",
      DEFAULT_LOCALE: "fr",
      DRUMBEAT_ADMINS: "nobody",
      SLACK_API_URL: "ftp://x",
      HOST: "two words",
    };
    const bot = startBotProcess({ ...right(), ...wrong });
    expect(await bot.ended).toBe(1);
    const sentences = bot.stderr().trim().split("\n");
    expect(sentences).toHaveLength(Object.keys(wrong).length);
    for (const [name, value] of Object.entries(wrong))
      expect(sentences).toContainEqual(expect.stringMatching(`^${name} is "${value}"; it must be .*\\.$`));
  });

  it("a port that is taken, likewise", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const bot = startBotProcess({ ...right(), LOG_LEVEL: "silent", PORT: port });
    expect(await bot.ended).toBe(1);
    expect(bot.stderr().trim()).toMatch(new RegExp(`^PORT ${port} .*\\.$`));
    taken.close();
  });
});

describe("a running process", () => {
  it("finishes what was taken in when it is told to stop, and ends with 0", async () => {
    const bot = startBotProcess(right());
    await sandbox.connectTo(`http://127.0.0.1:${await bot.ready()}/slack/events`);
    await db.client.person.updateMany({ data: { locale: "en" } });
    const rep = sandbox.as("lin.xiaoyu@yunfan.example");
    await rep.openHome();
    // Slow answers of Slack's, so that much is under way when the signal comes.
    sandbox.workspace.problems.splice(0);
    sandbox.failNext("chat.postMessage", { delay: 500, times: 50 });
    const filed = Array.from({ length: 10 }, (_, each) =>
      rep.command(`/expense new ${each + 10}.50 taxi to Acme`),
    );
    await sandbox.as("grace.chen@yunfan.example").say("hello");
    await Promise.all(filed);
    expect(await bot.stop()).toBe(0);
    expect(await db.client.expenseClaim.count()).toBe(10);
    expect(sandbox.workspace.problems).toEqual([]);

    // What the queue still held is done by whoever comes next: everybody asked sees every card once.
    const next = startBotProcess(right());
    await sandbox.connectTo(`http://127.0.0.1:${await next.ready()}/slack/events`);
    const head = sandbox.as("grace.chen@yunfan.example").dm();
    for (const id of Array.from({ length: 10 }, (_, each) => 1001 + each)) {
      await head.waitForMessage(`EXP-${id}`, { timeout: 15_000 });
      expect(head.messages.filter(({ text }) => text.includes(`EXP-${id}`))).toHaveLength(1);
    }
    expect(await next.stop()).toBe(0);
  }, 60_000);

  it("says at /healthz that its database is gone, and goes on when it is back", async () => {
    const gone = await createDatabase();
    const bot = startBotProcess({ ...right(), DATABASE_URL: gone.url });
    const port = await bot.ready();
    const health = async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).status;
    expect(await health()).toBe(200);
    const [row] = (await gone.pool.query<{ name: string }>("select current_database() as name")).rows;
    const server = currentTestServer();
    await asAdministrator(server.connection, async (client) => {
      await client.query(`alter database ${row?.name} with allow_connections false`);
      await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
        row?.name,
      ]);
    });
    expect(await health()).toBe(503);
    await asAdministrator(server.connection, async (client) => {
      await client.query(`alter database ${row?.name} with allow_connections true`);
    });
    expect(await health()).toBe(200);
    expect(await bot.stop()).toBe(0);
    await gone.drop();
  }, 60_000);
});
