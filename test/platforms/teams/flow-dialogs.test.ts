import { button, buttons, type Card, row } from "../../../src/ui/card";
import type { FormView } from "../../../src/ui/form";
import { formErrors, nothing, openForm, replaceCard, reply } from "../../../src/ui/outcome";
import { type FlowBot, startFlowBot } from "./support/flow-bot";
import { fixture } from "./support/flow-fixtures";

let bot: FlowBot;
beforeEach(async () => {
  bot = await startFlowBot();
});
afterEach(() => bot.close());

const card: Card = {
  title: "EXP-42",
  elements: [
    row({ text: "taxi", button: button("expense.show", 42, "Show") }),
    buttons(button("expense.approve", 42, "Approve"), {
      kind: "link",
      label: "Receipt",
      url: "https://example.com/receipt",
    }),
  ],
};
const form: FormView = {
  name: "expense.edit",
  title: "Change EXP-42, which was filed for a taxi to Acme & Sons in November",
  submit: "Save",
  cancel: "Cancel",
  intro: ["What is changed is asked for anew."],
  fields: [{ name: "note", label: "Note", required: false, widget: { kind: "paragraph", maxLength: 500 } }],
  state: "42",
};
const personalId = String(Object(fixture("task-fetch").conversation).id);
const userId = String(Object(fixture("task-fetch").from).id);
const directId = `a:${userId}`;
const channel = { conversation: fixture("execute-channel").conversation };
const source = { conversationId: personalId, messageId: "1732345000001" };
const text = (value: unknown) => JSON.stringify(value);
const dialog = (part: object = {}) => ({
  task: {
    type: "continue",
    value: {
      title: expect.any(String),
      height: expect.any(Number),
      width: expect.any(Number),
      card: { contentType: "application/vnd.microsoft.card.adaptive", content: expect.any(Object) },
      ...part,
    },
  },
});
const message = (value: unknown) => ({ task: { type: "message", value } });

describe("a dialog asked for", () => {
  it("holds the form, and remembers the card that it was opened from", async () => {
    bot.answer = () => openForm(form);
    const { status, body } = await bot.deliver("task-fetch");
    expect([status, body]).toEqual([200, dialog()]);
    expect(text(body)).toContain(`"source":${text(source)}`);
    expect(Object(body).task.value.title).toHaveLength(60);
    expect(bot.dispatched[0]?.input).toEqual({ kind: "action", action: "expense.edit", id: "42" });
  });

  it("holds the card where there is no form to fill in, without buttons that would reach nobody", async () => {
    bot.answer = () => reply(card);
    const { body } = await bot.deliver("task-fetch");
    expect(body).toEqual(dialog({ title: "EXP-42" }));
    expect(text(body)).toContain("taxi");
    expect(text(body)).toContain("https://example.com/receipt");
    expect(text(body)).not.toContain("Action.Execute");
    expect(bot.connector.calls).toEqual([]);
  });

  it("changes the card behind it too where that has changed, in the personal chat alone", async () => {
    bot.answer = () => replaceCard(card);
    await bot.deliver("task-fetch");
    await bot.connector.waitFor(({ method }) => method === "PUT");
    expect(text(bot.connector.updates())).toContain("Action.Execute");
    await bot.deliver("task-fetch", channel);
    await bot.connection.stop();
    expect(bot.connector.calls).toHaveLength(1);
  });

  it("says so where there is nothing to show", async () => {
    expect((await bot.deliver("task-fetch")).body).toEqual(message("已完成，可以关闭此窗口。"));
  });

  it("may be asked for by a command", async () => {
    const data = { drumbeat: { do: "command", name: "expense", text: "new" } };
    bot.answer = () => openForm(form);
    expect((await bot.deliver("task-fetch", { value: { data } })).body).toEqual(dialog());
    expect(bot.dispatched[0]?.input).toEqual({ kind: "command", name: "expense", text: "new" });
  });

  it.each([[null], [{}], [{ data: null }], [{ data: { theirs: 1 } }]])(
    "with %j says that it no longer works",
    async (value) => {
      const { status, body } = await bot.deliver("task-fetch", { value });
      expect([status, body]).toEqual([200, message(expect.stringContaining("旧版本"))]);
      expect(bot.dispatched).toEqual([]);
    },
  );
});

