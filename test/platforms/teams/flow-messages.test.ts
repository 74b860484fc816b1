import type { Card } from "../../../src/ui/card";
import { formErrors, nothing, openForm, replaceCard, reply } from "../../../src/ui/outcome";
import { amountField, formOf } from "../support/forms";
import { type FlowBot, startFlowBot } from "./support/flow-bot";
import { fixture } from "./support/flow-fixtures";

let bot: FlowBot;
beforeEach(async () => {
  bot = await startFlowBot();
});
afterEach(() => bot.close());

const card: Card = { title: "EXP-42", elements: [] };
const form = formOf([amountField]);
const personalId = String(Object(fixture("message-personal").conversation).id);
const channelId = "19:4f8e2d6c0b1a49f7a3c5e9d8b7f60123@thread.tacv2";
const threadId = `${channelId};messageid=1732345600123`;
const teamId = "19:9a8b7c6d5e4f43210fedcba987654321@thread.tacv2";
const userId = String(Object(fixture("message-personal").from).id);
const directId = `a:${userId}`;
const text = (value: unknown) => JSON.stringify(value);

/** As the job does it that works on what was stored. */
async function work(answer: FlowBot["answer"]): Promise<void> {
  for (const interaction of bot.accepted)
    await bot.connection.perform(interaction, await answer(interaction));
}

describe("a message", () => {
  it("is stored before it is acknowledged, and nothing else is done", async () => {
    expect(await bot.deliver("message-personal")).toEqual({ status: 200, body: null });
    expect(bot.accepted).toEqual([
      {
        platform: "teams",
        workspace: "anonymous",
        userId,
        deliveryId: `teams:${personalId}:1732345530123`,
        conversation: { id: personalId, kind: "direct" },
        input: { kind: "command", name: "expense", text: "new 128.50 taxi" },
      },
    ]);
    expect(bot.dispatched).toEqual([]);
    expect(bot.connector.calls).toEqual([]);
  });

  it("that cannot be stored is not acknowledged, so that Teams brings it again", async () => {
    bot.accept = () => Promise.reject(new Error("no database"));
    expect((await bot.deliver("message-personal")).status).toBe(500);
    bot.accept = async () => undefined;
    expect((await bot.deliver("message-personal")).status).toBe(200);
    expect(bot.accepted).toHaveLength(1);
  });

  it("that was edited is not done again", async () => {
    expect((await bot.deliver("message-edited")).status).toBe(200);
    expect(bot.accepted).toEqual([]);
    expect(bot.log).toContainEqual(
      expect.objectContaining({ level: "debug", fields: expect.objectContaining({ type: "messageUpdate" }) }),
    );
  });

  it("is answered where it was said in the personal chat", async () => {
    await bot.deliver("message-personal");
    await work(() => reply(card));
    await work(() => replaceCard(card));
    await work(() => ({ kind: "home", card }));
    await work(() => nothing);
    expect(bot.connector.sentTo(personalId)).toHaveLength(3);
    expect(text(bot.connector.sentTo(personalId))).toContain("EXP-42");
  });

  it("is answered with the form itself where clients open no dialogs", async () => {
    await bot.deliver("message-personal");
    await work(() => openForm(form));
    expect(text(bot.connector.sentTo(personalId))).toContain("field:amount");
    expect(text(bot.connector.sentTo(personalId))).not.toContain("task/fetch");
  });

  it.each([
    ["errors of a form", () => formErrors({})],
    ["options", () => ({ kind: "options", options: [] }) as const],
  ])("is never answered with %s", async (_, answer) => {
    await bot.deliver("message-personal");
    await expect(work(answer)).rejects.toMatchObject({ code: "misplaced", permanent: true });
  });
});

