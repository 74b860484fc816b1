import { PlatformError } from "../../../src/platforms/port";
import type { Connector } from "../../../src/platforms/teams/connector";
import { tenantId } from "./support/door-tokens";
import { stubBot } from "./support/stub-bot";
import { type Answer, type StubMicrosoft, startStubMicrosoft } from "./support/stub-microsoft";

let microsoft: StubMicrosoft;
let connector: Connector;
beforeEach(async () => {
  microsoft = await startStubMicrosoft();
  connector = stubBot(microsoft).connector;
});
afterEach(() => microsoft.close());

const answer = (name: string, what: Answer) => microsoft.answers.set(name, () => what);
const sending = "POST /emea/v3/conversations/a:1/activities";
const card = {
  type: "message",
  summary: "EXP-1",
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive",
      content: { type: "AdaptiveCard", refresh: { userIds: [] } },
    },
  ],
};
const refusal = (status: number, code?: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: code ? { error: { code, message: "said in English" } } : {},
});
async function failure(work: Promise<unknown>): Promise<PlatformError> {
  const error: unknown = await work.then(
    () => new Error("nothing went wrong"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof PlatformError) return error;
  throw error;
}

it("sends a message with the bot's token and tells its id", async () => {
  answer(sending, { status: 201, body: { id: "17000" } });
  expect(await connector.send(microsoft.serviceUrl, "a:1", card)).toBe("17000");
  const [asked] = microsoft.of(sending);
  expect(asked?.headers.authorization).toBe("Bearer token-1");
  expect(asked?.body).toEqual(card);
});

it("changes and removes a message", async () => {
  const message = "/emea/v3/conversations/19:x@thread.tacv2;messageid=1/activities/17000";
  answer(`PUT ${message}`, { body: { id: "17000" } });
  answer(`DELETE ${message}`, {});
  await connector.update(microsoft.serviceUrl, "19:x@thread.tacv2;messageid=1", "17000", card);
  await connector.remove(microsoft.serviceUrl, "19:x@thread.tacv2;messageid=1", "17000");
  expect(microsoft.of(`PUT ${message}`)[0]?.body).toMatchObject({ attachments: card.attachments });
  expect(microsoft.of(`DELETE ${message}`)).toHaveLength(1);
});

it("opens a personal conversation in the company's tenant", async () => {
  answer("POST /emea/v3/conversations", { status: 201, body: { id: "a:new" } });
  const who = { tenantId, botId: "28:bot", userId: "29:ada" };
  expect(await connector.createPersonal(microsoft.serviceUrl, who)).toBe("a:new");
  expect(microsoft.of("POST /emea/v3/conversations")[0]?.body).toMatchObject({
    isGroup: false,
    bot: { id: "28:bot" },
    members: [{ id: "29:ada" }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  });
});

it("looks somebody up with addresses, and knows who is not there", async () => {
  answer("GET /emea/v3/conversations/19:team/members/ada@example.com", {
    body: { id: "29:ada", name: "Ada", email: "Ada@Example.com", userPrincipalName: "ada@corp.example" },
  });
  expect(await connector.member(microsoft.serviceUrl, "19:team", "ada@example.com")).toEqual({
    id: "29:ada",
    name: "Ada",
    email: "Ada@Example.com",
    userPrincipalName: "ada@corp.example",
  });
  answer("GET /emea/v3/conversations/19:team/members/29:bob", refusal(404, "MemberNotFoundInConversation"));
  expect(await connector.member(microsoft.serviceUrl, "19:team", "29:bob")).toBeNull();
});

it("lists a team's channels, and names the first one, which Teams does not", async () => {
  answer("GET /emea/v3/teams/19:team/conversations", {
    body: { conversations: [{ id: "19:team" }, { id: "19:sales", name: "Sales" }] },
  });
  expect(await connector.channels(microsoft.serviceUrl, "19:team")).toEqual([
    { id: "19:team", name: "General" },
    { id: "19:sales", name: "Sales" },
  ]);
  expect(microsoft.asked.at(-1)?.headers.authorization).toBe("Bearer token-1");
});

const failures: [Answer, object][] = [
  [refusal(400, "BadSyntax"), { code: "BadSyntax", permanent: true, gone: false }],
  [refusal(401), { code: "http_401", permanent: false, gone: false }],
  [
    refusal(403, "BotNotInConversationRoster"),
    { code: "BotNotInConversationRoster", permanent: true, gone: true },
  ],
  [refusal(403, "ConversationBlockedByUser"), { permanent: true, gone: true }],
  [refusal(403, "ForbiddenOperationException"), { permanent: true, gone: true }],
  [refusal(403, "InvalidBotApiHost"), { permanent: true, gone: false }],
  [refusal(404, "ConversationNotFound"), { code: "channel_not_found", permanent: true, gone: true }],
  [refusal(410), { code: "channel_not_found", permanent: true, gone: true }],
  [refusal(413, "MessageSizeTooBig"), { code: "MessageSizeTooBig", permanent: true, gone: false }],
  [refusal(412, "PreconditionFailed"), { permanent: false }],
  [
    refusal(429, undefined, { "retry-after": "900" }),
    { code: "ratelimited", permanent: false, retryAfter: 900 },
  ],
  [refusal(502), { code: "http_502", permanent: false }],
  [refusal(503, undefined, { "retry-after": "600" }), { permanent: false, retryAfter: 600 }],
  [{ breaks: true }, { code: "not_reached", permanent: false }],
  [
    { status: 307, headers: { location: "http://127.0.0.1:1/" } },
    { code: "http_307", permanent: true },
  ],
  [
    { status: 201, body: {} },
    { code: "no_id", permanent: false },
  ],
];

it.each(failures)("tells what came of %j, after one attempt", async (what, expected) => {
  answer(sending, what);
  const error = await failure(connector.send(microsoft.serviceUrl, "a:1", card));
  expect(error).toMatchObject(expected);
  expect(error.message).not.toContain("token-1");
  expect(microsoft.of(sending)).toHaveLength(1);
});

it("says of a change what is gone: the message or its conversation", async () => {
  const changing = "PUT /emea/v3/conversations/a:1/activities/17000";
  const change = () => failure(connector.update(microsoft.serviceUrl, "a:1", "17000", card));
  answer(changing, refusal(404));
  expect(await change()).toMatchObject({ code: "message_not_found", gone: true });
  answer(changing, refusal(404, "ActivityNotFoundInConversation"));
  expect(await change()).toMatchObject({ code: "message_not_found" });
  answer(changing, refusal(404, "ConversationNotFound"));
  expect(await change()).toMatchObject({ code: "channel_not_found" });
});

it("shows the token to the Bot Connector alone", async () => {
  const elsewhere = `${microsoft.url}/elsewhere/`;
  expect(await failure(connector.send(elsewhere, "a:1", card))).toMatchObject({ code: "foreign_address" });
  expect(await failure(connector.channels(elsewhere, "19:team"))).toMatchObject({ code: "foreign_address" });
  expect(microsoft.asked.filter(({ path }) => path.startsWith("/elsewhere"))).toEqual([]);
});

it("hands on why there is no token", async () => {
  answer("POST /token", { status: 401, body: { error: "invalid_client" } });
  expect(await failure(connector.send(microsoft.serviceUrl, "a:1", card))).toMatchObject({
    code: "no_token",
  });
});

it("speaks without a token where nobody is asked who they are", async () => {
  const { connector: anonymous } = stubBot(microsoft, undefined, { kind: "anonymous" });
  answer(sending, { body: { id: "1" } });
  await anonymous.send(microsoft.serviceUrl, "a:1", card);
  expect(microsoft.of(sending)[0]?.headers.authorization).toBeUndefined();
});
