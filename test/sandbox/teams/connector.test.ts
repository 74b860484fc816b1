import { card, cardType, type ExampleBot, fetchToken, startBot, textBlock } from "./support/example-bot";

let bot: ExampleBot;
afterEach(() => bot.stop());

const message = { type: "message", text: "hello" };
const activities = (id: string) => `v3/conversations/${encodeURIComponent(id)}/activities`;
const personal = (id: string) => ({
  isGroup: false,
  bot: { id: `28:${bot.tenant.appId}` },
  members: [{ id }],
  channelData: { tenant: { id: bot.tenant.tenantId } },
});

describe("a token", () => {
  it("is given for the right secret alone", async () => {
    bot = await startBot();
    await expect(fetchToken(bot.tenant, { client_secret: "guessed" })).rejects.toThrow("invalid_client");
    await expect(fetchToken(bot.tenant, { client_id: "another" })).rejects.toThrow("unauthorized_client");
    await expect(fetchToken(bot.tenant, { scope: "mail" })).rejects.toThrow("invalid_scope");
    expect(await fetchToken(bot.tenant)).not.toBe("");
  });

  it("is asked for by every call, and ends", async () => {
    let now = Date.now();
    bot = await startBot({}, { clock: () => now });
    const url = `${bot.tenant.authority.serviceUrls[0]}${activities(bot.tenant.as("Ann Lee").dm().id)}`;
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(message) });
    expect(answer.status).toBe(401);
    expect((await bot.call("POST", activities(bot.tenant.as("Ann Lee").dm().id), message)).status).toBe(201);
    now += 3_601_000;
    expect((await bot.call("POST", activities(bot.tenant.as("Ann Lee").dm().id), message)).status).toBe(401);
  });
});

describe("a conversation", () => {
  it("is opened with whoever has the bot", async () => {
    bot = await startBot({ installedFor: ["ann@example.test"] });
    const ann = bot.tenant.as("Ann Lee");
    expect(await bot.call("POST", "v3/conversations", personal(ann.id))).toMatchObject({
      status: 201,
      body: { id: ann.dm().id },
    });
    expect(await bot.call("POST", "v3/conversations", personal(bot.tenant.as("Bo Chen").id))).toMatchObject({
      status: 403,
      body: { error: { code: "ForbiddenOperationException" } },
    });
    expect((await bot.call("POST", "v3/conversations", personal("29:nobody"))).status).toBe(400);
  });

  it("begins as a thread in a channel, and goes on there", async () => {
    bot = await startBot();
    const channel = bot.tenant.as("Ann Lee").channel("sales");
    const begun = await bot.call("POST", "v3/conversations", {
      isGroup: true,
      channelData: { channel: { id: channel.id } },
      activity: message,
    });
    expect(begun.body).toEqual({
      id: `${channel.id};messageid=${channel.last()?.id}`,
      activityId: channel.last()?.id,
    });
    await bot.call("POST", activities(String(begun.body.id)), { ...message, text: "and more" });
    expect(channel.last()).toMatchObject({ text: "and more", rootId: begun.body.activityId });
  });

  it("tells its members, each by id, e-mail and directory id", async () => {
    bot = await startBot();
    const ann = bot.tenant.as("Ann Lee");
    const team = `v3/conversations/${bot.tenant.as("Ann Lee").channel("general").id}`;
    const all = await bot.call("GET", `${team}/pagedmembers?pageSize=100`);
    expect(all.body.members).toHaveLength(3);
    const found = await bot.call("GET", `${team}/members/ann@example.test`);
    expect(found.body).toMatchObject({
      id: ann.id,
      email: "ann@example.test",
      userPrincipalName: "ann@example.test",
    });
    expect((await bot.call("GET", `${team}/members/${found.body.aadObjectId}`)).body.id).toBe(ann.id);
    expect((await bot.call("GET", `${team}/members/${ann.id}`)).body.id).toBe(ann.id);
    expect(await bot.call("GET", `${team}/members/nobody@example.test`)).toMatchObject({
      status: 404,
      body: { error: { code: "MemberNotFoundInConversation" } },
    });
    const dm = `v3/conversations/${ann.dm().id}/members/bo@example.test`;
    expect((await bot.call("GET", dm)).status).toBe(404);
  });

  it("is a channel of the team, of which General has no name", async () => {
    bot = await startBot();
    const general = bot.tenant.as("Ann Lee").channel("general").id;
    const { body } = await bot.call("GET", `v3/teams/${encodeURIComponent(general)}/conversations`);
    expect(body.conversations).toEqual([{ id: general }, { id: expect.any(String), name: "sales" }]);
    expect((await bot.call("GET", `v3/teams/${encodeURIComponent(general)}`)).body).toMatchObject({
      name: "Sandbox",
    });
  });

  it("that is not there, or not the bot's, takes nothing", async () => {
    bot = await startBot({ installedInTeam: false });
    const ann = bot.tenant.as("Ann Lee");
    expect(await bot.call("POST", activities("a:nowhere"), message)).toMatchObject({
      status: 404,
      body: { error: { code: "ConversationNotFound" } },
    });
    expect((await bot.call("POST", activities(ann.channel("sales").id), message)).status).toBe(403);
  });
});

