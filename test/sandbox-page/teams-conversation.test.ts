import { refusedFields } from "../../sandbox/page/teams/cards/refused-fields";
import { offeredCommands } from "../../sandbox/page/teams/composer/offered-commands";
import { dialogWidth } from "../../sandbox/page/teams/dialog/dialog-width";
import { mentionsOf } from "../../sandbox/page/teams/messages/mentions";
import { postsOf } from "../../sandbox/page/teams/messages/posts";
import { refreshedCard } from "../../sandbox/page/teams/messages/refreshed-card";
import type { JsonObject, TeamsMessage } from "../../sandbox/teams/protocol";

const message: TeamsMessage = {
  conversationId: "c",
  id: "1",
  fromBot: true,
  fromName: "Drumbeat",
  text: "",
  textFormat: "plain",
  attachments: [],
  files: [],
  edited: false,
  sentAt: "2026-11-23T08:00:00.000Z",
};
const reader = { locale: "en-US", timeZone: "UTC" };

const withCard = (content: JsonObject): TeamsMessage => ({
  ...message,
  attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
});

describe("a message whose card has a refresh", () => {
  const action = { type: "Action.Execute", verb: "view" };

  it("is refreshed for those whom the card names", () => {
    const card = withCard({ refresh: { action, userIds: ["29:1"] } });
    expect(refreshedCard(card, "29:1")).toBeDefined();
    expect(refreshedCard(card, "29:2")).toBeUndefined();
  });

  it("is refreshed for everybody where the card names nobody", () => {
    expect(refreshedCard(withCard({ refresh: { action } }), "29:2")).toBeDefined();
  });

  it("is another version when its card has changed, and only then", () => {
    const first = refreshedCard(withCard({ a: 1, refresh: { action } }), "29:1");
    expect(refreshedCard(withCard({ a: 1, refresh: { action } }), "29:1")).toBe(first);
    expect(refreshedCard(withCard({ a: 2, refresh: { action } }), "29:1")).not.toBe(first);
  });

  it("is not one without", () => {
    expect(refreshedCard(withCard({ body: [] }), "29:1")).toBeUndefined();
    expect(refreshedCard(message, "29:1")).toBeUndefined();
  });
});

describe("the posts of a conversation", () => {
  const at = (id: string, minute: number, more: Partial<TeamsMessage> = {}): TeamsMessage => ({
    ...message,
    id,
    sentAt: `2026-11-23T08:${String(minute).padStart(2, "0")}:00.000Z`,
    ...more,
  });

  it("have their replies beneath them, also where another post came between", () => {
    const posts = postsOf([at("1", 0), at("2", 1), at("3", 2, { replyToId: "1" })], reader);
    expect(posts.map((post) => [post.message.id, post.replies.map(({ id }) => id)])).toEqual([
      ["1", ["3"]],
      ["2", []],
    ]);
  });

  it("show a reply to what is not here by itself", () => {
    expect(postsOf([at("3", 2, { replyToId: "gone" })], reader).map((post) => post.message.id)).toEqual([
      "3",
    ]);
  });

  it("need no second face within five minutes of the same author, and a line at each day", () => {
    const posts = postsOf(
      [
        at("1", 0),
        at("2", 4),
        at("3", 30),
        at("4", 31, { fromBot: false, fromName: "Ann" }),
        at("5", 0, { sentAt: "2026-11-24T08:00:00.000Z" }),
      ],
      reader,
    );
    expect(posts.map(({ follows }) => follows)).toEqual([false, true, false, false, false]);
    expect(posts.map(({ startsDay }) => startsDay)).toEqual([true, false, false, false, true]);
  });
});

describe("the commands that are offered", () => {
  const commands = ["expense new", "expense list", "complaint new"].map((title) => ({
    title,
    description: "",
  }));
  const titles = (text: string) => offeredCommands(text, commands).map(({ title }) => title);

  it("are all of them after a slash, and fewer with every letter", () => {
    expect(titles("/")).toHaveLength(3);
    expect(titles("/EXP")).toEqual(["expense new", "expense list"]);
    expect(titles("/expense l")).toEqual(["expense list"]);
    expect(titles("/new")).toEqual(["expense new", "complaint new"]);
  });

  it("may be told with a slash of their own", () => {
    const told = [{ title: "/expense", description: "" }];
    expect(offeredCommands("/ex", told)).toEqual(told);
    expect(offeredCommands("/expense new", told)).toEqual([]);
  });

  it("are none in a sentence", () => {
    expect(titles("expense")).toEqual([]);
    expect(titles("and/or")).toEqual([]);
    expect(titles("")).toEqual([]);
  });
});

test("mentions stand out of a message's text, and other tags stay what was typed", () => {
  expect(mentionsOf("<at>Drumbeat</at> expense <b>new</b>")).toEqual([
    { kind: "mention", text: "Drumbeat" },
    { kind: "text", text: " expense <b>new</b>" },
  ]);
});

test("a field is refused where a line in the colour of what is wrong stands right beneath it", () => {
  const error = { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "No.", color: "attention" }] };
  const field = (id: string) => ({ type: "Input.Text", id });
  expect(refusedFields({ body: [error, field("a"), field("b"), error, field("c")] })).toEqual(["b"]);
});

test("a dialog is as wide as the bot asked, within reason", () => {
  expect([
    dialogWidth("small"),
    dialogWidth("large"),
    dialogWidth(420),
    dialogWidth(9_000),
    dialogWidth(null),
  ]).toEqual([350, 1000, 420, 1200, 600]);
});
