import { limits } from "../../sandbox/block-kit/limits";
import { problemsOfBlocks, problemsOfSuggestions, problemsOfView } from "../../sandbox/block-kit/validate";
import type { Json } from "../../sandbox/protocol";

const plain = (text: string) => ({ type: "plain_text", text });
const marked = (text: string) => ({ type: "mrkdwn", text });
const section = (text: string) => ({ type: "section", text: marked(text) });
const option = (value: string) => ({ text: plain(value), value });
const options = (count: number) => Array.from({ length: count }, (_, index) => option(`o${index}`));
const button = (text: string, more: { [key: string]: Json } = {}) => ({
  type: "button",
  text: plain(text),
  ...more,
});
const actions = (...elements: Json[]) => ({ type: "actions", elements });
const input = (element: Json, more: { [key: string]: Json } = {}) => ({
  type: "input",
  label: plain("Label"),
  element,
  ...more,
});
const modal = (blocks: Json[], more: { [key: string]: Json } = {}) => ({
  type: "modal",
  title: plain("Title"),
  submit: plain("Go"),
  blocks,
  ...more,
});
const long = (length: number) => "x".repeat(length);

describe("a message's blocks", () => {
  test.each<[string, Json[]]>([
    ["fifty blocks", Array.from({ length: 50 }, () => ({ type: "divider" }))],
    ["the longest text", [section(long(limits.text))]],
    ["the longest header", [{ type: "header", text: plain(long(limits.headerText)) }]],
    ["ten fields", [{ type: "section", fields: Array.from({ length: 10 }, () => marked("f")) }]],
    ["a hundred options", [actions({ type: "static_select", options: options(100) })]],
    ["an image", [{ type: "image", image_url: "https://example.com/a.png", alt_text: "A chart" }]],
    ["a Slack file as image", [{ type: "image", slack_file: { id: "F1" }, alt_text: "A receipt" }]],
    [
      "rich text",
      [
        {
          type: "rich_text",
          elements: [
            {
              type: "rich_text_list",
              style: "bullet",
              elements: [
                {
                  type: "rich_text_section",
                  elements: [
                    { type: "text", text: "a", style: { bold: true } },
                    { type: "user", user_id: "U1" },
                    { type: "link", url: "https://example.com" },
                    { type: "emoji", name: "tada" },
                  ],
                },
              ],
            },
            { type: "rich_text_quote", elements: [{ type: "text", text: "q" }] },
            { type: "rich_text_preformatted", elements: [{ type: "text", text: "p" }] },
          ],
        },
      ],
    ],
    [
      "a confirmation",
      [
        actions(
          button("Go", {
            confirm: { title: plain("t"), text: plain("x"), confirm: plain("y"), deny: plain("n") },
          }),
        ),
      ],
    ],
  ])("takes %s", (_name, blocks) => {
    expect(problemsOfBlocks(blocks)).toEqual([]);
  });

  test.each<[string, Json[], string]>([
    [
      "51 blocks",
      Array.from({ length: 51 }, () => ({ type: "divider" })),
      "no more than 50 items allowed [json-pointer:/blocks]",
    ],
    [
      "long text",
      [section(long(3001))],
      "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ],
    ["empty text", [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
    [
      "a section of nothing",
      [{ type: "section" }],
      "must define either `text` or `fields` [json-pointer:/blocks/0]",
    ],
    ["a long header", [{ type: "header", text: plain(long(151)) }], "must be less than 151 characters"],
    ["mrkdwn in a header", [{ type: "header", text: marked("x") }], "unsupported type: mrkdwn"],
    [
      "emoji on mrkdwn",
      [{ type: "section", text: { ...marked("x"), emoji: true } }],
      "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ],
    [
      "eleven fields",
      [{ type: "section", fields: Array.from({ length: 11 }, () => marked("f")) }],
      "no more than 10 items",
    ],
    [
      "a long field",
      [{ type: "section", fields: [marked(long(2001))] }],
      "must be less than 2001 characters",
    ],
    [
      "a long button",
      [actions(button(long(76)))],
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ],
    ["a long value", [actions(button("b", { value: long(2001) }))], "must be less than 2001 characters"],
    [
      "a long action_id",
      [actions(button("b", { action_id: long(256) }))],
      "must be less than 256 characters",
    ],
    ["a style of its own", [actions(button("b", { style: "green" }))], "must be a valid enum value"],
    ["26 buttons", [actions(...Array.from({ length: 26 }, () => button("b")))], "no more than 25 items"],
    ["101 options", [actions({ type: "static_select", options: options(101) })], "no more than 100 items"],
    ["no options", [actions({ type: "static_select" })], "must define either `options` or `option_groups`"],
    [
      "a foreign initial option",
      [actions({ type: "static_select", options: options(2), initial_option: option("z") })],
      "initial option must match",
    ],
    [
      "a long option",
      [actions({ type: "overflow", options: [option(long(76))] })],
      "must be less than 76 characters",
    ],
    ["an input", [input({ type: "plain_text_input" })], "unsupported type: input"],
    ["a video", [{ type: "video" }], "unsupported type: video"],
    ["an unknown property", [{ type: "divider", color: "red" }], "invalid additional property: color"],
    [
      "the same block_id twice",
      [
        { ...section("a"), block_id: "b" },
        { ...section("a"), block_id: "b" },
      ],
      '`block_id` "b" already exists',
    ],
    [
      "the same action_id twice",
      [actions(button("a", { action_id: "a" }), button("b", { action_id: "a" }))],
      '`action_id` "a" already exists',
    ],
    [
      "eleven context elements",
      [{ type: "context", elements: Array.from({ length: 11 }, () => marked("c")) }],
      "no more than 10 items",
    ],
    [
      "an image without alt text",
      [{ type: "image", image_url: "https://example.com/a.png" }],
      "missing required field: alt_text",
    ],
    [
      "an image of nothing",
      [{ type: "image", alt_text: "x" }],
      "must define either `image_url` or `slack_file`",
    ],
    [
      "unknown rich text",
      [{ type: "rich_text", elements: [{ type: "rich_text_table", elements: [] }] }],
      "unsupported type: rich_text_table",
    ],
    [
      "an unknown rich style",
      [
        {
          type: "rich_text",
          elements: [
            { type: "rich_text_section", elements: [{ type: "text", text: "a", style: { big: true } }] },
          ],
        },
      ],
      "invalid additional property: big",
    ],
  ])("refuses %s", (_name, blocks, message) => {
    expect(problemsOfBlocks(blocks).join("\n")).toContain(message);
  });
});

describe("a view", () => {
  test.each<[string, Json]>([
    [
      "every input",
      modal([
        input({ type: "plain_text_input", action_id: "a", multiline: true, max_length: 3000 }),
        input({ type: "number_input", is_decimal_allowed: true, min_value: "0" }),
        input({ type: "email_text_input" }),
        input({ type: "url_text_input" }),
        input({ type: "datepicker", initial_date: "2026-11-23" }),
        input({ type: "checkboxes", options: options(10) }),
        input({ type: "radio_buttons", options: options(3) }),
        input({ type: "multi_static_select", options: options(3), max_selected_items: 2 }),
        input({ type: "external_select", min_query_length: 0 }),
        input({ type: "users_select" }),
        input({ type: "file_input", max_files: 10, filetypes: ["png"] }),
      ]),
    ],
    ["a hundred blocks", modal(Array.from({ length: 100 }, () => ({ type: "divider" })))],
  ])("takes %s", (_name, view) => {
    expect(problemsOfView(view, "modal")).toEqual([]);
  });

  test.each<[string, Json, string]>([
    ["101 blocks", modal(Array.from({ length: 101 }, () => ({ type: "divider" }))), "no more than 100 items"],
    [
      "a long title",
      modal([], { title: plain(long(25)) }),
      "must be less than 25 characters [json-pointer:/view/title/text]",
    ],
    ["a long submit label", modal([], { submit: plain(long(25)) }), "must be less than 25 characters"],
    ["long metadata", modal([], { private_metadata: long(3001) }), "must be less than 3001 characters"],
    [
      "inputs without a submit button",
      { type: "modal", title: plain("t"), blocks: [input({ type: "datepicker" })] },
      "missing required field: submit",
    ],
    [
      "a long label",
      modal([input({ type: "datepicker" }, { label: plain(long(2001)) })]),
      "must be less than 2001 characters",
    ],
    [
      "a long placeholder",
      modal([input({ type: "plain_text_input", placeholder: plain(long(151)) })]),
      "must be less than 151 characters",
    ],
    [
      "eleven files",
      modal([input({ type: "file_input", max_files: 11 })]),
      "must be less than or equal to 10",
    ],
    [
      "a number input that does not say of decimals",
      modal([input({ type: "number_input" })]),
      "missing required field: is_decimal_allowed",
    ],
    [
      "a date of another form",
      modal([input({ type: "datepicker", initial_date: "23.11.2026" })]),
      "must be a valid date",
    ],
    [
      "eleven checkboxes",
      modal([input({ type: "checkboxes", options: options(11) })]),
      "no more than 10 items",
    ],
    ["a home view as modal", { type: "home", blocks: [] }, "must be of type modal"],
  ])("refuses %s", (_name, view, message) => {
    expect(problemsOfView(view, "modal").join("\n")).toContain(message);
  });

  test("file inputs belong in modals", () => {
    const home = { type: "home", blocks: [input({ type: "file_input" })] };
    expect(problemsOfView(home, "home").join("\n")).toContain("unsupported type: file_input");
  });
});

test("suggestions have options or groups, not both, and at most a hundred", () => {
  expect(problemsOfSuggestions({ options: options(100) })).toEqual([]);
  expect(problemsOfSuggestions({ options: options(101) })).toHaveLength(1);
  expect(problemsOfSuggestions({ options: [], option_groups: [] })).toHaveLength(1);
  expect(problemsOfSuggestions(null)).toHaveLength(1);
});
