import { button, buttons, type Card, text as line, row } from "../../../src/ui/card";
import { nothing, openForm, reply } from "../../../src/ui/outcome";
import { type FlowBot, startFlowBot } from "./support/flow-bot";
import { fixture } from "./support/flow-fixtures";

let bot: FlowBot;
beforeEach(async () => {
  bot = await startFlowBot();
});
afterEach(() => bot.close());

const options = Array.from({ length: 40 }, (_, index) => ({ value: String(index), label: `Acme ${index}` }));
const found = () => ({ kind: "options", options }) as const;
const card: Card = {
  title: "CUS-7",
  elements: [
    line("Acme & Sons"),
    row({ text: "order", button: button("order.show", 1, "Show") }),
    buttons(button("customer.edit", 7, "Change", { opens: "form" })),
  ],
};
const userId = String(Object(fixture("extension-query").from).id);
const text = (value: unknown) => JSON.stringify(value);
const said = (value: unknown) => ({ composeExtension: { type: "message", text: value } });

describe("typing into a field that searches", () => {
  it("brings as many options as Teams shows, with what the form needs to know of them", async () => {
    bot.answer = found;
    const { status, body } = await bot.deliver("search");
    expect(status).toBe(200);
    expect(body).toMatchObject({ statusCode: 200, type: "application/vnd.microsoft.search.searchResponse" });
    const { results } = Object(body).value;
    expect(results).toHaveLength(15);
    expect(results[0]).toEqual({ title: "Acme 0", value: '["0","Acme 0"]' });
    expect(bot.dispatched[0]?.input).toEqual({ kind: "search", source: "customers", query: "acm" });
  });

  it.each([
    ["where the search breaks", {}, () => Promise.reject(new Error("broken"))],
    ["where nothing says what for", { value: {} }, found],
  ])("brings none %s", async (_, changes, answer) => {
    bot.answer = answer;
    const { status, body } = await bot.deliver("search", changes);
    expect([status, Object(body).value]).toEqual([200, { results: [] }]);
  });
});

describe("the search beside the box", () => {
  it("lists what is found, and each names itself when it is chosen", async () => {
    bot.answer = found;
    const { body } = await bot.deliver("extension-query");
    const { attachments, ...rest } = Object(body).composeExtension;
    expect(rest).toEqual({ type: "result", attachmentLayout: "list" });
    expect(attachments).toHaveLength(25);
    expect(attachments[7].preview.content).toEqual({
      title: "Acme 7",
      tap: { type: "invoke", value: { source: "customers", id: "7" } },
    });
    expect(bot.dispatched[0]?.input).toEqual({ kind: "search", source: "customers", query: "acm" });
  });

  it("asks for everything when it is opened, and says so when there is nothing", async () => {
    bot.answer = () => ({ kind: "options", options: [] });
    expect((await bot.deliver("extension-query-initial")).body).toEqual(said("没有找到任何内容。"));
    expect(bot.dispatched[0]?.input).toMatchObject({ query: "" });
  });

  it("shows a record without a button, for whoever reads it next", async () => {
    bot.answer = () => reply(card);
    const { body } = await bot.deliver("extension-select");
    expect(bot.dispatched[0]?.input).toEqual({ kind: "action", action: "customer.show", id: "7" });
    const [attachment] = Object(body).composeExtension.attachments;
    expect(attachment).toMatchObject({
      contentType: "application/vnd.microsoft.card.adaptive",
      preview: { content: { title: "CUS-7" } },
    });
    expect(text(attachment)).toContain("Acme & Sons");
    expect(text(attachment)).not.toContain("drumbeat");
  });

  it("asks nobody about what no search of ours found", async () => {
    const value = { source: "salaries", id: "7" };
    expect((await bot.deliver("extension-select", { value })).body).toEqual(
      said(expect.stringContaining("旧版本")),
    );
    expect(bot.dispatched).toEqual([]);
  });

  it("says that it broke with the log's reference", async () => {
    bot.answer = () => Promise.reject(new Error("secret"));
    expect((await bot.deliver("extension-query")).body).toEqual(said(expect.stringMatching(/[0-9a-f]{8}$/)));
  });

  it("keeps no reference of a chat that the bot may be no part of, whatever that calls itself", async () => {
    const conversation = { id: "19:a_b@unq.gbl.spaces", conversationType: "personal" };
    await bot.deliver("extension-query", { conversation });
    expect(bot.store.kept).toEqual([]);
    expect(bot.dispatched[0]?.conversation?.kind).toBe("channel");
  });
});

describe("a command about a message", () => {
  it("opens a dialog with the message as its readers see it", async () => {
    bot.answer = () =>
      openForm({
        name: "complaint.new",
        title: "Complaint",
        submit: "Log",
        cancel: "Cancel",
        intro: [],
        fields: [],
        state: "",
      });
    const { body } = await bot.deliver("extension-fetch-task");
    expect(Object(body).task.type).toBe("continue");
    expect(text(body)).toContain('"source":null');
    expect(bot.dispatched[0]?.input).toEqual({
      kind: "messageShortcut",
      name: "complaint",
      message: {
        text: "@Li Na: the pump leaks again\n3 < 4 &amp; so",
        link: "https://teams.microsoft.com/l/message/19:aa11bb22cc33dd44ee55ff6677889900@thread.v2/1732340000000",
        files: [],
      },
    });
  });

  it("is answered in the personal chat once it was handed in", async () => {
    bot.store.all.set("a:known", {
      conversationId: "a:known",
      kind: "personal",
      serviceUrl: bot.connector.serviceUrl,
      botId: "28:bot",
      userId,
      locale: null,
      timeZone: null,
    });
    bot.answer = () => reply(card);
    expect(await bot.deliver("extension-submit")).toEqual({ status: 200, body: null });
    expect(text(bot.connector.sentTo("a:known"))).toContain("CUS-7");
  });
});

it("an invoke that nobody knows is answered with an empty success", async () => {
  bot.answer = () => nothing;
  expect(await bot.deliver("search", { name: "composeExtension/queryLink" })).toEqual({
    status: 200,
    body: null,
  });
  expect(bot.log).toContainEqual(
    expect.objectContaining({ level: "warn", message: expect.stringContaining("does not know") }),
  );
});