describe("a message", () => {
  it("is changed and taken away by the bot that sent it", async () => {
    bot = await startBot();
    const ann = bot.tenant.as("Ann Lee");
    const { body } = await bot.sendCard(ann.dm().id, card([textBlock("first")]));
    const place = `${activities(ann.dm().id)}/${body.id}`;
    await bot.call("PUT", place, {
      type: "message",
      attachments: [{ contentType: cardType, content: card([textBlock("second")]) }],
    });
    expect(ann.dm().messages.map(({ text }) => text)).toEqual(["second"]);
    expect((await bot.call("DELETE", place)).status).toBe(200);
    expect(ann.dm().messages).toEqual([]);
    expect((await bot.call("PUT", place, message)).status).toBe(404);
    await ann.say("mine");
    const mine = `${activities(ann.dm().id)}/${ann.dm().last()?.id}`;
    expect((await bot.call("DELETE", mine)).status).toBe(403);
  });

  it("of more than 28 KB is refused, and of more than 20 KB is noted", async () => {
    bot = await startBot();
    const place = activities(bot.tenant.as("Ann Lee").dm().id);
    expect((await bot.call("POST", place, { ...message, text: "x".repeat(29_000) })).status).toBe(413);
    expect((await bot.call("POST", place, { ...message, text: "x".repeat(21_000) })).status).toBe(201);
    expect(bot.tenant.problems.map(({ kind }) => kind)).toEqual(["message_too_large", "large_message"]);
  });

  it("is one of seven in a second and of 1,800 in an hour, where rates are kept", async () => {
    let now = Date.now();
    bot = await startBot({ keepRates: true }, { clock: () => now });
    const place = activities(bot.tenant.as("Ann Lee").dm().id);
    const send = async () => (await bot.call("POST", place, message)).status;
    const statuses = await Promise.all(Array.from({ length: 8 }, send));
    expect(statuses.filter((status) => status === 201)).toHaveLength(7);
    const refused = await bot.call("POST", place, message);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    for (let second = 1; second < 258; second += 1) {
      now += 1_001;
      await Promise.all(Array.from({ length: 7 }, send));
    }
    now += 1_001;
    const late = await bot.call("POST", place, message);
    expect(late.status).toBe(429);
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(3_000);
    expect((await bot.call("POST", activities(bot.tenant.as("Bo Chen").dm().id), message)).status).toBe(201);
  });
});

it("what is told to fail fails so, and is recorded", async () => {
  bot = await startBot();
  const place = activities(bot.tenant.as("Ann Lee").dm().id);
  bot.tenant.failNext("send", { status: 503 });
  expect((await bot.call("POST", place, message)).status).toBe(503);
  bot.tenant.failNext("send", { loseResponse: true });
  await expect(bot.call("POST", place, message)).rejects.toThrow();
  expect(bot.tenant.as("Ann Lee").dm().messages).toHaveLength(1);
  expect(bot.tenant.calls.map(({ operation, status }) => [operation, status])).toEqual([
    ["send", 503],
    ["send", 201],
  ]);
});