describe("a dialog handed in", () => {
  it("brings what was typed", async () => {
    await bot.deliver("task-submit");
    expect(bot.dispatched[0]?.input).toEqual({
      kind: "submit",
      form: "expense.new",
      state: "draft:7",
      values: { amount: "128.50", customer: "7", note: "taxi" },
    });
  });

  it("closes", async () => {
    expect(await bot.deliver("task-submit")).toEqual({ status: 200, body: null });
    expect(bot.connector.calls).toEqual([]);
  });

  it.each([[null], [{}], [{ data: null }], [{ data: "x" }], [{ data: { theirs: 1 } }]])(
    "with %j closes, and nobody is asked",
    async (value) => {
      expect(await bot.deliver("task-submit", { value })).toEqual({ status: 200, body: null });
      expect(bot.dispatched).toEqual([]);
    },
  );

  it("stays with its errors and what was typed, and still knows where it came from", async () => {
    bot.answer = () => formErrors({ amount: "Too much", "": "Not today" });
    const { body } = await bot.deliver("task-submit");
    expect(body).toEqual(dialog());
    for (const part of ["Too much", "Not today", "128.50", "Acme & Sons", `"source":${text(source)}`])
      expect(text(body)).toContain(part);
  });

  it("goes on with the next form", async () => {
    bot.answer = () => openForm(form);
    expect(text((await bot.deliver("task-submit")).body)).toContain("field:note");
  });

  it.each([
    ["of the personal chat", {}, personalId],
    ["of a channel", channel, directId],
  ])("%s closes, and the reply is a message in the personal chat", async (_, changes, chat) => {
    bot.answer = () => reply(card);
    expect(await bot.deliver("task-submit", changes)).toEqual({ status: 200, body: null });
    expect(text(bot.connector.sentTo(chat))).toContain("EXP-42");
  });

  it("closes, and the card that it was opened from is the new one", async () => {
    bot.answer = () => replaceCard(card);
    expect(await bot.deliver("task-submit")).toEqual({ status: 200, body: null });
    expect(bot.connector.updates().map(({ messageId }) => messageId)).toEqual([source.messageId]);
    expect(bot.connector.sentTo(personalId)).toEqual([]);
  });

  describe("that a typed command asked for", () => {
    const submitted = () => {
      const value = Object(fixture("task-submit").value);
      const drumbeat = { ...value.data.drumbeat, source: { ...source, offer: true } };
      return { value: { data: { ...value.data, drumbeat } } };
    };
    it("is remembered as what the card behind it offered", async () => {
      const data = { drumbeat: { do: "command", name: "expense", text: "new" } };
      bot.answer = () => openForm(form);
      const { body } = await bot.deliver("task-fetch", { value: { data } });
      expect(text(body)).toContain(`"source":${text({ ...source, offer: true })}`);
    });

    it("leaves nothing that offers it once more", async () => {
      expect(await bot.deliver("task-submit", submitted())).toEqual({ status: 200, body: null });
      await bot.connector.waitFor(({ method }) => method === "PUT");
      const [update] = bot.connector.updates();
      expect(update?.messageId).toBe(source.messageId);
      expect(text(update)).toContain("已提交");
      expect(text(update)).not.toContain("task/fetch");
    });

    it("has its reply in the offer's place", async () => {
      bot.answer = () => reply(card);
      await bot.deliver("task-submit", submitted());
      expect(bot.connector.updates().map(({ messageId }) => messageId)).toEqual([source.messageId]);
      expect(bot.connector.sentTo(personalId)).toEqual([]);
    });
  });

  it("changes no card of another conversation than it was handed in from", async () => {
    bot.answer = () => replaceCard(card);
    const value = Object(fixture("task-submit").value);
    const drumbeat = { ...value.data.drumbeat, source: { conversationId: "a:another", messageId: "1" } };
    await bot.deliver("task-submit", { value: { data: { ...value.data, drumbeat } } });
    expect(bot.connector.updates()).toEqual([]);
    expect(bot.connector.sentTo(personalId)).toHaveLength(1);
  });

  it("shows the card anew where the old one is gone", async () => {
    bot.answer = () => replaceCard(card);
    bot.connector.refuse = ({ method }) => (method === "PUT" ? { status: 404, code: "" } : null);
    await bot.deliver("task-submit");
    expect(text(bot.connector.sentTo(personalId))).toContain("EXP-42");
  });

  it("says where to begin to somebody whom the bot cannot write to", async () => {
    bot.answer = () => reply(card);
    bot.connector.refuse = () => ({ status: 403, code: "ConversationBlockedByUser" });
    expect((await bot.deliver("task-submit", channel)).body).toEqual(
      message(expect.stringContaining("打个招呼")),
    );
  });

  it("that breaks says so with the log's reference", async () => {
    bot.answer = () => Promise.reject(new Error("secret cause"));
    const { body } = await bot.deliver("task-submit");
    expect(body).toEqual(message(expect.stringMatching(/[0-9a-f]{8}$/)));
    expect(text(body)).not.toContain("secret");
  });
});

describe("an answer to a dialog that comes late", () => {
  beforeEach(async () => {
    await bot.close();
    bot = await startFlowBot({ answerWithinMs: 20 });
  });

  it.each([
    ["a form", "task-fetch", () => openForm(form), "field:note"],
    ["a card", "task-fetch", () => reply(card), "EXP-42"],
    ["a next form", "task-submit", () => openForm(form), "field:note"],
    ["a form with errors", "task-submit", () => formErrors({ amount: "Too much" }), "128.50"],
    ["a reply", "task-submit", () => reply(card), "EXP-42"],
  ])("is %s in the personal chat", async (_, name, answer, part) => {
    const release = bot.holdAnswer(answer);
    expect((await bot.deliver(name)).body).toEqual(message(expect.stringContaining("仍在处理")));
    release();
    await bot.connection.stop();
    expect(text(bot.connector.sentTo(personalId))).toContain(part);
  });

  it("needs no message where the card itself changes, nor where there is nothing to show", async () => {
    const releaseCard = bot.holdAnswer(() => replaceCard(card));
    await bot.deliver("task-fetch");
    releaseCard();
    await bot.connector.waitFor(({ method }) => method === "PUT");
    const release = bot.holdAnswer(() => nothing);
    await bot.deliver("task-submit");
    release();
    await bot.connection.stop();
    expect(bot.connector.sentTo(personalId)).toEqual([]);
  });
});
