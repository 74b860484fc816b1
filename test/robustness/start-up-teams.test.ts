import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import { promisify } from "node:util";
import { createDatabase, type TestDatabase } from "../support/database";
import { repository } from "../support/source-files";
import { endBotProcesses, startBotProcess } from "./support/process";

const app = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const tenant = "11111111-2222-3333-4444-555555555555";
let db: TestDatabase;
let connector: Server;
const heard: { url: string; body: string }[] = [];

beforeAll(async () => {
  db = await createDatabase();
  connector = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    heard.push({ url: request.url ?? "", body });
    response.writeHead(201, { "Content-Type": "application/json" }).end('{"id":"1"}');
  });
  await new Promise<void>((resolve) => connector.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  connector.close();
  await db.drop();
});
afterEach(endBotProcesses);

const place = () => ({ DATABASE_URL: db.url, HOST: "127.0.0.1", PORT: "0" });

const message = (serviceUrl: string) => ({
  type: "message",
  id: "1",
  channelId: "msteams",
  serviceUrl,
  from: { id: "user-id-0", name: "Alex" },
  recipient: { id: "bot-id", name: "Bot" },
  conversation: { id: "personal-1", conversationType: "personal", tenantId: tenant },
  channelData: { tenant: { id: tenant } },
  text: "/drumbeat help",
});

const post = (port: number, body: object, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

it.each<[string, Record<string, string>, RegExp]>([
  ["a misnamed app id", { MICROSOFT_APPID: app }, /^MICROSOFT_APPID is not a setting .* MICROSOFT_APP_ID\?$/],
  [
    "an app id without its tenant",
    { MICROSOFT_APP_ID: app, MICROSOFT_APP_PASSWORD: "hidden" },
    /^MICROSOFT_APP_ID is set without MICROSOFT_APP_TENANT_ID/,
  ],
  [
    "a secret without its app id",
    { MICROSOFT_APP_PASSWORD: "hidden" },
    /^MICROSOFT_APP_PASSWORD is set without MICROSOFT_APP_ID/,
  ],
  [
    "nobody asked who they are, where others reach it",
    { TEAMS_ALLOW_ANONYMOUS: "1", HOST: "0.0.0.0" },
    /^HOST is 0\.0\.0\.0, but with TEAMS_ALLOW_ANONYMOUS/,
  ],
])("%s stops the start with one sentence", async (_, settings, sentence) => {
  const bot = startBotProcess({ ...place(), LOG_LEVEL: "silent", ...settings });
  expect(await bot.ended).toBe(1);
  expect(bot.stderr().trim()).toMatch(sentence);
  expect(bot.stderr()).not.toContain("hidden");
});

it("hears nobody without a token once it has an app id, whatever they say they are", async () => {
  const bot = startBotProcess({
    ...place(),
    MICROSOFT_APP_ID: app,
    MICROSOFT_APP_PASSWORD: "hidden",
    MICROSOFT_APP_TENANT_ID: tenant,
  });
  const port = await bot.ready();
  const loopback = `http://127.0.0.1:${portOf(connector)}`;
  for (const serviceUrl of [loopback, "https://smba.trafficmanager.net/apac/"]) {
    expect((await post(port, message(serviceUrl))).status).toBe(401);
    const forged = { Authorization: "Bearer eyJhbGciOiJub25lIn0.e30." };
    expect((await post(port, message(serviceUrl), forged)).status).toBe(401);
  }
  expect(await db.client.delivery.count()).toBe(0);
  expect(heard).toEqual([]);
  expect(await bot.stop()).toBe(0);
  expect(bot.stdout()).not.toContain("hidden");
});

it("speaks to a local tool without any credentials when told so, and warns of it", async () => {
  const bot = startBotProcess({ ...place(), TEAMS_ALLOW_ANONYMOUS: "1" });
  const port = await bot.ready();
  expect(bot.stdout()).toContain("TEAMS_ALLOW_ANONYMOUS");
  expect((await post(port, message("https://smba.trafficmanager.net/apac/"))).status).toBe(403);
  expect((await post(port, message(`http://127.0.0.1:${portOf(connector)}`))).status).toBe(200);
  for (
    let tries = 0;
    tries < 200 && !heard.some(({ body }) => body.includes("What Drumbeat can do"));
    tries += 1
  )
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard.map(({ url }) => url)).toContain("/v3/conversations/personal-1/activities");
  expect(await bot.stop()).toBe(0);
});

it("loads nothing of Teams where Teams is not configured, and nothing of the sandbox where anything is", async () => {
  const script = `require("./src/main");
    const loaded = Object.keys(require.cache).filter((path) => /teams-ai|botbuilder|botframework|platforms.teams|[/]sandbox[/]/.test(path));
    process.stdout.write(JSON.stringify(loaded)); process.exit(0);`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--require", "tsx/cjs", "-e", script], {
    cwd: repository,
  });
  expect(JSON.parse(stdout)).toEqual([]);
});

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the connector has no port");
  return address.port;
}
