import { button, buttons, type Card } from "../../../src/ui/card";
import type { FormView } from "../../../src/ui/form";
import { formErrors, nothing, openForm, replaceCard, reply } from "../../../src/ui/outcome";
import { type FlowBot, startFlowBot } from "./support/flow-bot";
import { fixture } from "./support/flow-fixtures";

let bot: FlowBot;
beforeEach(async () => {
  bot = await startFlowBot();
});
afterEach(() => bot.close());

const decided: Card = { title: "EXP-42 approved", elements: [buttons(button("expense.show", 42, "Show"))] };
const form: FormView = {
  name: "expense.refuse",
  title: "Refuse EXP-42",
  submit: "Refuse",
  cancel: "Cancel",
  intro: [],
  fields: [{ name: "reason", label: "Reason", required: true, widget: { kind: "line", maxLength: 150 } }],
  state: "42",
};
const personalId = String(Object(fixture("execute-personal").conversation).id);
const channelId = String(Object(fixture("execute-channel").conversation).id);
const userId = String(Object(fixture("execute-personal").from).id);
const directId = `a:${userId}`;
const unreachable = () => {
  bot.connector.refuse = ({ path }) =>
    path === "/v3/conversations" ? { status: 403, code: "ConversationBlockedByUser" } : null;
};

const leave = { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "" };
const word = (value: unknown) => ({ ...leave, value });
const anyCard = {
  statusCode: 200,
  type: "application/vnd.microsoft.card.adaptive",
  value: expect.objectContaining({ type: "AdaptiveCard" }),
};
const text = (body: unknown) => JSON.stringify(body);

describe("a button in the personal chat", () => {
  it("reaches the dispatcher as an action of that person, in their direct conversation", async () => {
    await bot.deliver("execute-personal");
    expect(bot.dispatched).toEqual([
      {
        platform: "teams",
        workspace: "anonymous",
        userId,
        deliveryId: expect.stringContaining("f:6b1d2c3e"),
        conversation: { id: personalId, kind: "direct" },
        input: { kind: "action", action: "expense.approve", id: "42" },
      },
    ]);
  });

  it("that replaces its card does so in the answer and in the message", async () => {
    bot.answer = () => replaceCard(decided);
    const { status, body } = await bot.deliver("execute-personal");
    expect([status, body]).toEqual([200, anyCard]);
    expect(text(body)).toContain("EXP-42 approved");
    await bot.connector.waitFor(({ method }) => method === "PUT");
    const [update] = bot.connector.updates();
    expect(update?.messageId).toBe("1732345000001");
    expect(update?.body).toMatchObject({ id: "1732345000001", summary: expect.any(String) });
    expect(text(update?.body)).toContain("EXP-42 approved");
    // In the personal chat everybody's card is that person's.
    expect(text(body)).not.toContain("refresh");
  });

  it("keeps its answer where the message cannot be changed, and says so in the log", async () => {
    bot.answer = () => replaceCard(decided);
    bot.connector.refuse = ({ method }) => (method === "PUT" ? { status: 404, code: "" } : null);
    expect((await bot.deliver("execute-personal")).body).toEqual(anyCard);
    await bot.connection.stop();
    expect(bot.log.map(({ message }) => message)).toContain("a card could not be replaced");
    expect(bot.connector.sentTo(personalId)).toEqual([]);
  });

  it("that is replied to leaves its card, and the reply is a message below", async () => {
    bot.answer = () => reply(decided);
    expect((await bot.deliver("execute-personal")).body).toEqual(leave);
    expect(text(bot.connector.sentTo(personalId))).toContain("EXP-42 approved");
    expect(bot.connector.updates()).toEqual([]);
  });

  it("that shows nothing leaves its card", async () => {
    expect((await bot.deliver("execute-personal")).body).toEqual(leave);
    expect(bot.connector.calls).toEqual([]);
  });

  it("that opens a form shows it beneath the card, which stays for when the form is given up", async () => {
    bot.answer = () => openForm(form);
    const { body } = await bot.deliver("execute-personal");
    expect(body).toEqual(leave);
    expect(text(bot.connector.sentTo(personalId))).toContain("field:reason");
    expect(bot.connector.updates()).toEqual([]);
  });

  it("of an offer to fill a form in puts it in the offer's place, in the message too", async () => {
    bot.answer = () => openForm(form);
    const again = { do: "command", name: "expense", text: "new" };
    const value = { action: { verb: "drumbeat", data: { drumbeat: again } } };
    const { body } = await bot.deliver("execute-personal", { value });
    expect(body).toEqual(anyCard);
    expect(text(body)).toContain("field:reason");
    await bot.connector.waitFor(({ method }) => method === "PUT");
    expect(text(bot.connector.updates())).toContain("field:reason");
  });

  it("of a form that is given up puts a line in its place, and nobody is asked", async () => {
    const value = { action: { verb: "drumbeat", data: { drumbeat: { do: "dismiss" } } } };
    const { body } = await bot.deliver("execute-personal", { value });
    expect(text(body)).toContain("您已关闭表单");
    await bot.connector.waitFor(({ method }) => method === "PUT");
    expect(bot.dispatched).toEqual([]);
  });

  it.each([
    ["of another verb", { action: { verb: "theirs", data: { drumbeat: { do: "dismiss" } } } }],
    ["without data", { action: { verb: "drumbeat" } }],
    ["of another version", { action: { verb: "drumbeat", data: { drumbeat: { do: "fly" } } } }],
    ["without an action", {}],
    ["without a value", null],
  ])("%s is told that it no longer works, and nobody is asked", async (_, value) => {
    const { status, body } = await bot.deliver("execute-personal", { value });
    expect([status, body]).toEqual([200, word(expect.stringContaining("旧版本"))]);
    expect(bot.dispatched).toEqual([]);
  });

  it("that breaks gives the log's reference and nothing else away", async () => {
    bot.answer = () => {
      throw new Error("secret cause");
    };
    const { status, body } = await bot.deliver("execute-personal");
    expect([status, body]).toEqual([200, word(expect.stringMatching(/[0-9a-f]{8}$/))]);
    const failed = bot.log.find(({ level }) => level === "error");
    expect(failed?.fields).toMatchObject({ reference: String(Object(body).value).slice(-8), kind: "action" });
    expect(text(body)).not.toContain("secret");
  });

  it("speaks the person's own language before the client's", async () => {
    bot.locale = "zh-TW";
    const { body } = await bot.deliver("execute-personal", { value: null });
    expect(text(body)).toContain("舊版本");
  });

  it("gets its own answer where two are pressed at once", async () => {
    bot.answer = async ({ input }) => {
      const id = input.kind === "action" ? input.id : "";
      if (id === "1") await new Promise((resolve) => setTimeout(resolve, 30));
      return replaceCard({ title: `EXP-${id}`, elements: [] });
    };
    const press = (id: string) =>
      bot.deliver("execute-personal", {
        id: `f:${id}`,
        value: {
          action: { verb: "drumbeat", data: { drumbeat: { do: "press", action: "expense.show", id } } },
        },
      });
    const answers = await Promise.all(["1", "2", "3"].map(press));
    expect(answers.map(({ body }) => /EXP-\d/.exec(text(body))?.[0])).toEqual(["EXP-1", "EXP-2", "EXP-3"]);
  });
});

