import { createPublicKey, verify } from "node:crypto";
import { type ExampleBot, startBot } from "./support/example-bot";

let bot: ExampleBot;
afterEach(() => bot.stop());

const decoded = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString());
const tokenOf = (headers: { authorization?: string }) => (headers.authorization ?? "").replace("Bearer ", "");

/** Whether a token is signed by a key that the tenant publishes. */
async function isSigned(token: string): Promise<boolean> {
  const { openIdMetadataUrl } = bot.tenant.authority;
  const { jwks_uri }: { jwks_uri: string } = JSON.parse(await (await fetch(openIdMetadataUrl)).text());
  const { keys }: { keys: { kid: string; n: string; e: string; kty: string; endorsements: string[] }[] } =
    JSON.parse(await (await fetch(jwks_uri)).text());
  const [header, claims, signature = ""] = token.split(".");
  const key = keys.find(
    ({ kid, endorsements }) => kid === decoded(header).kid && endorsements.includes("msteams"),
  );
  if (key === undefined) return false;
  const { kty, n, e } = key;
  return verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    createPublicKey({ key: { kty, n, e }, format: "jwk" }),
    Buffer.from(signature, "base64url"),
  );
}

describe("a message to the bot", () => {
  it("has Teams' shape in a personal chat", async () => {
    bot = await startBot();
    await bot.tenant.as("Bo Chen").say("你好 <b>");
    const { activity } = bot.received.at(-1) ?? {};
    expect(activity).toMatchObject({
      type: "message",
      text: "你好 <b>",
      textFormat: "plain",
      channelId: "msteams",
      serviceUrl: bot.tenant.authority.serviceUrls[0],
      from: {
        id: expect.stringMatching(/^29:/),
        name: "Bo Chen",
        aadObjectId: expect.stringMatching(/^[\da-f-]{36}$/),
      },
      recipient: { id: `28:${bot.tenant.appId}`, name: "Drumbeat" },
      conversation: {
        id: expect.stringMatching(/^a:/),
        conversationType: "personal",
        tenantId: bot.tenant.tenantId,
      },
      channelData: { tenant: { id: bot.tenant.tenantId } },
      locale: "zh-CN",
      localTimezone: "Asia/Shanghai",
      localTimestamp: expect.stringMatching(/\+08:00$/),
      timestamp: expect.stringMatching(/Z$/),
      entities: [{ type: "clientInfo", locale: "zh-CN", country: "CN", timezone: "Asia/Shanghai" }],
      attachments: [{ contentType: "text/html", content: "<p>你好 &lt;b&gt;</p>" }],
    });
  });

  it("comes from a channel with a mention alone, and names the thread", async () => {
    bot = await startBot();
    const ann = bot.tenant.as("Ann Lee");
    const before = bot.received.length;
    await ann.say("among ourselves", { in: "sales" });
    expect(bot.received).toHaveLength(before);
    await ann.say("help", { in: "sales", mention: true });
    const { activity } = bot.received.at(-1) ?? {};
    const channel = ann.channel("sales");
    expect(activity?.text).toBe("<at>Drumbeat</at> help");
    expect(activity?.conversation).toMatchObject({
      id: `${channel.id};messageid=${channel.last()?.id}`,
      conversationType: "channel",
      isGroup: true,
    });
    expect(activity?.entities?.[0]).toEqual({
      type: "mention",
      text: "<at>Drumbeat</at>",
      mentioned: { id: `28:${bot.tenant.appId}`, name: "Drumbeat" },
    });
    expect(activity?.channelData).toMatchObject({
      channel: { id: channel.id },
      team: { id: expect.any(String) },
    });
  });

  it("is signed for this bot, with a key that the tenant publishes", async () => {
    bot = await startBot();
    await bot.tenant.as("Ann Lee").say("hello");
    const token = tokenOf(bot.received.at(-1)?.headers ?? {});
    const [header, claims] = token.split(".");
    expect(decoded(header)).toMatchObject({ alg: "RS256", typ: "JWT" });
    expect(decoded(claims)).toMatchObject({
      iss: bot.tenant.authority.tokenIssuer,
      aud: bot.tenant.appId,
      serviceurl: bot.tenant.authority.serviceUrls[0],
      exp: expect.any(Number),
    });
    expect(await isSigned(token)).toBe(true);
    expect(await isSigned(`${token.slice(0, -8)}AAAAAAAA`)).toBe(false);
    expect(decoded(bot.tenant.token({ aud: "another" }).split(".")[1])).toMatchObject({ aud: "another" });
  });

  it("comes again byte by byte on request, and in any other form", async () => {
    bot = await startBot();
    await bot.tenant.as("Ann Lee").say("once");
    expect((await bot.tenant.replay()).status).toBe(200);
    const [first, second] = bot.received.slice(-2);
    expect(second?.activity).toEqual(first?.activity);
    await bot.tenant.deliverRaw({
      headers: { authorization: "none" },
      body: JSON.stringify({ type: "forged" }),
    });
    expect(bot.received.at(-1)).toMatchObject({
      activity: { type: "forged" },
      headers: { authorization: "none" },
    });
  });
});

describe("an installation", () => {
  it("is told once of the team, and once of everybody who has the bot", async () => {
    bot = await startBot({ installedFor: ["ann@example.test", "cy@example.test"] });
    const told = bot.received.map(({ activity }) => [
      activity.type,
      activity.conversation.conversationType,
      activity.action ?? activity.membersAdded?.[0]?.id,
    ]);
    const added = `28:${bot.tenant.appId}`;
    expect(told.slice(0, 2)).toEqual([
      ["conversationUpdate", "channel", added],
      ["installationUpdate", "channel", "add"],
    ]);
    expect(told.slice(2).sort()).toEqual([
      ["conversationUpdate", "personal", added],
      ["conversationUpdate", "personal", added],
      ["installationUpdate", "personal", "add"],
      ["installationUpdate", "personal", "add"],
    ]);
    expect(bot.received[0]?.activity.channelData).toMatchObject({
      team: { name: "Sandbox" },
      eventType: "teamMemberAdded",
    });
    await bot.tenant.connectTo(bot.url);
    expect(bot.received).toHaveLength(told.length);
  });

  it("ends what the bot can send, and begins it again", async () => {
    bot = await startBot();
    const ann = bot.tenant.as("Ann Lee");
    const place = `v3/conversations/${ann.dm().id}/activities`;
    const message = { type: "message", text: "hello" };
    expect((await bot.call("POST", place, message)).status).toBe(201);
    await bot.tenant.uninstall("Ann Lee");
    expect(bot.received.at(-1)?.activity).toMatchObject({ type: "installationUpdate", action: "remove" });
    expect(await bot.call("POST", place, message)).toMatchObject({
      status: 403,
      body: { error: { code: "BotNotInConversationRoster" } },
    });
    expect(await ann.say("hello")).toMatchObject({ ok: false });
    await bot.tenant.install("Ann Lee");
    expect((await bot.call("POST", place, message)).status).toBe(201);
  });
});

it("a bot that refuses a message is noted", async () => {
  bot = await startBot();
  bot.on = () => ({ status: 500 });
  expect(await bot.tenant.as("Ann Lee").command("/help")).toMatchObject({
    problem: "Drumbeat does not answer.",
  });
  expect(bot.tenant.problems).toEqual([
    expect.objectContaining({ kind: "delivery_refused", where: "message" }),
  ]);
});
