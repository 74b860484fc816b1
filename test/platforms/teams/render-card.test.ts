import fc from "fast-check";
import { bytesOf } from "../../../src/platforms/teams/adaptive-card";
import { limits } from "../../../src/platforms/teams/limits";
import { renderCard } from "../../../src/platforms/teams/render-card";
import {
  type Button,
  button,
  buttons,
  type Card,
  context,
  divider,
  facts,
  quote,
  row,
  text,
} from "../../../src/ui/card";
import { anyCard } from "../support/arbitraries";
import { problemsOfCard } from "./support/problems-of-card";
import { asSent, nodesOf, nodesOfType, shown, wiresOf } from "./support/read-card";

const draw = (card: Card) => renderCard(card, { dialogs: true });

const buttonsOf = (card: Card): Button[] =>
  card.elements.flatMap((element) => {
    if (element.kind === "row") return element.button ? [element.button] : [];
    return element.kind === "buttons" ? element.buttons.filter((each) => each.kind === "button") : [];
  });

/** A card of fast-check's is large: to look for the smallest that fails would take minutes. */
const atOnce = { endOnFailure: true };

describe("any card", () => {
  it("has room in a message, and is one that Microsoft's renderer knows", () => {
    const personal = {
      action: "notice.view",
      id: "7",
      userIds: Array.from({ length: 80 }, (_, index) => `29:${"x".repeat(60)}${index}`),
    };
    fc.assert(
      fc.property(anyCard, fc.boolean(), (card, dialogs) => {
        const drawn = renderCard(card, { dialogs, personal });
        expect(bytesOf(drawn.card)).toBeLessThanOrEqual(limits.cardBytes);
        expect(drawn.summary.length).toBeLessThanOrEqual(limits.summary);
        expect(problemsOfCard(drawn.card)).toEqual([]);
        for (const { actions } of nodesOfType(drawn.card, "ActionSet"))
          expect(nodesOf(actions ?? []).length > 0 && Array.isArray(actions) && actions.length <= 6).toBe(
            true,
          );
      }),
      { numRuns: 150, ...atOnce },
    );
  });

  it("holds typed text only where no client reads markdown", () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const drawn = draw(card).card;
        const literal = ["TextRun.text", "Action.Execute.title", "Action.Submit.title"];
        literal.push("Action.OpenUrl.title", "Action.ShowCard.title", "Action.OpenUrl.url");
        for (const node of nodesOf(asSent(drawn)))
          for (const [key, value] of Object.entries(node))
            if (typeof value === "string" && !closed.has(value))
              expect(literal).toContain(`${node.type}.${key}`);
        expect(drawn.msteams).toEqual({ width: "Full" });
      }),
      atOnce,
    );
  });

  it("gives every button back what it stands for", () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const drawn = draw(card);
        const wires = wiresOf(drawn.card);
        const meant = buttonsOf(card).map(({ action, id }) => ({ do: "press", action, id }));
        if (drawn.omitted === 0) expect(wires).toEqual(meant);
        else for (const wire of wires) expect(meant).toContainEqual(wire);
      }),
      atOnce,
    );
  });
});

/** What stands in the properties that only take one of some words. */
const closed = new Set([
  ...["AdaptiveCard", "RichTextBlock", "TextRun", "Container", "ColumnSet", "Column", "ActionSet", "1.5"],
  ...["Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ShowCard", "drumbeat"],
  ...["bolder", "large", "medium", "small", "none", "emphasis", "stretch", "auto", "center"],
  ...["good", "warning", "attention", "positive", "destructive"],
  "http://adaptivecards.io/schemas/adaptive-card.json",
]);

const request: Card = {
  title: "EXP-1042",
  status: { tone: "waiting", text: "Waiting for Wang Fang" },
  elements: [
    facts([
      ["Amount", "1,280.50 CNY"],
      ["客户", "<at>Acme</at> **bold** {{DATE(2026-11-23T00:00:00Z, LONG)}}"],
      ["Project", null],
    ]),
    {
      kind: "steps",
      steps: [
        { mark: "done", text: "Li Na" },
        { mark: "current", text: "Wang Fang" },
      ],
    },
    quote("[taxi](http://evil.example)\n\n- and back"),
    divider,
    row({ text: "EXP-7", detail: "12.00", button: button("expense.show", 7, "Show") }),
    buttons(
      button("expense.approve", 42, "Approve", { style: "primary" }),
      button("expense.reject", 42, "Reject", { style: "danger", opens: "form" }),
      button("expense.withdraw", 42, "Withdraw", {
        confirm: { title: "Sure?", text: "It is gone then.", ok: "Yes", cancel: "No" },
      }),
      { kind: "link", label: "Policy", url: "https://example.com/policy" },
    ),
    context("Filed by Daniel"),
  ],
};

