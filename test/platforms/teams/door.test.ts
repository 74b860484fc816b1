import http from "node:http";
import { type OpenedDoor, openDoor } from "./support/door-opened";
import {
  appId,
  goodClaims,
  signed,
  signedWithThePublicKey,
  signingKey,
  tenantId,
  unsigned,
} from "./support/door-tokens";
import { registeredAt } from "./support/stub-bot";
import { type StubMicrosoft, startStubMicrosoft } from "./support/stub-microsoft";

const foreign = "99999999-2222-4333-8444-555555555555";

let microsoft: StubMicrosoft;
let door: OpenedDoor;
/** What Microsoft's packages write past our log. */
let written: jest.SpyInstance[];

beforeEach(async () => {
  microsoft = await startStubMicrosoft();
  door = await openDoor(registeredAt(microsoft));
  written = (["log", "info", "warn", "error"] as const).map((level) =>
    jest.spyOn(console, level).mockImplementation(),
  );
});
afterEach(async () => {
  for (const spy of written) spy.mockRestore();
  await door.shut();
  await microsoft.close();
});

const activity = (more: object = {}) => ({
  type: "message",
  id: "1700000000001",
  channelId: "msteams",
  serviceUrl: microsoft.serviceUrl,
  text: "a secret of somebody's",
  localTimestamp: "2026-11-24T10:00:00+08:00",
  from: { id: "29:ada" },
  recipient: { id: "28:bot" },
  conversation: { id: "a:1", tenantId },
  channelData: { tenant: { id: tenantId } },
  ...more,
});
const claims = (more: object = {}) => ({ ...goodClaims(microsoft.serviceUrl), ...more });
const bearer = (more: object = {}, header: object = {}) =>
  `Bearer ${signed(microsoft.key, claims(more), header)}`;
const now = () => Math.floor(Date.now() / 1000);
const consoleLines = () => written.flatMap((spy) => spy.mock.calls);

it("runs the turn of a signed activity, and keeps what its local time was", async () => {
  expect(await door.deliver(activity(), bearer())).toEqual({ status: 200, text: "" });
  expect(door.turns).toHaveLength(1);
  expect(door.turns[0]).toMatchObject({
    id: "1700000000001",
    rawLocalTimestamp: "2026-11-24T10:00:00+08:00",
  });
  expect(consoleLines()).toEqual([]);
  expect(door.log).toEqual([]);
});

it("hears a message extension that is used in a chat between people, of which it is told no conversation", async () => {
  const used = activity({ type: "invoke", name: "composeExtension/fetchTask", conversation: null });
  door.turn = async (context) => {
    await context.sendActivity({ type: "invokeResponse", value: { status: 200, body: { task: {} } } });
  };
  expect(await door.deliver(used, bearer())).toEqual({ status: 200, text: '{"task":{}}' });
  const foreigner = { ...used, channelData: { tenant: { id: foreign } } };
  expect(await door.deliver(foreigner, bearer())).toMatchObject({ status: 403 });
  expect(await door.deliver({ ...used, channelData: null }, bearer())).toMatchObject({ status: 403 });
  expect(door.turns).toHaveLength(1);
});

it("answers an invoke with what the turn says, and other activities with nothing", async () => {
  door.turn = async (context) => {
    await context.sendActivity({
      type: "invokeResponse",
      value: { status: 202, body: { task: { type: "continue" } } },
    });
  };
  const invoke = await door.deliver(activity({ type: "invoke", name: "task/fetch" }), bearer());
  expect(invoke.status).toBe(202);
  expect(JSON.parse(invoke.text)).toEqual({ task: { type: "continue" } });
  door.turn = async () => undefined;
  expect(await door.deliver(activity({ type: "invoke", name: "task/fetch" }), bearer())).toEqual({
    status: 501,
    text: "",
  });
});

