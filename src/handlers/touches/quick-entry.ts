import type { DateTime } from "luxon";
import { typedLine, typedParagraph } from "../../domain/customers/typed-text";
import { type TouchKind, type TouchOutcome, touchKinds, touchOutcomes } from "../../domain/touches/touch";
import { allTexts } from "../../i18n/choose-texts";
import { findDay, type Reading } from "../read-day";

/** What one line says of a touch; null where it says nothing of it. */
export interface QuickTouch {
  /** Words that should name a customer. */
  customer: string | null;
  kind: TouchKind | null;
  outcome: TouchOutcome | null;
  note: string | null;
  nextStep: string | null;
  nextOn: DateTime | null;
}

// Full-width letters and digits are taken too; the text itself stays as it was typed.
const reference = /^(?:(?:CUS|ＣＵＳ)[-－\s]?|[#＃])[\d０-９]{1,9}(?![\p{L}\p{N}])/iu;
const edges = /^[\s,，.。:：;；、-]+|[\s,，:：;；、-]+$/g;

/** Every language's words for something, the longest first, so that none is taken for the beginning of another. */
function wordsFor<K extends string>(
  keys: readonly K[],
  wordsOf: (key: K) => readonly string[],
): (text: string) => { key: K; index: number; length: number } | null {
  const named = keys
    .flatMap((key) => wordsOf(key).map((word) => ({ key, word: word.toLowerCase() })))
    .sort((one, other) => other.word.length - one.word.length);
  const pattern = new RegExp(named.map(({ word }) => wholeWord(word)).join("|"), "iu");
  return (text) => {
    const found = pattern.exec(text);
    const word = found?.[0].toLowerCase();
    const key = named.find((each) => each.word === word)?.key;
    return found && key ? { key, index: found.index, length: found[0].length } : null;
  };
}

/** Chinese has no spaces between words, so there a word may stand anywhere. */
const wholeWord = (word: string): string =>
  /^\p{Script=Han}/u.test(word) ? word : `(?<![\\p{Script=Latin}\\p{N}])${word}(?![\\p{Script=Latin}\\p{N}])`;

const kindIn = wordsFor(touchKinds, (kind) => allTexts.flatMap(({ touches }) => touches.kinds[kind].words));
const outcomeIn = wordsFor(touchOutcomes, (outcome) =>
  allTexts.flatMap(({ touches }) => touches.outcomes[outcome].words),
);
const nextStepIn = new RegExp(
  `(?:->|→|=>|(?:^|[\\s,，.。;；])(?:${allTexts.flatMap(({ touches }) => touches.wordsForNextStep).join("|")})[:：])`,
  "iu",
);

/**
 * Reads "Acme call asked for a quote next friday" or "贝塔科技 电话 客户要报价 下周三": the customer, by a reference in front or
 * by name; a word for the kind of touch; how it went, right behind that; what was said; and the day of the next contact.
 */
export function readQuickTouch(line: string, reading: Reading): QuickTouch {
  const { day, rest } = findDay(line, reading);
  const { customer, kind, said } = parted(rest.trim());
  const [spoken = "", ...steps] = said.split(nextStepIn);
  const { outcome, note } = outcomeOf(spoken.replace(edges, ""));
  return {
    customer: typedLine(customer.replace(edges, "")),
    kind,
    outcome,
    note: typedParagraph(note),
    nextStep: typedLine(steps.join(" ").replace(edges, "")),
    nextOn: day,
  };
}

function parted(text: string): { customer: string; kind: TouchKind | null; said: string } {
  const named = reference.exec(text)?.[0] ?? null;
  if (named !== null) return { customer: named, ...kindOf(text.slice(named.length)) };
  const found = kindIn(text);
  if (!found) {
    const comma = text.search(/[,，]/);
    return {
      customer: comma < 0 ? text : text.slice(0, comma),
      kind: null,
      said: comma < 0 ? "" : text.slice(comma),
    };
  }
  const front = text.slice(0, found.index).replace(edges, "");
  const behind = text.slice(found.index + found.length).replace(edges, "");
  if (front) return { customer: front, kind: found.key, said: behind };
  // The kind first: "call CUS-1001 asked for a quote", "call Acme, asked for a quote".
  const reached = reference.exec(behind)?.[0] ?? behind.split(/[,，]/)[0] ?? "";
  return { customer: reached, kind: found.key, said: behind.slice(reached.length) };
}

/** The kind's word is taken out where it stands in front; within a sentence it belongs to what was said. */
function kindOf(behind: string): { kind: TouchKind | null; said: string } {
  const said = behind.replace(edges, "");
  const found = kindIn(said);
  if (!found) return { kind: null, said };
  return { kind: found.key, said: found.index === 0 ? said.slice(found.length) : said };
}

function outcomeOf(said: string): { outcome: TouchOutcome | null; note: string } {
  const found = outcomeIn(said);
  if (found?.index === 0) return { outcome: found.key, note: said.slice(found.length).replace(edges, "") };
  // "rang three times, no answer" cannot be meant otherwise; a word like "good" may be about anything.
  return { outcome: found?.key === "no_answer" ? found.key : null, note: said };
}
