import fc from "fast-check";
import { problemsOfBlocks, problemsOfView } from "../../../sandbox/block-kit/validate";
import { shorten } from "../../../src/platforms/shorten";
import { limits } from "../../../src/platforms/slack/limits";
import { type RenderedCard, renderCard } from "../../../src/platforms/slack/render-card";
import { button, buttons, type Card, facts, quote, row, text } from "../../../src/ui/card";
import { anyCard, anyText } from "../support/arbitraries";

const json = (value: unknown) => JSON.parse(JSON.stringify(value));

/** Every text in what Slack is given, with the type that says how Slack reads it. */
function textsIn(value: unknown): { type: string; text: string; emoji?: boolean }[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  const own =
    "text" in value && typeof value.text === "string" && "type" in value
      ? [
          {
            type: String(value.type),
            text: value.text,
            ...("emoji" in value ? { emoji: Boolean(value.emoji) } : {}),
          },
        ]
      : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}

const shown = (card: RenderedCard): string =>
  textsIn(card.blocks)
    .map((part) => part.text)
    .join("\n");

describe("any card", () => {
  it("stays within Slack's limits, in a message and on the home tab", () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const message = renderCard(card);
        expect(problemsOfBlocks(json(message.blocks))).toEqual([]);
        expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(limits.messageCharacters);
        expect(message.text.length).toBeLessThanOrEqual(4_000);
        expect(
          problemsOfView({ type: "home", blocks: json(renderCard(card, "home").blocks) }, "home"),
        ).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("holds typed text only where Slack does not parse it", () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        for (const part of textsIn(renderCard(card).blocks)) {
          expect(["plain_text", "text"]).toContain(part.type);
          if (part.type === "plain_text") expect(part.emoji).toBe(false);
        }
        expect(renderCard(card).text).not.toMatch(/[<>]/);
      }),
    );
  });

  it("gives each button an action_id of its own", () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const ids = JSON.stringify(renderCard(card).blocks).match(/"action_id":"[^"]*"/g) ?? [];
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe("an ordinary card", () => {
  const card: Card = {
    title: "EXP-1042",
    status: { tone: "waiting", text: "Waiting for Wang Fang" },
    elements: [
      facts([
        ["Amount", "1,280.50 CNY"],
        ["Customer", "<!channel> *Acme* :smile:"],
        ["Project", null],
      ]),
      {
        kind: "steps",
        steps: [
          { mark: "done", text: "Li Na" },
          { mark: "current", text: "Wang Fang" },
        ],
      },
      quote("<http://evil.example|taxi>"),
      row({ text: "EXP-7", detail: "12.00", button: button("expense.show", 7, "Show") }),
      buttons(
        button("expense.approve", 42, "Approve", {
          style: "primary",
          confirm: { title: "Sure?", text: "Approve it", ok: "Yes", cancel: "No" },
        }),
        { kind: "link", label: "Policy", url: "https://example.com" },
      ),
    ],
  };

  it("is drawn whole", () => {
    const drawn = renderCard(card);
    expect(drawn).toMatchSnapshot();
    expect(drawn.omitted).toBe(0);
    expect(drawn.shortened).toBe(false);
  });

  it("shows syntax as it was typed, and escapes it in the notification", () => {
    const drawn = renderCard(card);
    expect(shown(drawn)).toContain("<!channel> *Acme* :smile:");
    expect(shown(drawn)).toContain("<http://evil.example|taxi>");
    expect(drawn.text).toContain("&lt;!channel&gt;");
  });

  it("shows a long title whole", () => {
    const title = "t".repeat(200);
    expect(shown(renderCard({ title, elements: [] }))).toContain(title);
  });
});

describe("a card that is too large", () => {
  it("says how many rows are not shown, and keeps its buttons", () => {
    const rows = Array.from({ length: 70 }, (_, index) => row({ text: `EXP-${index}` }));
    const drawn = renderCard({
      title: "Mine",
      elements: [...rows, buttons(button("expense.new", "", "New"))],
    });
    expect(drawn.blocks).toHaveLength(limits.blocksPerMessage);
    expect(drawn.omitted).toBe(70 - 47);
    expect(shown(drawn)).toContain("… +23");
    expect(shown(drawn)).not.toContain("EXP-47");
    expect(drawn.blocks.at(-1)?.type).toBe("actions");
  });

  it("shortens the longest text only, with a sign", () => {
    const drawn = renderCard({ title: "T", elements: [text("a".repeat(20_000)), text("short one")] });
    expect(drawn.shortened).toBe(true);
    expect(drawn.omitted).toBe(0);
    expect(shown(drawn)).toContain("a…");
    expect(shown(drawn)).toContain("short one");
  });
});

describe("shorten", () => {
  it("never exceeds the limit, never leaves half a character, and changes nothing that fits", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 300 }), (value, most) => {
        const short = shorten(value, most);
        expect(short.length).toBeLessThanOrEqual(most);
        expect(short.length).toBeGreaterThan(0);
        if (wellFormed(value)) expect(wellFormed(short)).toBe(true);
        if (value.length > 0 && value.length <= most) expect(short).toBe(value);
        if (value.length > most) expect(short.endsWith("…")).toBe(true);
      }),
    );
  });
});

/** Without half a surrogate pair. */
const wellFormed = (value: string): boolean => !/\p{Surrogate}/u.test(value);
