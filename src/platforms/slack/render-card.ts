import type { types } from "@slack/bolt";
import type { Button, Card, CardElement, Fact, LinkButton, StepMark, Tone } from "../../ui/card";
import { shorten } from "../shorten";
import { actionIdOf } from "./identifiers";
import { limits } from "./limits";
import { boldRun, escapeText, plain, richQuote, richText, run } from "./literal";

export type Surface = "message" | "home";
type Block = types.KnownBlock;

export interface RenderedCard {
  /** For notifications and screen readers; escaped. */
  text: string;
  blocks: Block[];
  /** How many elements did not fit; a line in the card says so. Zero unless a card is far too large. */
  omitted: number;
  /** Whether texts had to be shortened for the card to fit. */
  shortened: boolean;
}

const toneMark: Record<Tone, string> = { neutral: "▫️", waiting: "⏳", good: "✅", bad: "⛔" };
const stepMark: Record<StepMark, string> = {
  done: "✓",
  current: "●",
  waiting: "○",
  refused: "✕",
  skipped: "–",
};

/** What one drawing carries along: buttons are numbered through the card, since an action_id must be unique. */
interface Drawing {
  buttons: number;
  /** The longest that any one text may be. */
  most: number;
}

/**
 * Draws a card. Pure. A card within Slack's limits is shown whole; one that is too long has its longest texts
 * shortened with "…", and one with too many elements loses its last rows to a line "… +N", both told to the caller.
 */