const stranger = signingKey("key-1");
const unheard: [string, () => string | undefined][] = [
  ["without a token", () => undefined],
  ["with a password in place of a token", () => `Basic ${Buffer.from("a:b").toString("base64")}`],
  ["with something that is no token", () => "Bearer nonsense"],
  ["whose token is for another bot", () => bearer({ aud: "another-bot" })],
  ["whose token is for several bots", () => bearer({ aud: [appId, "another-bot"] })],
  [
    "whose token another issuer gave",
    () => bearer({ iss: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/" }),
  ],
  ["whose token has expired", () => bearer({ exp: now() - 600 })],
  ["whose token never expires", () => bearer({ exp: undefined })],
  ["whose token is of tomorrow", () => bearer({ nbf: now() + 86_400 })],
  ["whose token is not signed", () => `Bearer ${unsigned(claims(), "key-1")}`],
  ["whose token says that it is not signed", () => bearer({}, { alg: "none" })],
  [
    "whose token takes the public key for a secret",
    () => `Bearer ${signedWithThePublicKey(microsoft.key, claims())}`,
  ],
  ["whose token another key signed", () => `Bearer ${signed(stranger, claims())}`],
  ["whose token a key signed that nobody knows", () => bearer({}, { kid: "key-2" })],
  ["whose token names no key", () => bearer({}, { kid: undefined })],
  ["whose token names no service address", () => bearer({ serviceurl: undefined })],
  ["whose token is for another service address", () => bearer({ serviceurl: `${microsoft.url}/apac/` })],
  [
    "whose token is an emulator's",
    () =>
      bearer({
        iss: "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0",
        ver: "2.0",
        azp: appId,
      }),
  ],
  ["whose token is another bot's, for a skill", () => bearer({ ver: "1.0", appid: "another-bot" })],
];

it.each(unheard)("refuses an activity %s", async (_, authorization) => {
  expect(await door.deliver(activity(), authorization())).toEqual({ status: 401, text: "" });
  expect(door.turns).toEqual([]);
  expect(door.log).toMatchObject([{ level: "warn", fields: { status: 401 } }]);
});

it("asks nobody for keys and writes nothing to the console for a token that is plainly not the Bot Connector's", async () => {
  const plain = unheard.filter(([name]) => !/key signed/.test(name));
  for (const [, authorization] of plain) await door.deliver(activity(), authorization());
  expect(microsoft.asked).toEqual([]);
  expect(consoleLines()).toEqual([]);
});

const unwelcome: [string, () => object, (() => object)?][] = [
  ["of another tenant", () => ({ conversation: { id: "a:1", tenantId: foreign } })],
  ["whose two tenants differ", () => ({ channelData: { tenant: { id: foreign } } })],
  ["of no tenant", () => ({ conversation: { id: "a:1" }, channelData: {} })],
  ["of another channel", () => ({ channelId: "webchat" })],
  ["of the channel that brings keys of its own", () => ({ channelId: "AseChannel" })],
  [
    "of a foreign service address",
    () => ({ serviceUrl: "https://evil.example/teams/" }),
    () => ({ serviceurl: "https://evil.example/teams/" }),
  ],
  [
    "of an address that only looks like the Bot Connector's",
    () => ({ serviceUrl: "https://smba.trafficmanager.net.evil.example/" }),
    () => ({ serviceurl: "https://smba.trafficmanager.net.evil.example/" }),
  ],
  [
    "of the Bot Connector's host without encryption",
    () => ({ serviceUrl: "http://smba.trafficmanager.net/emea/" }),
    () => ({ serviceurl: "http://smba.trafficmanager.net/emea/" }),
  ],
];

it.each(unwelcome)(
  "refuses an activity %s, however well it is signed",
  async (_, more, claimed = () => ({})) => {
    expect(await door.deliver(activity(more()), bearer(claimed()))).toEqual({ status: 403, text: "" });
    expect(door.turns).toEqual([]);
  },
);

it("refuses what is no activity, or far too large", async () => {
  const large = JSON.stringify(activity({ text: "x".repeat(300_000) }));
  const refused: [unknown, number][] = [
    ["no JSON", 400],
    ["[]", 400],
    ["null", 400],
    ["", 400],
    [{ type: "message" }, 400],
    [activity({ from: null }), 400],
    [activity({ serviceUrl: "" }), 400],
    [activity({ conversation: {} }), 400],
    [large, 413],
  ];
  for (const [body, status] of refused)
    expect(await door.deliver(body, bearer())).toEqual({ status, text: "" });
  expect(door.turns).toEqual([]);
});

it("reads no more of a body than it must, whatever its length says", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const request = http.request(
      { port: door.port, host: "127.0.0.1", method: "POST", path: "/api/messages" },
      (response) => resolve(response.statusCode),
    );
    request.on("error", reject);
    request.write("x".repeat(300_000));
  });
  expect(status).toBe(413);
});