describe("a message in a channel", () => {
  it.each([
    ["a reply", () => reply(card), "EXP-42"],
    ["a form", () => openForm(form), "field:amount"],
  ])(
    "is answered with %s in the personal chat, and the thread says so and no more",
    async (_, answer, part) => {
      await bot.deliver("message-channel");
      expect(bot.accepted[0]?.input).toEqual({
        kind: "command",
        name: "expense",
        text: "new 9 <tea> with @Li Na",
      });
      bot.locale = "en";
      await work(answer);
      expect(text(bot.connector.sentTo(directId))).toContain(part);
      expect(bot.connector.sentTo(threadId)).toEqual([
        { type: "message", textFormat: "plain", text: "I have answered you in our own chat." },
      ]);
    },
  );

  it("by somebody whom the bot cannot write to is answered with where to begin", async () => {
    await bot.deliver("message-channel");
    bot.locale = "en";
    bot.connector.refuse = ({ path }) =>
      path === "/v3/conversations" ? { status: 403, code: "ConversationBlockedByUser" } : null;
    await work(() => reply(card));
    expect(text(bot.connector.sentTo(threadId))).toContain("say hello there");
    expect(text(bot.connector.calls)).not.toContain("EXP-42");
  });

  it("is not answered twice because the thread could not be written to", async () => {
    await bot.deliver("message-channel");
    bot.connector.refuse = ({ path }) =>
      path.includes(threadId) ? { status: 500, code: "ServiceError" } : null;
    await work(() => reply(card));
    expect(bot.connector.sentTo(directId)).toHaveLength(1);
    expect(bot.log).toContainEqual(
      expect.objectContaining({ level: "warn", message: expect.stringContaining("where the answer is") }),
    );
  });

  it("that shows nothing leaves the thread alone", async () => {
    await bot.deliver("message-channel");
    await work(() => nothing);
    expect(bot.connector.calls).toEqual([]);
  });
});

describe("the reference of a conversation", () => {
  it("is kept at first contact, and written again only when it changed", async () => {
    await bot.deliver("message-personal");
    await bot.deliver("execute-personal");
    expect(bot.store.kept).toEqual([
      {
        conversationId: personalId,
        kind: "personal",
        serviceUrl: bot.connector.serviceUrl,
        botId: "28:8b1f6f0a-2c47-4d0e-9f5c-6a7d3e2b1c90",
        userId,
        locale: "zh-CN",
        timeZone: "Asia/Shanghai",
      },
    ]);
    await bot.deliver("message-personal", { locale: "en-GB", localTimezone: "Europe/London" });
    expect(bot.store.kept.at(-1)).toMatchObject({ locale: "en-GB", timeZone: "Europe/London" });
    expect(bot.store.kept).toHaveLength(2);
    expect(bot.store.asked).toBe(1);
  });

  it("does not forget the language where an activity names none, and finds the time zone where it stands", async () => {
    await bot.deliver("message-personal", { localTimezone: null });
    await bot.deliver("message-personal", { locale: undefined, localTimezone: null, entities: [] });
    expect(bot.store.kept).toHaveLength(1);
    expect(bot.store.kept[0]).toMatchObject({ locale: "zh-CN", timeZone: "Asia/Shanghai" });
  });

  it("of a channel is the channel's and its team's, and not the thread's", async () => {
    await bot.deliver("message-channel");
    expect(
      bot.store.kept.map(({ conversationId, kind, userId: who }) => [conversationId, kind, who]),
    ).toEqual([
      [teamId, "team", null],
      [channelId, "channel", null],
    ]);
  });

  it("of a team's first channel, which bears the team's id, stays the team's", async () => {
    await bot.deliver("install-team");
    expect(bot.store.kept.map(({ conversationId, kind }) => [conversationId, kind])).toEqual([
      [teamId, "team"],
    ]);
  });

  it("is forgotten when the bot is taken out", async () => {
    await bot.deliver("install-team");
    await bot.deliver("removed-from-team", { membersRemoved: [{ id: "29:somebody-else" }] });
    expect(bot.store.all.size).toBe(1);
    await bot.deliver("removed-from-team");
    expect(bot.store.all.size).toBe(0);
    await bot.deliver("install-personal", { action: "remove" });
    expect(bot.store.all.size).toBe(0);
  });
});

