import type { z } from "zod";
import type { Json } from "../../protocol";
import { inputsOf } from "./read-card";
import { adaptiveCardSchema } from "./schema";

/** What is wrong with an adaptive card, each fault as "body[0].text: what"; nothing where it is right. */
export function checkCard(card: Json | undefined): string[] {
  const parsed = adaptiveCardSchema.safeParse(card);
  const faults = parsed.success ? [] : parsed.error.issues.map(sentence);
  return [...faults, ...doubledInputs(card)];
}

/** An issue of zod in one line. */
export function sentence(issue: z.core.$ZodIssue): string {
  const place = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
  return place === "" ? issue.message : `${place}: ${issue.message}`;
}

/** Inputs of one name overwrite each other when a card is handed in, those behind its buttons too. */
function doubledInputs(card: Json | undefined): string[] {
  const ids = inputsOf(card, { behindButtons: true }).map(({ id }) => String(id));
  const doubled = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [...new Set(doubled)].map((id) => `two inputs have the id "${id}"`);
}