describe("a button in a channel", () => {
  it("that replaces its card does so for whoever pressed alone, whose client presses nothing again by itself", async () => {
    bot.answer = () => replaceCard(decided);
    const { body } = await bot.deliver("execute-channel");
    expect(body).toEqual(anyCard);
    expect(Object(Object(body).value)).not.toHaveProperty("refresh");
    await bot.connection.stop();
    expect(bot.connector.calls).toEqual([]);
    expect(bot.dispatched[0]?.conversation).toEqual({ id: channelId, kind: "channel" });
  });

  it("that is replied to leaves the card; the reply is in the personal chat, and a word says so", async () => {
    bot.answer = () => reply(decided);
    expect((await bot.deliver("execute-channel")).body).toEqual(word("我已在我们的聊天中回复您。"));
    expect(bot.connector.sentTo(channelId)).toEqual([]);
    expect(text(bot.connector.sentTo(directId))).toContain("EXP-42 approved");
  });

  it("says where to begin to somebody whom the bot cannot write to", async () => {
    bot.answer = () => reply(decided);
    unreachable();
    expect((await bot.deliver("execute-channel")).body).toEqual(word(expect.stringContaining("打个招呼")));
    expect(bot.connector.calls).toEqual([]);
  });

  it("that opens a form shows it to whoever pressed alone", async () => {
    bot.answer = () => openForm(form);
    expect(text((await bot.deliver("execute-channel")).body)).toContain("field:reason");
    await bot.connection.stop();
    expect(bot.connector.calls).toEqual([]);
  });
});