it("a reference that another replica forgot is there again once the bot is installed anew", async () => {
  await bot.deliver("install-team");
  bot.store.all.clear();
  await bot.deliver("install-team");
  expect(bot.store.all.size).toBe(1);
});

describe("installing the bot", () => {
  it("for oneself shows its home page", async () => {
    bot.answer = () => ({ kind: "home", card });
    expect((await bot.deliver("install-personal")).status).toBe(200);
    await bot.connection.stop();
    expect(bot.dispatched.map(({ input }) => input)).toEqual([{ kind: "home" }]);
    expect(text(bot.connector.sentTo(personalId))).toContain("EXP-42");
  });

  it.each([
    ["in a team", "install-team", {}],
    ["anew by an upgrade", "install-personal", { action: "add-upgrade" }],
  ])("%s says nothing", async (_, name, changes) => {
    await bot.deliver(name, changes);
    await bot.connection.stop();
    expect([bot.dispatched, bot.connector.calls]).toEqual([[], []]);
    expect(bot.store.all.size).toBe(1);
  });
});

describe("a file that waits for its reader", () => {
  const bytes = new TextEncoder().encode("%PDF-1.7");
  beforeEach(() => {
    bot.offered.set(`file:42 ${userId}`, { name: "EXP-42.pdf", mimeType: "application/pdf", content: bytes });
  });
  const accept = (changes: object = {}) => {
    const value = Object(fixture("consent-accept").value);
    const uploadInfo = { ...value.uploadInfo, uploadUrl: `${bot.connector.serviceUrl}upload` };
    return bot.deliver("consent-accept", { value: { ...value, uploadInfo }, ...changes });
  };

  it("is uploaded when it is accepted, and the question gives way to the file", async () => {
    expect(await accept()).toEqual({ status: 200, body: null });
    await bot.connection.stop();
    const upload = bot.connector.calls.find(({ path }) => path === "/upload");
    expect(upload).toMatchObject({ method: "PUT", body: { raw: "%PDF-1.7" } });
    expect(bot.connector.sentTo(personalId)).toEqual([
      expect.objectContaining({
        attachments: [
          expect.objectContaining({ contentType: "application/vnd.microsoft.teams.card.file.info" }),
        ],
      }),
    ]);
    expect(bot.connector.removed()).toEqual(["1732345000009"]);
  });

  it("is not uploaded when it is declined", async () => {
    expect(await bot.deliver("consent-decline")).toEqual({ status: 200, body: null });
    await bot.connection.stop();
    expect(bot.connector.updates()).toEqual([
      { messageId: "1732345000009", body: expect.objectContaining({ text: "没有发送 EXP-42.pdf。" }) },
    ]);
    expect(bot.connector.calls).toHaveLength(1);
  });

  it("is nobody else's, and says that it is gone", async () => {
    await accept({ from: { id: "29:another" } });
    await bot.connection.stop();
    expect(text(bot.connector.updates())).toContain("EXP-42.pdf 已不再保留");
    expect(bot.connector.calls).toHaveLength(1);
  });

  it("that cannot be uploaded is told of with a reference", async () => {
    bot.connector.refuse = ({ path }) => (path === "/upload" ? { status: 500, code: "" } : null);
    await accept();
    await bot.connection.stop();
    expect(text(bot.connector.sentTo(personalId))).toMatch(/[0-9a-f]{8}"/);
    expect(bot.connector.removed()).toEqual([]);
  });

  it.each([[null], [{}], [{ action: "accept", context: { theirs: 1 } }]])(
    "with %j is passed over",
    async (value) => {
      expect(await bot.deliver("consent-accept", { value })).toEqual({ status: 200, body: null });
      expect(bot.connector.calls).toEqual([]);
    },
  );
});
