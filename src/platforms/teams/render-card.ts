import type { Card, CardElement, Fact, StepMark, Tone } from "../../ui/card";
import type { PersonalView } from "../port";
import { shorten } from "../shorten";
import {
  type AdaptiveCard,
  adaptiveCard,
  bytesOf,
  type CardItem,
  type ShownItem,
  type TextColor,
} from "./adaptive-card";
import { actionSets, executeAction, rowButtonFits } from "./draw-button";
import { limits } from "./limits";
import { block, lines, run } from "./literal";

export interface RenderedCard {
  card: AdaptiveCard;
  /** For notifications; plain text. */
  summary: string;
  /** How many elements did not fit; a line in the card says so. Zero unless a card is far too large. */
  omitted: number;
  /** Whether texts had to be shortened for the card to fit. */
  shortened: boolean;
}

export interface CardOptions {
  /** Whether a button may open a dialog here. */
  dialogs: boolean;
  personal?: PersonalView;
}

const toneMark: Record<Tone, string> = { neutral: "▫️", waiting: "⏳", good: "✅", bad: "⛔" };
const toneColor: Record<Tone, { color?: TextColor }> = {
  neutral: {},
  waiting: { color: "warning" },
  good: { color: "good" },
  bad: { color: "attention" },
};
const stepMark: Record<StepMark, string> = {
  done: "✓",
  current: "●",
  waiting: "○",
  refused: "✕",
  skipped: "–",
};

/** What one drawing carries along. */
interface Drawing {
  dialogs: boolean;
  /** The longest that any one text may be. */
  most: number;
}

interface Part {
  kind: CardElement["kind"];
  items: ShownItem[];
}

/** However much there is, a text keeps as much as tells what it was. */
const fewest = 20;

/**
 * Draws a card. Pure. A card within the room for it is shown whole; one that is too long has its longest texts shortened with
 * "…", and where that is not enough its last rows go to a line "… +N"; both are told to the caller.
 */
