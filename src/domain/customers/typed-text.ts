import { DomainError } from "../errors";

/** Formatting characters that reorder the text around them: a name that holds one would turn the rest of a card around. */
const reordering = /[\u202A-\u202E\u2066-\u2069]/g;
/** A lone half of a surrogate pair is no character, and no database takes it. */
const loneSurrogate = /\p{Cs}/gu;
const control = /(?![\n\t])\p{Cc}/gu;
const visible = /[^\p{Cc}\p{Cf}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]/u;

/** What a person typed at length, fit to be stored and shown; null when nothing visible is left of it. */
export function typedParagraph(text: string | null | undefined): string | null {
  const kept = (text ?? "")
    .replace(/\r\n?/g, "\n")
    .replace(control, "")
    .replace(loneSurrogate, "\uFFFD")
    .replace(reordering, "")
    .trim();
  return visible.test(kept) ? kept : null;
}

/** The same for one line: breaks and runs of white space become one space. */
export function typedLine(text: string | null | undefined): string | null {
  return typedParagraph(text?.replace(/\s+/g, " "));
}

/** Throws INVALID, too_long, about `field` for a text of more than `most` UTF-16 units (as forms count them). */
export function requireLength(text: string | null, field: string, most: number): void {
  if (text !== null && text.length > most)
    throw new DomainError({ code: "INVALID", field, rule: "too_long", limit: most });
}

/** `text`, or INVALID, required, about `field`. */
export function requireText(text: string | null, field: string): string {
  if (text === null) throw new DomainError({ code: "INVALID", field, rule: "required" });
  return text;
}

/** Throws INVALID, unknown_choice, about `field` for a key that is not among `choices`. */
export function requireChoice(key: string | null, field: string, choices: readonly string[]): void {
  if (key !== null && !choices.includes(key))
    throw new DomainError({ code: "INVALID", field, rule: "unknown_choice" });
}