export function renderCard(card: Card, surface: Surface = "message"): RenderedCard {
  const room = surface === "message" ? limits.messageCharacters : limits.viewCharacters;
  const whole = drawAll(card, surface, room);
  if (JSON.stringify(whole.blocks).length <= room)
    return { ...whole, text: fallback(card), shortened: false };
  // The largest length at which all texts together fit.
  let fits = 20;
  for (let low = fits, high = room; low <= high; ) {
    const middle = Math.floor((low + high) / 2);
    const size = JSON.stringify(drawAll(card, surface, middle).blocks).length;
    if (size <= room) {
      fits = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return { ...fitCharacters(card, surface, fits, room), text: fallback(card), shortened: true };
}

/** Where even short texts are too many, elements go until the rest fits. */
function fitCharacters(card: Card, surface: Surface, most: number, room: number) {
  let blocksAllowed = surface === "message" ? limits.blocksPerMessage : limits.blocksPerView;
  let drawn = drawAll(card, surface, most, blocksAllowed);
  while (JSON.stringify(drawn.blocks).length > room && blocksAllowed > 3) {
    blocksAllowed -= 1;
    drawn = drawAll(card, surface, most, blocksAllowed);
  }
  return drawn;
}

function drawAll(
  card: Card,
  surface: Surface,
  most: number,
  blocksAllowed: number = surface === "message" ? limits.blocksPerMessage : limits.blocksPerView,
): { blocks: Block[]; omitted: number } {
  const drawing: Drawing = { buttons: 0, most };
  const head = drawHead(card, drawing);
  const parts = card.elements.map((element) => ({
    kind: element.kind,
    blocks: drawElement(element, drawing),
  }));
  let total = head.length + parts.reduce((sum, part) => sum + part.blocks.length, 0);
  let omitted = 0;
  let gap = parts.length;
  while (total + (omitted > 0 ? 1 : 0) > blocksAllowed && parts.length > 0) {
    gap = lastDispensable(parts.map((part) => part.kind));
    const [removed] = parts.splice(gap, 1);
    total -= removed?.blocks.length ?? 0;
    omitted += 1;
  }
  if (omitted > 0) parts.splice(gap, 0, { kind: "context", blocks: [contextBlock(`… +${omitted}`)] });
  return { blocks: [...head, ...parts.flatMap((part) => part.blocks)], omitted };
}

/** Rows go first, then anything that is not a button: what can be done about the record stays. */
function lastDispensable(kinds: readonly CardElement["kind"][]): number {
  const row = kinds.lastIndexOf("row");
  if (row >= 0) return row;
  for (let index = kinds.length - 1; index >= 0; index -= 1) if (kinds[index] !== "buttons") return index;
  return kinds.length - 1;
}

function drawHead(card: Card, drawing: Drawing): Block[] {
  const head: Block[] = [{ type: "header", text: plain(card.title, limits.headerText) }];
  // A title that the header cannot hold stands below it in full.
  if (card.title.length > limits.headerText) head.push(richText(boldRun(shorten(card.title, drawing.most))));
  if (card.status) {
    head.push(
      richText(run(`${toneMark[card.status.tone]} `), boldRun(shorten(card.status.text, drawing.most))),
    );
  }
  return head;
}

function drawElement(element: CardElement, drawing: Drawing): Block[] {
  switch (element.kind) {
    case "text":
      return [richText(run(shorten(element.text, drawing.most)))];
    case "quote":
      return [richQuote(shorten(element.text, drawing.most))];
    case "facts":
      return drawFacts(element, drawing);
    case "steps":
      return drawSteps(element, drawing);
    case "row":
      return [drawRow(element, drawing)];
    case "context":
      return [contextBlock(shorten(element.text, drawing.most))];
    case "divider":
      return [{ type: "divider" }];
    case "buttons":
      return drawButtons(element.buttons, drawing);
  }
}

/** Chinese has a colon of its own, with its space in it. */
const labelOf = ({ label }: Fact): string => (/\p{Script=Han}$/u.test(label) ? `${label}：` : `${label}: `);

/** One line a fact: two columns are cramped on a phone. */
function drawFacts({ facts }: Extract<CardElement, { kind: "facts" }>, drawing: Drawing): Block[] {
  if (facts.length === 0) return [];
  const runs = facts.flatMap((fact, index) => [
    boldRun(`${index > 0 ? "\n" : ""}${shorten(labelOf(fact), drawing.most)}`),
    run(shorten(fact.value, drawing.most)),
  ]);
  return [richText(...runs)];
}

function drawSteps({ steps }: Extract<CardElement, { kind: "steps" }>, drawing: Drawing): Block[] {
  if (steps.length === 0) return [];
  const runs = steps.map((step, index) => {
    const line = `${index > 0 ? "\n" : ""}${stepMark[step.mark]} ${shorten(step.text, drawing.most)}`;
    return step.mark === "current" ? boldRun(line) : run(line);
  });
  return [richText(...runs)];
}

function drawRow(element: Extract<CardElement, { kind: "row" }>, drawing: Drawing): Block {
  const title = shorten(element.text, drawing.most);
  const detail = element.detail ? `\n${shorten(element.detail, drawing.most)}` : "";
  if (!element.button) return detail ? richText(boldRun(title), run(detail)) : richText(boldRun(title));
  return {
    type: "section",
    text: plain(`${title}${detail}`, limits.text),
    accessory: drawButton(element.button, drawing),
  };
}

const contextBlock = (text: string): Block => ({ type: "context", elements: [plain(text, limits.text)] });

function drawButtons(buttons: readonly (Button | LinkButton)[], drawing: Drawing): Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < buttons.length; start += limits.actionsElements) {
    const some = buttons.slice(start, start + limits.actionsElements);
    blocks.push({ type: "actions", elements: some.map((button) => drawButton(button, drawing)) });
  }
  return blocks;
}

function drawButton(button: Button | LinkButton, drawing: Drawing): types.Button {
  const number = drawing.buttons++;
  const text = plain(button.label, limits.buttonText);
  if (button.kind === "link") return { type: "button", action_id: `link:${number}`, text, url: button.url };
  if (button.id.length > limits.buttonValue)
    throw new Error(`the id of button "${button.action}" is too long`);
  return {
    type: "button",
    action_id: actionIdOf(button.action, number),
    text,
    // Slack refuses an empty value.
    ...(button.id === "" ? {} : { value: button.id }),
    ...(button.style ? { style: button.style } : {}),
    ...(button.confirm
      ? {
          confirm: {
            title: plain(button.confirm.title, limits.confirmTitle),
            text: plain(button.confirm.text, limits.confirmText),
            confirm: plain(button.confirm.ok, limits.confirmButton),
            deny: plain(button.confirm.cancel, limits.confirmButton),
          },
        }
      : {}),
  };
}

/** What a notification shows: the title, the state, and the first facts. */
function fallback(card: Card): string {
  const facts = card.elements.flatMap((element) =>
    element.kind === "facts" ? element.facts.map((fact) => `${labelOf(fact)}${fact.value}`) : [],
  );
  const lines = [card.status ? `${card.title} – ${card.status.text}` : card.title, ...facts];
  return escapeText(shorten(lines.join("\n"), limits.fallbackText));
}
