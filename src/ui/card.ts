/**
 * What a person is shown, whatever the platform: a closed vocabulary that each platform draws with one function an element.
 *
 * Every string is literal text: a platform must show it so that it cannot mention, link or format, since much of it
 * was typed by people. Emphasis comes from the element, never from characters in the text.
 */
export interface Card {
  title: string;
  /** The state of the record, as a word and a tone; shown beside or below the title. */
  status?: { tone: Tone; text: string };
  elements: readonly CardElement[];
}

export type Tone = "neutral" | "waiting" | "good" | "bad";

export type CardElement =
  | { kind: "text"; text: string }
  /** What somebody typed at length, set apart as theirs. */
  | { kind: "quote"; text: string }
  | { kind: "facts"; facts: readonly Fact[] }
  /** Something that happens one after another, e.g. the steps of an approval. */
  | { kind: "steps"; steps: readonly { mark: StepMark; text: string }[] }
  /** One line of a list, with what can be done about it. */
  | { kind: "row"; text: string; detail?: string; button?: Button }
  /** Small print: a hint, a source, a reference id. */
  | { kind: "context"; text: string }
  | { kind: "divider" }
  | { kind: "buttons"; buttons: readonly (Button | LinkButton)[] };

export type StepMark = "done" | "current" | "waiting" | "refused" | "skipped";

export interface Fact {
  label: string;
  value: string;
}

/** A press reaches the action of that name with that id. Neither is trusted: the handler decides from stored state. */
export interface Button {
  kind: "button";
  action: string;
  /** At most 200 characters; an id, never content. */
  id: string;
  label: string;
  style?: "primary" | "danger";
  /**
   * Set where a press opens a form: a client may have to make room for it before it knows the answer. A button without it
   * may still be answered with a form, and one with it may be answered otherwise.
   */
  opens?: "form";
  /** Asked before the press counts. */
  confirm?: { title: string; text: string; ok: string; cancel: string };
}

export interface LinkButton {
  kind: "link";
  label: string;
  url: string;
}

export const text = (value: string): CardElement => ({ kind: "text", text: value });
export const quote = (value: string): CardElement => ({ kind: "quote", text: value });
export const context = (value: string): CardElement => ({ kind: "context", text: value });
export const divider: CardElement = { kind: "divider" };
export const buttons = (...list: (Button | LinkButton)[]): CardElement => ({
  kind: "buttons",
  buttons: list,
});
export const row = (line: Omit<Extract<CardElement, { kind: "row" }>, "kind">): CardElement => ({
  kind: "row",
  ...line,
});
export const button = (
  action: string,
  id: string | number,
  label: string,
  more: Pick<Button, "style" | "confirm" | "opens"> = {},
): Button => ({
  kind: "button",
  action,
  id: String(id),
  label,
  ...more,
});

/** In this order, the first as the likeliest. */
export const likeliestFirst = (list: readonly Button[]): Button[] =>
  list.map((each, place) => (place === 0 ? { ...each, style: "primary" } : each));

/** Facts with a value; those without one are left out, since an empty line tells a reader nothing. */
export function facts(
  list: readonly (readonly [label: string, value: string | null | undefined])[],
): CardElement {
  return {
    kind: "facts",
    facts: list.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
  };
}