it("sends Teams away to come again when the keys cannot be had, and says so", async () => {
  microsoft.answers.set("GET /openid", () => ({ breaks: true }));
  expect(await door.deliver(activity(), bearer())).toEqual({ status: 503, text: "" });
  microsoft.answers.set("GET /openid", () => ({ status: 500 }));
  expect(await door.deliver(activity(), bearer())).toEqual({ status: 503, text: "" });
  expect(door.log.map(({ level }) => level)).toEqual(["error", "error"]);
  microsoft.answers.set("GET /openid", () => ({ body: { jwks_uri: `${microsoft.url}/keys` } }));
  expect(await door.deliver(activity(), bearer())).toEqual({ status: 200, text: "" });
  expect(door.turns).toHaveLength(1);
});

it("answers 500 and nothing else where a turn fails, under a reference that the log has", async () => {
  door.turn = async () => {
    throw new Error("the database is gone");
  };
  expect(await door.deliver(activity(), bearer())).toEqual({ status: 500, text: "" });
  expect(door.log).toMatchObject([{ level: "error", fields: { reference: expect.any(String) } }]);
  expect(consoleLines()).toEqual([]);
});

it("writes neither bodies nor tokens to the log", async () => {
  await door.deliver(activity(), bearer({ aud: "another-bot" }));
  await door.deliver(activity({ channelId: "webchat" }), bearer());
  const logged = JSON.stringify(door.log);
  expect(logged).not.toContain("a secret of somebody's");
  expect(logged).not.toContain("eyJ");
});

it("sends Teams away while it stops, and waits for what is under way", async () => {
  let finish: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    door.turn = () => {
      resolve();
      return new Promise<void>((done) => {
        finish = done;
      });
    };
  });
  const first = door.deliver(activity(), bearer());
  await begun;
  door.close();
  expect(await door.deliver(activity(), bearer())).toMatchObject({ status: 503 });
  expect(await door.drained(20)).toBe(false);
  finish();
  expect(await door.drained(10_000)).toBe(true);
  expect(await first).toMatchObject({ status: 200 });
  expect(door.turns).toHaveLength(1);
});

it("takes unsigned activities from this machine alone where nobody is asked who they are", async () => {
  await door.shut();
  door = await openDoor({ kind: "anonymous" });
  expect(await door.deliver(activity({ channelId: "emulator", channelData: null }))).toMatchObject({
    status: 200,
  });
  const elsewhere = [
    "https://smba.trafficmanager.net/emea/",
    "http://192.168.1.4/",
    "http://localhost.evil.example/",
    "http://localhost@evil.example/",
    "file:///etc/passwd",
    "nonsense",
  ];
  for (const serviceUrl of elsewhere)
    expect(await door.deliver(activity({ serviceUrl }))).toMatchObject({ status: 403 });
  expect(door.turns).toHaveLength(1);
});

describe("where nobody is asked who they are", () => {
  /** With `fetch` neither a host nor an origin can be pretended. */
  const sent = (headers: http.OutgoingHttpHeaders) =>
    new Promise<number | undefined>((resolve, reject) => {
      const request = http.request(
        { host: "127.0.0.1", port: door.port, method: "POST", path: "/api/messages", headers },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      request.on("error", reject);
      request.end(JSON.stringify(activity()));
    });
  const json = { "Content-Type": "application/json" };

  beforeEach(async () => {
    await door.shut();
    door = await openDoor({ kind: "anonymous" });
  });

  it.each([
    ["as JSON", json],
    ["under the name of this machine", { ...json, Host: "localhost:3978" }],
    ["under its newer address", { ...json, Host: "[::1]:3978" }],
  ])("a tool of this machine is heard, %s", async (_, headers) => {
    expect(await sent(headers)).toBe(200);
    expect(door.turns).toHaveLength(1);
  });

  it.each([
    ["sent as a page may send to anywhere", { "Content-Type": "text/plain" }],
    ["sent as nothing in particular", {}],
    ["of a page", { ...json, Origin: "http://localhost:3978" }],
    ["of a page that keeps its name to itself", { ...json, Origin: "null" }],
    ["that a browser says is a page's", { ...json, "Sec-Fetch-Site": "cross-site" }],
    ["under a name that somebody had point here", { ...json, Host: "evil.example:3978" }],
    ["under a name that only begins like ours", { ...json, Host: "localhost.evil.example" }],
    ["that a proxy passes on", { ...json, "X-Forwarded-For": "203.0.113.9" }],
  ])("a request is refused %s", async (_, headers) => {
    expect(await sent(headers)).toBe(403);
    expect(door.turns).toEqual([]);
  });
});
