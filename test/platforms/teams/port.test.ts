import { PlatformError, type Port } from "../../../src/platforms/port";
import { teamsPort } from "../../../src/platforms/teams/teams-port";
import { recordingLogger } from "../support/recording-logger";
import { appId, tenantId } from "./support/door-tokens";
import { stubBot } from "./support/stub-bot";
import { reference, stubConversations } from "./support/stub-conversations";
import { type Answer, type StubMicrosoft, startStubMicrosoft } from "./support/stub-microsoft";

let microsoft: StubMicrosoft;
let conversations: ReturnType<typeof stubConversations>;
let recorded: ReturnType<typeof recordingLogger>;
let now: Date;
let port: Port;
beforeEach(async () => {
  microsoft = await startStubMicrosoft();
  recorded = recordingLogger();
  now = new Date("2026-11-24T08:00:00Z");
  const { serviceUrl } = microsoft;
  conversations = stubConversations(
    reference({ conversationId: "19:team", kind: "team", serviceUrl }),
    reference({
      conversationId: "a:ada",
      kind: "personal",
      serviceUrl,
      userId: "29:ada",
      locale: "zh-CN",
      timeZone: "Asia/Shanghai",
    }),
  );
  port = portWith({ appId });
});
afterEach(() => microsoft.close());

function portWith(more: { appId: string }): Port {
  const clock = { now: () => now };
  const { connector, reach } = stubBot(microsoft, clock);
  const dialogs = true;
  return teamsPort({
    connector,
    conversations,
    workspace: tenantId,
    dialogs,
    reach,
    logger: recorded.logger,
    clock,
    ...more,
  });
}

const answer = (name: string, what: Answer) => microsoft.answers.set(name, () => what);
const members = (conversationId: string, member: string) =>
  `GET /emea/v3/conversations/${conversationId}/members/${member}`;
const activities = (conversationId: string) => `POST /emea/v3/conversations/${conversationId}/activities`;
const ada = { id: "29:ada", name: "Ada", email: "Ada@Example.com", userPrincipalName: "ada@corp.example" };
const card = { title: "EXP-1", elements: [] };
const minutes = (count: number) => {
  now = new Date(now.getTime() + count * 60_000);
};

it("knows a person of a personal conversation, with what their client said", async () => {
  answer(members("a:ada", "29:ada"), { body: ada });
  expect(await port.profile("29:ada")).toEqual({
    name: "Ada",
    email: "ada@example.com",
    locale: "zh-CN",
    timeZone: "Asia/Shanghai",
    isBot: false,
  });
});

it("knows a person of a team, by the principal name where there is no e-mail, and nobody else", async () => {
  answer(members("19:team", "29:bob"), {
    body: { id: "29:bob", name: "Bob", userPrincipalName: "BOB@example.com" },
  });
  expect(await port.profile("29:bob")).toMatchObject({ name: "Bob", email: "bob@example.com", locale: null });
  answer(members("19:team", "29:eve"), { status: 400, body: { error: { code: "BadArgument" } } });
  expect(await port.profile("29:eve")).toBeNull();
  answer(members("19:team", "29:eve"), { status: 502 });
  await expect(port.profile("29:eve")).rejects.toMatchObject({ code: "http_502", permanent: false });
});

it("knows somebody without the bot in the group chat or channel where they spoke to it", async () => {
  const { serviceUrl } = microsoft;
  await conversations.keep(reference({ conversationId: "19:group", kind: "group", serviceUrl }));
  answer(members("19:group", "29:bob"), { body: { ...ada, id: "29:bob" } });
  expect(await port.profile("29:bob", "19:group;messageid=1")).toMatchObject({ email: "ada@example.com" });
  expect(microsoft.of(members("19:team", "29:bob"))).toEqual([]);
  // A chat that the bot is no part of is not asked.
  answer(members("19:team", "29:bob"), { status: 404 });
  expect(await port.profile("29:bob", "19:foreign")).toBeNull();
  expect(microsoft.of(members("19:foreign", "29:bob"))).toEqual([]);
});