describe("a card that a client refreshes of its own accord", () => {
  it("is that reader's own, which it goes on asking for", async () => {
    bot.answer = () => replaceCard(decided);
    const { body } = await bot.deliver("refresh-channel");
    expect(body).toEqual(anyCard);
    expect(Object(Object(body).value).refresh).toMatchObject({ userIds: [userId] });
    await bot.connection.stop();
    expect(bot.connector.calls).toEqual([]);
  });

  it.each([
    ["a reply", () => reply(decided)],
    ["a form", () => openForm(form)],
    ["nothing", () => nothing],
    ["a failure", () => Promise.reject(new Error("broken"))],
  ])("stays as it is for %s, and nobody is told", async (_, answer) => {
    bot.answer = answer;
    expect((await bot.deliver("refresh-channel")).body).toEqual(leave);
    await bot.connection.stop();
    expect(bot.connector.calls).toEqual([]);
  });
});

describe("a form in a card", () => {
  it("hands in what was typed", async () => {
    await bot.deliver("execute-form");
    expect(bot.dispatched[0]?.input).toEqual({
      kind: "submit",
      form: "expense.new",
      state: "draft:7",
      values: { amount: "128.50", customer: "7", note: "taxi" },
    });
  });

  it("stays with its errors and what was typed", async () => {
    bot.answer = () => formErrors({ amount: "Too much", "": "Not today" });
    const { body } = await bot.deliver("execute-form");
    for (const part of ["Too much", "Not today", "128.50", "Acme & Sons", "taxi"])
      expect(text(body)).toContain(part);
    expect(bot.connector.updates()).toEqual([]);
  });

  it("is gone when it was handed in: a reply takes its place, else a line", async () => {
    bot.answer = () => reply(decided);
    expect(text((await bot.deliver("execute-form")).body)).toContain("EXP-42 approved");
    bot.answer = () => nothing;
    expect(text((await bot.deliver("execute-form")).body)).toContain("已提交。");
    await bot.connection.stop();
    expect(bot.connector.updates()).toHaveLength(2);
    expect(bot.connector.sentTo(personalId)).toEqual([]);
  });

  it("in a channel gives way to a line that says where the reply is", async () => {
    bot.answer = () => reply(decided);
    const { conversation } = fixture("execute-channel");
    const { body } = await bot.deliver("execute-form", { conversation });
    expect(body).toEqual(anyCard);
    expect(text(body)).toContain("我已在我们的聊天中回复您。");
    expect(text(bot.connector.sentTo(directId))).toContain("EXP-42 approved");
  });
});

describe("an answer that comes late", () => {
  beforeEach(async () => {
    await bot.close();
    bot = await startFlowBot({ answerWithinMs: 20 });
  });
  const waiting = word(expect.stringContaining("仍在处理"));

  it("changes the message in the personal chat", async () => {
    const release = bot.holdAnswer(() => replaceCard(decided));
    expect((await bot.deliver("execute-personal")).body).toEqual(waiting);
    release();
    await bot.connector.waitFor(({ method }) => method === "PUT");
    expect(text(bot.connector.updates())).toContain("EXP-42 approved");
  });

  it.each([
    ["a card", () => replaceCard(decided), "EXP-42 approved"],
    ["a reply", () => reply(decided), "EXP-42 approved"],
    ["a form", () => openForm(form), "field:reason"],
  ])("that is %s for a channel comes in the personal chat", async (_, answer, part) => {
    const release = bot.holdAnswer(answer);
    expect((await bot.deliver("execute-channel")).body).toEqual(waiting);
    release();
    await bot.connection.stop();
    expect(text(bot.connector.sentTo(directId))).toContain(part);
    expect(bot.connector.sentTo(channelId)).toEqual([]);
    expect(bot.connector.updates()).toEqual([]);
  });

  it("that is a failure is told in the personal chat, with its reference", async () => {
    const release = bot.holdAnswer(() => Promise.reject(new Error("broken")));
    await bot.deliver("execute-personal");
    release();
    await bot.connection.stop();
    expect(bot.connector.sentTo(personalId)).toEqual([
      expect.objectContaining({ textFormat: "plain", text: expect.stringMatching(/[0-9a-f]{8}$/) }),
    ]);
  });

  it("of errors brings the form again, with what was typed", async () => {
    const release = bot.holdAnswer(() => formErrors({ amount: "Too much" }));
    await bot.deliver("execute-form");
    release();
    await bot.connection.stop();
    expect(text(bot.connector.sentTo(personalId))).toMatch(/128\.50.*Too much/);
  });
});

it("an older client's button, which comes as a message, does the same without an answer", async () => {
  bot.answer = () => replaceCard(decided);
  expect(await bot.deliver("message-submit")).toEqual({ status: 200, body: null });
  await bot.connector.waitFor(({ method }) => method === "PUT");
  expect(bot.connector.updates()[0]?.messageId).toBe("1732345000001");
  expect(bot.accepted).toEqual([]);
});
