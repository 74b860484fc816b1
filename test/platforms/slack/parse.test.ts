import {
  parseAction,
  parseCommand,
  parseHome,
  parseMessage,
  parseShortcut,
  parseSubmission,
  parseSuggestion,
} from "../../../src/platforms/slack/parse";
import { plainTextOf } from "../../../src/platforms/slack/plain-text";
import { eventFixture, fixture } from "./support/fixtures";

const delivery = { id: "http:abc", receivedAt: 1_764_000_000_000 };
const who = { platform: "slack", workspace: "T1", userId: "U0REP", deliveryId: "http:abc" };

it("reads a command, its text untouched", () => {
  const arrival = parseCommand(fixture("command"), delivery);
  expect(arrival.interaction).toEqual({
    ...who,
    conversation: { id: "C0SALES", kind: "channel" },
    input: { kind: "command", name: "expense", text: "new 128.50 打车 to <Acme> & Co" },
  });
  expect(arrival.triggerId).toBe("13345224609.738474920.8088930838d88f008e0");
  expect(arrival.origin.responseUrl).toEqual({
    url: "https://hooks.slack.com/commands/T1/1/abc",
    worksUntil: delivery.receivedAt + 30 * 60_000,
  });
});

it("reads a press on a message and on the home page", () => {
  const onMessage = parseAction(fixture("block-actions-message"), delivery);
  expect(onMessage?.interaction).toEqual({
    ...who,
    conversation: { id: "D0HEAD", kind: "direct" },
    input: { kind: "action", action: "expense.approve", id: "42" },
  });
  expect(onMessage?.origin.source).toEqual({
    kind: "message",
    conversationId: "D0HEAD",
    messageId: "1764000000.000100",
    ephemeral: false,
  });
  const onHome = parseAction(fixture("block-actions-home"), delivery);
  expect(onHome?.interaction).toMatchObject({ conversation: null, input: { action: "expense.new", id: "" } });
  expect(onHome?.origin).toEqual({ responseUrl: null, source: { kind: "home" } });
});

it("takes a pressed link for what it is", () => {
  const actions = [{ action_id: "link:1", type: "button" }];
  expect(parseAction(fixture("block-actions-message", { actions }), delivery)).toBeNull();
});

it("reads a form: every kind of field, nothing trimmed", () => {
  const { interaction, view } = parseSubmission(fixture("view-submission"), delivery);
  expect(view.id).toBe("V2");
  expect(interaction.input).toEqual({
    kind: "submit",
    form: "expense.new",
    state: "draft:7",
    values: {
      amount: " 1,280.50 ",
      purpose: null,
      date: "2026-11-23",
      category: "travel",
      tags: ["a"],
      customer: "7",
      receipts: [
        {
          id: "F1",
          name: "taxi.pdf",
          mimeType: "application/pdf",
          size: 2048,
          address: "https://files.slack.com/files-pri/T1-F1/download/taxi.pdf",
        },
      ],
    },
  });
});

it("reads a search and a message shortcut", () => {
  expect(parseSuggestion(fixture("block-suggestion"), delivery)?.interaction.input).toEqual({
    kind: "search",
    source: "customers",
    query: "acm",
  });
  expect(parseShortcut(fixture("message-action"), delivery)?.interaction.input).toEqual({
    kind: "messageShortcut",
    name: "complaint.from_message",
    message: {
      text: "Acme says <export> fails, see the report @U0REP",
      link: "https://acme.slack.com/archives/C0SALES/p1764000000000200",
      files: [
        {
          id: "F2",
          name: "shot.png",
          mimeType: "image/png",
          size: 10,
          address: "https://files.slack.com/F2",
        },
      ],
    },
  });
});

describe("events", () => {
  it("hears what is said to the bot, with files that still exist", () => {
    expect(parseMessage(eventFixture("event-message-file"), "UBOT")).toEqual({
      platform: "slack",
      workspace: "T1",
      userId: "U0REP",
      deliveryId: "event:Ev0123",
      conversation: { id: "D0REP", kind: "direct" },
      input: {
        kind: "message",
        text: "taxi & tolls",
        files: [
          {
            id: "F3",
            name: "taxi.jpg",
            mimeType: "image/jpeg",
            size: 5,
            address: "https://files.slack.com/b",
          },
        ],
      },
    });
    expect(parseMessage(eventFixture("event-app-mention"), "UBOT")?.input).toMatchObject({
      text: "expense new 12 taxi",
    });
  });

  it.each([
    ["its own", { user: "UBOT" }],
    ["another bot's", { bot_id: "B9" }],
    ["an edit", { subtype: "message_changed", user: undefined, message: {} }],
    ["an edited one", { edited: { user: "U0REP", ts: "1" } }],
    ["a join", { subtype: "channel_join" }],
    ["a hidden one", { hidden: true }],
    ["one in a channel", { channel: "C1", channel_type: "channel" }],
  ])("does not hear %s", (_, changes) => {
    expect(parseMessage(eventFixture("event-message-file", changes), "UBOT")).toBeNull();
  });

  it("hears a mention in a direct conversation once", () => {
    expect(parseMessage(eventFixture("event-app-mention", { channel: "D0REP" }), "UBOT")).toBeNull();
  });

  it("tells the home tab from the messages tab", () => {
    expect(parseHome(eventFixture("event-home-opened"))?.interaction.input).toEqual({ kind: "home" });
    expect(parseHome(eventFixture("event-home-opened", { tab: "messages" }))).toBeNull();
  });
});

it.each([
  ["<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2"],
  ["<mailto:li@acme.example|li@acme.example>", "li@acme.example"],
  ["<tel:+8610>", "+8610"],
  ["<#C1|sales> <#C1>", "#sales #C1"],
  ["<!channel> <!subteam^S1|@team> <!date^1^{date}|today>", "@channel @team today"],
  ["&amp;lt; &lt;b&gt;", "&lt; <b>"],
  ["1 < 2 is not a link", "1 < 2 is not a link"],
])("reads %s as a person saw it", (message, plain) => {
  expect(plainTextOf(message)).toBe(plain);
});

it("refuses payloads that are not Slack's", () => {
  for (const body of [{}, null, [], "x", { type: "block_actions" }, { command: "expense" }]) {
    expect(() => parseCommand(body, delivery)).toThrow();
    expect(() => parseAction(body, delivery)).toThrow();
    expect(() => parseSubmission(body, delivery)).toThrow();
    expect(() => parseMessage(body, "UBOT")).toThrow();
  }
});