export function renderCard(card: Card, options: CardOptions): RenderedCard {
  const drawn = (most: number) => together(drawHead(card, most), drawParts(card, most, options), options);
  const whole = drawn(limits.cardBytes);
  const summary = summaryOf(card);
  if (bytesOf(whole) <= limits.cardBytes) return { card: whole, summary, omitted: 0, shortened: false };
  // The largest length at which all texts together fit.
  let fits = fewest;
  for (let low = fewest, high = limits.cardBytes; low <= high; ) {
    const middle = Math.floor((low + high) / 2);
    if (bytesOf(drawn(middle)) <= limits.cardBytes) {
      fits = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return { ...leaveOut(card, fits, options), summary, shortened: true };
}

/** Where even short texts are too many, elements go until the rest fits. */
function leaveOut(card: Card, most: number, options: CardOptions): { card: AdaptiveCard; omitted: number } {
  const head = drawHead(card, most);
  const parts = drawParts(card, most, options);
  const sizes = parts.map(({ items }) => items.reduce((sum, item) => sum + bytesOf(item) + 1, 0));
  let size = bytesOf(together(head, parts, options));
  let omitted = 0;
  let gap = parts.length;
  const line = () => (omitted > 0 ? [block([run(`… +${omitted}`, { size: "small", isSubtle: true })])] : []);
  while (
    parts.length > 0 &&
    size + line().reduce((sum, item) => sum + bytesOf(item) + 1, 0) > limits.cardBytes
  ) {
    gap = lastDispensable(parts);
    parts.splice(gap, 1);
    size -= sizes.splice(gap, 1)[0] ?? 0;
    omitted += 1;
  }
  if (omitted > 0) parts.splice(gap, 0, { kind: "context", items: line() });
  return { card: together(head, parts, options), omitted };
}

/** Rows go first, then anything that is not a button: what can be done about the record stays. */
function lastDispensable(parts: readonly Part[]): number {
  const row = parts.findLastIndex(({ kind }) => kind === "row");
  if (row >= 0) return row;
  const other = parts.findLastIndex(({ kind }) => kind !== "buttons");
  return other >= 0 ? other : parts.length - 1;
}

function together(head: CardItem[], parts: readonly Part[], { personal }: CardOptions): AdaptiveCard {
  const card = adaptiveCard([...head, ...parts.flatMap(({ items }) => items)]);
  if (!personal || personal.userIds.length === 0) return card;
  const action = executeAction("", { do: "press", action: personal.action, id: personal.id });
  return { ...card, refresh: { action, userIds: personal.userIds.slice(0, limits.refreshUsers) } };
}

function drawHead(card: Card, most: number): CardItem[] {
  const head: CardItem[] = lines(card.title, most, { weight: "bolder", size: "large" });
  if (card.status) {
    const mark = run(`${toneMark[card.status.tone]} `);
    const style = { weight: "bolder", ...toneColor[card.status.tone] } as const;
    head.push(...lines(card.status.text, most, style, { first: mark, block: { spacing: "small" } }));
  }
  return head;
}

/** A line has nothing in it, and needs something to stand above: it belongs to what follows. At an end it parts nothing. */
function drawParts(card: Card, most: number, { dialogs }: CardOptions): Part[] {
  const parts: Part[] = [];
  let parted = false;
  for (const element of card.elements) {
    if (element.kind === "divider") {
      parted = parts.length > 0;
      continue;
    }
    const [first, ...rest] = drawElement(element, { dialogs, most });
    if (!first) continue;
    const items = parted
      ? [{ ...first, separator: true, spacing: "medium" } as const, ...rest]
      : [first, ...rest];
    parts.push({ kind: element.kind, items });
    parted = false;
  }
  return parts;
}

function drawElement(element: Exclude<CardElement, { kind: "divider" }>, drawing: Drawing): ShownItem[] {
  switch (element.kind) {
    case "text":
      return lines(element.text, drawing.most);
    case "quote":
      return [{ type: "Container", style: "emphasis", items: lines(element.text, drawing.most) }];
    case "facts":
      return drawFacts(element, drawing);
    case "steps":
      return drawSteps(element, drawing);
    case "row":
      return drawRow(element, drawing);
    case "context":
      return lines(
        element.text,
        drawing.most,
        { size: "small", isSubtle: true },
        { block: { spacing: "small" } },
      );
    case "buttons":
      return actionSets(element.buttons, drawing.dialogs);
  }
}

/** Chinese has a colon of its own, with its space in it. */
const labelOf = ({ label }: Fact): string => (/\p{Script=Han}$/u.test(label) ? `${label}：` : `${label}: `);

/** One line a fact: two columns are cramped on a phone. */
function drawFacts({ facts }: Extract<CardElement, { kind: "facts" }>, { most }: Drawing): ShownItem[] {
  return facts.flatMap((fact, index) => {
    const first = run(shorten(labelOf(fact), most).replace(/[\r\n]+/g, " "), { weight: "bolder" });
    return lines(fact.value, most, {}, { first, ...(index > 0 ? { block: { spacing: "none" } } : {}) });
  });
}

function drawSteps({ steps }: Extract<CardElement, { kind: "steps" }>, { most }: Drawing): ShownItem[] {
  return steps.flatMap((step, index) => {
    const style = step.mark === "current" ? ({ weight: "bolder" } as const) : {};
    const first = run(`${stepMark[step.mark]} `, style);
    return lines(step.text, most, style, { first, ...(index > 0 ? { block: { spacing: "none" } } : {}) });
  });
}

/** The button stands at the right where a phone has room for both, else beneath. */
function drawRow(element: Extract<CardElement, { kind: "row" }>, { most, dialogs }: Drawing): ShownItem[] {
  const text: ShownItem[] = [
    ...lines(element.text, most, { weight: "bolder" }),
    ...(element.detail ? lines(element.detail, most, {}, { block: { spacing: "none" } }) : []),
  ];
  if (!element.button) return text;
  const sets = actionSets([element.button], dialogs);
  if (!rowButtonFits(element.button)) return [...text, ...sets];
  return [
    {
      type: "ColumnSet",
      columns: [
        { type: "Column", width: "stretch", items: text, verticalContentAlignment: "center" },
        { type: "Column", width: "auto", items: sets, verticalContentAlignment: "center" },
      ],
    },
  ];
}

/** What a notification shows: the title, the state, and the first facts. */
function summaryOf(card: Card): string {
  const facts = card.elements.flatMap((element) =>
    element.kind === "facts" ? element.facts.map((fact) => `${labelOf(fact)}${fact.value}`) : [],
  );
  const head = card.status ? `${card.title} – ${card.status.text}` : card.title;
  return shorten([head, ...facts].join("\n"), limits.summary);
}