it("finds an account by its address in any team, and remembers the answer for five minutes", async () => {
  const asked = members("19:other", "ada@example.com");
  conversations.keep(
    reference({ conversationId: "19:other", kind: "team", serviceUrl: microsoft.serviceUrl }),
  );
  answer(asked, { body: ada });
  const found = { userId: "29:ada", profile: { email: "ada@example.com", timeZone: "Asia/Shanghai" } };
  expect(await port.findByEmail("ada@example.com")).toMatchObject(found);
  minutes(4);
  expect(await port.findByEmail("ada@example.com")).toMatchObject(found);
  expect(microsoft.of(asked)).toHaveLength(1);
  minutes(2);
  await port.findByEmail("ada@example.com");
  expect(microsoft.of(asked)).toHaveLength(2);
});

it("does not take somebody whose address is another for the one that was asked for", async () => {
  answer(members("19:team", "eve@example.com"), { body: ada });
  expect(await port.findByEmail("eve@example.com")).toBeNull();
  // Who joins a team is found soon after.
  answer(members("19:team", "eve@example.com"), { body: { id: "29:eve", email: "eve@example.com" } });
  expect(await port.findByEmail("eve@example.com")).toBeNull();
  minutes(1);
  expect(await port.findByEmail("eve@example.com")).toMatchObject({ userId: "29:eve" });
});

it("does not remember that Teams could not be asked", async () => {
  answer(members("19:team", "ada@example.com"), { breaks: true });
  await expect(port.findByEmail("ada@example.com")).rejects.toBeInstanceOf(PlatformError);
  answer(members("19:team", "ada@example.com"), { body: ada });
  expect(await port.findByEmail("ada@example.com")).toMatchObject({ userId: "29:ada" });
});

it("opens the conversation that it knows, or a new one, and keeps it", async () => {
  expect(await port.openDirect("29:ada")).toBe("a:ada");
  answer("POST /emea/v3/conversations", { status: 201, body: { id: "a:bob" } });
  expect(await port.openDirect("29:bob")).toBe("a:bob");
  expect(await port.openDirect("29:bob")).toBe("a:bob");
  expect(microsoft.of("POST /emea/v3/conversations")).toHaveLength(1);
  expect(conversations.kept.get("a:bob")).toMatchObject({
    kind: "personal",
    userId: "29:bob",
    botId: "28:bot",
  });
});

it("says that nobody can be spoken to before anybody has installed the bot", async () => {
  conversations.kept.clear();
  await expect(port.openDirect("29:ada")).rejects.toMatchObject({ code: "no_conversation", gone: true });
  await expect(port.send("a:ada", card, "k")).rejects.toMatchObject({ code: "no_conversation" });
});

it("forgets a personal conversation that is gone, so that the next one is opened anew", async () => {
  answer(activities("a:ada"), { status: 404, body: { error: { code: "ConversationNotFound" } } });
  await expect(port.send("a:ada", card, "k")).rejects.toMatchObject({
    code: "channel_not_found",
    gone: true,
  });
  answer("POST /emea/v3/conversations", { body: { id: "a:new" } });
  expect(await port.openDirect("29:ada")).toBe("a:new");
});

it("finds channels of all teams by name, in any case, and asks again for one it does not know", async () => {
  const listing = "GET /emea/v3/teams/19:team/conversations";
  const channels = [
    { id: "19:team", name: null },
    { id: "19:sales", name: "Sales" },
  ];
  microsoft.answers.set(listing, () => ({ body: { conversations: channels } }));
  expect(await port.findChannel("#SALES")).toBe("19:sales");
  expect(await port.findChannel("general")).toBe("19:team");
  channels.push({ id: "19:new", name: "new" });
  expect(await port.findChannel("new")).toBeNull();
  expect(microsoft.of(listing)).toHaveLength(1);
  minutes(2);
  expect(await port.findChannel("new")).toBe("19:new");
  minutes(6);
  await port.findChannel("new");
  expect(microsoft.of(listing)).toHaveLength(3);
});

it("says that two teams have a channel of that name only when somebody asks for it", async () => {
  const { serviceUrl } = microsoft;
  await conversations.keep(reference({ conversationId: "19:second", kind: "team", serviceUrl }));
  for (const team of ["19:team", "19:second"])
    answer(`GET /emea/v3/teams/${team}/conversations`, {
      body: { conversations: [{ id: team }, { id: `${team}-sales`, name: `sales of ${team}` }] },
    });
  const warnings = () => recorded.log.filter(({ message }) => message.startsWith("two teams")).length;
  expect(await port.findChannel("sales of 19:second")).toBe("19:second-sales");
  expect(warnings()).toBe(0);
  expect(await port.findChannel("general")).toBe("19:team");
  expect(await port.findChannel("general")).toBe("19:team");
  expect(warnings()).toBe(1);
});

