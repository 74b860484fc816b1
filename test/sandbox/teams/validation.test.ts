import type { JsonObject } from "../../../sandbox/json";
import type { Json } from "../../../sandbox/protocol";
import { checkActivity } from "../../../sandbox/teams/cards/check-activity";
import { checkCard } from "../../../sandbox/teams/cards/check-card";
import { button, card, cardType, type ExampleBot, startBot, textBlock } from "./support/example-bot";

const input = (id: string, more: JsonObject = {}): JsonObject => ({
  type: "Input.Text",
  id,
  label: id,
  ...more,
});
const choices = [{ title: "One", value: "1" }];

/** One of everything that a card may have. */
const whole = card(
  [
    textBlock("**Title**"),
    {
      type: "RichTextBlock",
      inlines: [{ type: "TextRun", text: "typed", weight: "bolder", color: "attention" }, "plain"],
    },
    { type: "FactSet", facts: [{ title: "Who", value: "Ann" }] },
    { type: "Image", url: "https://example.test/a.png", altText: "a" },
    { type: "ImageSet", images: [{ type: "Image", url: "data:image/png;base64,AAAA" }] },
    { type: "Container", style: "emphasis", items: [textBlock("inside")], separator: true },
    {
      type: "ColumnSet",
      columns: [{ type: "Column", width: "stretch", items: [textBlock("left")] }, { width: "auto" }],
    },
    {
      type: "Table",
      columns: [{ width: 1 }],
      rows: [{ type: "TableRow", cells: [{ type: "TableCell", items: [] }] }],
    },
    input("text", { isMultiline: true, maxLength: 10, regex: "^a", isRequired: true, errorMessage: "Why?" }),
    { type: "Input.Number", id: "number", min: 1, value: 2 },
    { type: "Input.Date", id: "date", value: "2026-11-23" },
    { type: "Input.Time", id: "time", value: "09:30" },
    { type: "Input.Toggle", id: "toggle", title: "Yes?" },
    { type: "Input.ChoiceSet", id: "choice", choices, value: "1", style: "expanded", isMultiSelect: true },
    {
      type: "Input.ChoiceSet",
      id: "lookup",
      choices: [],
      style: "filtered",
      "choices.data": { type: "Data.Query", dataset: "d" },
    },
    { type: "ActionSet", actions: [button("Press", "press")] },
  ],
  [
    button("Go", "go", { id: "1" }),
    { type: "Action.Submit", title: "Open", data: { msteams: { type: "task/fetch" } }, style: "positive" },
    { type: "Action.OpenUrl", title: "Read", url: "https://example.test" },
    {
      type: "Action.ShowCard",
      title: "Sure?",
      card: { type: "AdaptiveCard", body: [], actions: [button("Yes", "yes")] },
    },
    { type: "Action.ToggleVisibility", title: "More", targetElements: ["text"] },
  ],
  { refresh: { action: button("Draw", "draw"), userIds: ["29:1"] }, msteams: { width: "Full" } },
);

it("a card with everything that Teams draws is right", () => {
  expect(checkCard(whole)).toEqual([]);
});

const withElement = (element: Json) => card([element]);
const withAction = (action: Json) => card([], [action]);