describe("an ordinary card", () => {
  it("is drawn whole", () => {
    const drawn = draw(request);
    expect(drawn).toMatchSnapshot();
    expect(drawn.omitted).toBe(0);
    expect(drawn.shortened).toBe(false);
    expect(problemsOfCard(drawn.card)).toEqual([]);
  });

  it("shows what was typed as it was typed, a line a line", () => {
    const lines = shown(draw(request).card).split("\n");
    expect(lines).toContain("Amount: 1,280.50 CNY");
    expect(lines).toContain("[taxi](http://evil.example)");
    expect(lines).toContain("- and back");
    expect(lines).toContain("⏳ Waiting for Wang Fang");
    const customer = lines.find((line) => line.startsWith("客户："));
    expect(customer).toContain("<at>Acme</at> **bold** ");
    expect(customer).not.toContain("{{DATE(");
    expect(customer?.replace("\u2060", "")).toContain("{{DATE(2026-11-23T00:00:00Z, LONG)}}");
  });

  it("says in a notification what it is, where it stands and the first facts", () => {
    expect(draw(request).summary.split("\n").slice(0, 2)).toEqual([
      "EXP-1042 – Waiting for Wang Fang",
      "Amount: 1,280.50 CNY",
    ]);
  });

  it("opens a dialog at a button that opens a form, where there are dialogs", () => {
    const kindsOf = (dialogs: boolean) =>
      nodesOfType(renderCard(request, { dialogs }).card, "Action.Submit").map(({ title, data }) => ({
        title,
        data,
      }));
    expect(kindsOf(true)).toEqual([
      {
        title: "Reject",
        data: {
          msteams: { type: "task/fetch" },
          drumbeat: { do: "press", action: "expense.reject", id: "42" },
        },
      },
    ]);
    expect(kindsOf(false)).toEqual([]);
    expect(wiresOf(renderCard(request, { dialogs: false }).card)).toHaveLength(4);
  });

  it("asks before a press counts: the press is behind the question", () => {
    const [question] = nodesOfType(draw(request).card, "Action.ShowCard");
    expect(question).toMatchObject({ title: "Withdraw" });
    expect(JSON.stringify(question)).toContain("It is gone then.");
    expect(nodesOf(question?.card ?? null).filter(({ type }) => type === "Action.Execute")).toMatchObject([
      { title: "Yes", data: { drumbeat: { action: "expense.withdraw" } } },
    ]);
  });

  it("puts a long button beneath its row, and a short one beside it", () => {
    const setsOf = (label: string) =>
      nodesOfType(
        draw({ title: "T", elements: [row({ text: "x", button: button("a", 1, label) })] }).card,
        "ColumnSet",
      );
    expect(setsOf("Show")).toHaveLength(1);
    expect(setsOf("Ask for changes and wait")).toHaveLength(0);
    expect(setsOf("退回并请求修改内容")).toHaveLength(0);
  });

  it("puts a button that asks first beneath its row, where the question has room", () => {
    const confirm = { title: "Sure?", text: "x", ok: "Yes", cancel: "No" };
    const drawn = draw({
      title: "T",
      elements: [row({ text: "x", button: button("a", 1, "Go", { confirm }) })],
    });
    expect(nodesOfType(drawn.card, "ColumnSet")).toEqual([]);
    expect(nodesOfType(drawn.card, "Action.ShowCard")).toHaveLength(1);
  });

  it.each(["http://example.com", "javascript:alert(1)", "nowhere"])("refuses a link to %s", (url) => {
    const link = { kind: "link", label: "x", url } as const;
    expect(() => draw({ title: "T", elements: [buttons(link)] })).toThrow(/https/);
  });
});

describe("a card that some see as their own", () => {
  it("asks for it by itself, for 60 people at most", () => {
    const userIds = Array.from({ length: 61 }, (_, index) => `29:${index}`);
    const { card } = renderCard(request, {
      dialogs: true,
      personal: { action: "notice.view", id: "expense.filed 7", userIds },
    });
    expect(card.refresh).toMatchObject({
      action: {
        type: "Action.Execute",
        verb: "drumbeat",
        data: { drumbeat: { do: "press", action: "notice.view", id: "expense.filed 7" } },
      },
    });
    expect(card.refresh?.userIds).toEqual(userIds.slice(0, 60));
  });

  it("asks for nothing when nobody does", () => {
    const personal = { action: "notice.view", id: "7", userIds: [] };
    expect(renderCard(request, { dialogs: true, personal }).card).not.toHaveProperty("refresh");
  });
});

describe("a card that is too large", () => {
  it("says how many rows are not shown, and keeps its buttons", () => {
    const rows = Array.from({ length: 200 }, (_, index) =>
      row({ text: `EXP-${index}`, button: button("expense.show", index, "Show") }),
    );
    const drawn = draw({ title: "Mine", elements: [...rows, buttons(button("expense.new", "", "New"))] });
    expect(drawn.omitted).toBeGreaterThan(100);
    expect(bytesOf(drawn.card)).toBeLessThanOrEqual(limits.cardBytes);
    expect(shown(drawn.card)).toContain(`… +${drawn.omitted}`);
    const last = 200 - drawn.omitted - 1;
    expect(shown(drawn.card).split("\n")).toContain(`EXP-${last}`);
    expect(shown(drawn.card).split("\n")).not.toContain(`EXP-${last + 1}`);
    expect(wiresOf(drawn.card).at(-1)).toEqual({ do: "press", action: "expense.new", id: "" });
  });

  it("shortens the longest text only, with a sign", () => {
    const drawn = draw({ title: "T", elements: [text("长".repeat(9_000)), text("short one")] });
    expect(drawn).toMatchObject({ shortened: true, omitted: 0 });
    expect(shown(drawn.card)).toContain("长…\nshort one");
    expect(bytesOf(drawn.card)).toBeGreaterThan(limits.cardBytes - 10);
  });
});