it("finds the channels of the other teams when one has put the bot out", async () => {
  conversations.keep(
    reference({ conversationId: "19:other", kind: "team", serviceUrl: microsoft.serviceUrl }),
  );
  answer("GET /emea/v3/teams/19:team/conversations", {
    status: 403,
    body: { error: { code: "BotNotInConversationRoster" } },
  });
  answer("GET /emea/v3/teams/19:other/conversations", {
    body: { conversations: [{ id: "19:sales", name: "Sales" }] },
  });
  expect(await port.findChannel("sales")).toBe("19:sales");
  expect(recorded.log).toMatchObject([{ level: "warn" }]);
});

it("sends a card as an adaptive card with a summary, and says where it went", async () => {
  answer(activities("19:sales"), { status: 201, body: { id: "17000" } });
  expect(await port.send("19:sales", card, "k", { again: true })).toEqual({ messageId: "17000" });
  expect(microsoft.of(activities("19:sales"))[0]?.body).toMatchObject({
    type: "message",
    summary: expect.stringContaining("EXP-1"),
    attachments: [
      { contentType: "application/vnd.microsoft.card.adaptive", content: { type: "AdaptiveCard" } },
    ],
  });
});

it("reaches a thread of a channel at the channel's address", async () => {
  const serviceUrl = `${microsoft.url}/emea/apac/`;
  conversations.kept.set("19:sales", reference({ conversationId: "19:sales", kind: "channel", serviceUrl }));
  conversations.kept.set(
    "19:last",
    reference({ conversationId: "19:last", kind: "channel", serviceUrl: microsoft.serviceUrl }),
  );
  answer("POST /emea/apac/v3/conversations/19:sales;messageid=1/activities", { body: { id: "2" } });
  expect(await port.send("19:sales;messageid=1", card, "k")).toEqual({ messageId: "2" });
});

it("changes a message in place", async () => {
  const changing = "PUT /emea/v3/conversations/a:ada/activities/17000";
  answer(changing, { body: {} });
  await port.update("a:ada", "17000", card);
  expect(microsoft.of(changing)[0]?.body).toMatchObject({ id: "17000", type: "message" });
});

it("gives sixty people a card of their own at most, and says how many more there are", async () => {
  answer(activities("19:sales"), { body: { id: "1" } });
  const userIds = Array.from({ length: 63 }, (_, index) => `29:${index}`);
  await port.send("19:sales", card, "k", { personal: { action: "approvals.view", id: "1", userIds } });
  const sent = microsoft.of(activities("19:sales"))[0]?.text ?? "";
  expect(sent).toContain('"29:59"');
  expect(sent).not.toContain('"29:60"');
  expect(recorded.log).toMatchObject([{ level: "warn", fields: { left: 3 } }]);
});

it("says in the log when a card did not fit", async () => {
  answer(activities("a:ada"), { body: { id: "1" } });
  const elements = Array.from(
    { length: 400 },
    (_, index) => ({ kind: "text", text: `${index} ${"x".repeat(200)}` }) as const,
  );
  await port.send("a:ada", { title: "EXP-1", elements }, "k");
  expect(recorded.log).toMatchObject([{ level: "warn", fields: { title: "EXP-1" } }]);
});

it("puts what would be a home page into the direct conversation", async () => {
  answer(activities("a:ada"), { body: { id: "1" } });
  await port.publishHome("29:ada", card);
  expect(microsoft.of(activities("a:ada"))).toHaveLength(1);
});

it("is well when it gets a token, and asks Teams nothing else", async () => {
  expect(await port.health()).toMatchObject({ ok: true });
  expect(microsoft.asked.map(({ path }) => path)).toEqual(["/token"]);
});

it("says why it gets no token, and that nobody is asked where that is so", async () => {
  answer("POST /token", { status: 401, body: { error: "invalid_client" } });
  expect(await port.health()).toEqual({
    ok: false,
    detail: "a token was refused with HTTP 401: invalid_client",
  });
  expect(await portWith({ appId: "" }).health()).toMatchObject({
    ok: true,
    detail: expect.stringContaining("anonymous"),
  });
});