it.each<[string, Json, RegExp]>([
  ["an element that is none", withElement({ type: "Chart" }), /body\[0\]/],
  ["a property that is none", withElement({ ...textBlock("a"), colour: "red" }), /body\[0\].*colour/],
  ["a property of the wrong type", withElement({ ...textBlock("a"), wrap: "yes" }), /body\[0\]\.wrap/],
  ["a value that is none", withElement({ ...textBlock("a"), size: "huge" }), /body\[0\]\.size/],
  ["something missing", withElement({ type: "TextBlock" }), /body\[0\]\.text/],
  [
    "an element deep inside",
    withElement({ type: "Container", items: [{ type: "Image" }] }),
    /body\[0\]\.items\[0\]\.url/,
  ],
  ["an input without an id", withElement({ type: "Input.Text", label: "a" }), /body\[0\]\.id/],
  [
    "two inputs of one name",
    card([input("a"), { type: "Container", items: [input("a")] }]),
    /two inputs have the id "a"/,
  ],
  [
    "an input behind a button of the same name as another",
    card(
      [input("a")],
      [{ type: "Action.ShowCard", title: "b", card: { type: "AdaptiveCard", body: [input("a")] } }],
    ),
    /two inputs have the id "a"/,
  ],
  ["a button without a title", withAction({ type: "Action.Execute", verb: "a" }), /actions\[0\]\.title/],
  ["an action that is none", withAction({ type: "Action.Http", title: "a" }), /actions\[0\]/],
  [
    "an address without encryption",
    withAction({ type: "Action.OpenUrl", title: "a", url: "http://a.test" }),
    /https/,
  ],
  [
    "seven buttons in a row",
    card(
      [],
      Array.from({ length: 7 }, (_, index) => button(`${index}`, "a")),
    ),
    /at most 6/,
  ],
  [
    "seven buttons in a set",
    withElement({ type: "ActionSet", actions: Array.from({ length: 7 }, () => button("a", "a")) }),
    /at most 6/,
  ],
  ["a version that Teams does not draw", { ...card([]), version: "1.6" }, /version/],
  ["no version", { type: "AdaptiveCard", body: [] }, /version/],
  [
    "a refresh for sixty-one people",
    {
      ...card([]),
      refresh: { action: button("a", "a"), userIds: Array.from({ length: 61 }, (_, index) => `29:${index}`) },
    },
    /at most 60/,
  ],
  [
    "a refresh that is no Action.Execute",
    { ...card([]), refresh: { action: { type: "Action.Submit" } } },
    /refresh\.action/,
  ],
  ["what is no card", "card", /object/],
])("%s is found", (_what, faulty, said) => {
  expect(checkCard(faulty).join("\n")).toMatch(said);
});

const kinds = (activity: JsonObject, conversation: "personal" | "channel" = "personal") =>
  checkActivity(activity, conversation).map(({ kind }) => kind);
const attached = (contentType: string, content: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "message",
  attachments: [{ contentType, content, ...more }],
});
const consent = "application/vnd.microsoft.teams.card.file.consent";

describe("an activity", () => {
  it("that is right passes", () => {
    expect(kinds({ type: "message", text: "hello", textFormat: "plain", summary: "hello" })).toEqual([]);
    expect(kinds(attached(consent, { sizeInBytes: 3 }, { name: "a.png" }))).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ["without anything in it", { type: "message", text: "" }, "empty_message"],
    ["with a property that is none", { type: "message", text: "a", blocks: [] }, "invalid_activity"],
    ["with a format that is none", { type: "message", text: "a", textFormat: "html" }, "invalid_activity"],
    ["with a wrong card", attached(cardType, { type: "AdaptiveCard" }), "invalid_card"],
    ["with an attachment that is not shown", attached("application/zip", {}), "invalid_attachment"],
    ["with an offer of a file without its size", attached(consent, {}, { name: "a.png" }), "invalid_consent"],
    [
      "with a mention that stands nowhere",
      {
        type: "message",
        text: "hello",
        entities: [{ type: "mention", text: "<at>Ann</at>", mentioned: { id: "29:1", name: "Ann" } }],
      },
      "invalid_mention",
    ],
  ])("%s is found", (_what, activity, kind) => {
    expect(kinds(activity)).toEqual([kind]);
  });

  it("offers files in personal conversations only", () => {
    expect(kinds(attached(consent, { sizeInBytes: 3 }, { name: "a.png" }), "channel")).toEqual([
      "invalid_consent",
    ]);
  });
});

describe("what the bot sends", () => {
  let bot: ExampleBot;
  beforeEach(async () => {
    bot = await startBot();
  });
  afterEach(() => bot.stop());

  it("is noted where it is wrong, with the place of the fault, and shown as far as it goes", async () => {
    const ann = bot.tenant.as("Ann Lee");
    await bot.sendCard(ann.dm().id, card([textBlock("shown"), { type: "Chart" }]));
    expect(bot.tenant.problems).toEqual([
      expect.objectContaining({
        kind: "invalid_card",
        where: "send",
        details: [expect.stringContaining("body[1]")],
      }),
    ]);
    expect(ann.dm().last()?.text).toBe("shown");
  });

  it("is refused where there is nothing in it", async () => {
    const place = `v3/conversations/${bot.tenant.as("Ann Lee").dm().id}/activities`;
    expect((await bot.call("POST", place, { type: "message" })).status).toBe(400);
    expect((await bot.call("POST", place, { type: "trace" })).status).toBe(400);
    expect((await bot.call("POST", place, { type: "typing" })).status).toBe(201);
    expect(bot.tenant.as("Ann Lee").dm().messages).toEqual([]);
  });
});
