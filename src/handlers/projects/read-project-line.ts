import { DomainError } from "../../domain/errors";
import { decimalFromMinor, parseAmount } from "../../domain/money";

/** What one line says of a project; null for what it does not say. */
export interface ProjectLine {
  title: string;
  /** A plain decimal, as the form takes it. */
  budget: string | null;
  /** ISO days. */
  startsOn: string | null;
  endsOn: string | null;
}

const day = /(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|年(\d{1,2})月(\d{1,2})[日号號]?)/gu;
/** What people write between and before two days; it belongs to no title once the days are taken out. */
const between = / (?:from|to|until|till|-)$| ?[至到从從~—–]$/iu;

/**
 * Reads "Website relaunch 80000 2026-12-01 2027-03-31": the first two days are start and end, the last word before or after
 * them that is an amount is the budget, and the rest is the title.
 */
export function readProjectLine(typed: string, currency: string): ProjectLine {
  // Full-width digits and what parts them are read as the others; a title's Chinese punctuation stays as it was typed.
  const folded = typed.replace(/[０-９／－．]/gu, (character) => character.normalize("NFKC"));
  const text = folded.replace(/\s+/gu, " ").trim();
  const days = [...text.matchAll(day)].flatMap((match) => {
    const [all, year = "", month, date, chineseMonth, chineseDate] = match;
    const iso = isoDay(year, month ?? chineseMonth ?? "", date ?? chineseDate ?? "");
    return iso ? [{ iso, start: match.index, end: match.index + all.length }] : [];
  });
  const [first, second] = days;
  const last = second ?? first;
  const before = first ? text.slice(0, first.start).trim().replace(between, "") : text;
  // With a space put before it, a word that stands there alone is seen as standing behind something.
  const inside =
    first && second ? ` ${text.slice(first.end, second.start).trim()}`.replace(between, "").trim() : "";
  const after = [inside, last ? text.slice(last.end).trim() : ""].filter(Boolean).join(" ");
  const { rest: title, budget } = takeBudget(before, currency);
  const tail = budget === null ? takeBudget(after, currency) : { rest: after, budget: null };
  return {
    title: [title, tail.rest].filter(Boolean).join(" "),
    budget: budget ?? tail.budget,
    startsOn: first?.iso ?? null,
    endsOn: second?.iso ?? null,
  };
}

/** The amount at the end of a text, which may be two words ("CNY 80000", "80000 元"). */
function takeBudget(text: string, currency: string): { rest: string; budget: string | null } {
  const words = text.split(" ");
  for (const count of [2, 1]) {
    if (words.length < count) continue;
    const budget = amountOf(words.slice(-count).join(" "), currency);
    if (budget !== null) return { rest: words.slice(0, -count).join(" "), budget };
  }
  return { rest: text, budget: null };
}

function amountOf(words: string, currency: string): string | null {
  // "2 80000" is a title's number and a budget, not one amount parted by a space.
  if (/\d .*\d/u.test(words)) return null;
  try {
    return decimalFromMinor(parseAmount(words, currency), currency);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function isoDay(year: string, month: string, date: string): string | null {
  const iso = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso) ? iso : null;
}
