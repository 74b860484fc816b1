import * as chrono from "chrono-node";
import type { DateTime } from "luxon";
import { todayOf } from "../domain/calendar/today";
import { DomainError } from "../domain/errors";
import type { Locale } from "../i18n/texts";
import type { Context } from "./context";
import { dayAt, knownDays, type NamedDay, nextDate, type Stands } from "./day-words";

/** What the words are read by: the reader's today, and the language they most likely write. */
export interface Reading {
  today: DateTime;
  locale: Locale;
}

/** A line with a day in it, and what else it says. */
export interface LineWithDay {
  /** Null where the line names none. */
  day: DateTime | null;
  /** The line without the day's words where they stand at its end; else the whole line. */
  rest: string;
}

const parsers = { en: chrono.en.casual, "zh-Hans": chrono.zh.hans.casual, "zh-Hant": chrono.zh.hant.casual };
/** What is further away is a slip of the pen, or never meant to be a year. */
const furthestYears = 10;

/** What may stand beside a day where a day is asked for: "by Friday", "周五前", "明天再联系". */
const beside =
  /^(?:[\s,，.。;；:：!！?？、()（）~-]|\b(?:on|by|until|before|around|about|morning|afternoon|evening|noon)\b|[于於在到约約再前]|上午|下午|早上|中午|晚上|之前|左右|跟进|跟進|联系|聯繫|聯絡)*$/iu;
/** What leads to a day at a line's end and belongs to it. */
const leadingTo =
  /(?:[\s,，;；:：、(（-]|\b(?:on|by|until|before|around|about|next follow-?up)\b|[于於在]|下次跟进|下次跟進)+$/iu;
const past = /\b(?:last|ago|past|previous|earlier|before)\b/i;
const surelyComing = /\b(?:tomorrow|tmrw?|next|later|from now)\b|^(?:in|within|after) /i;
/** "Sun" is a name, "sat" and "may" are verbs. */
const wholeWord = /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tmrw?)$/i;

/** The day that a whole text names, "next friday", "下周三", "2026-12-01", at its midnight in the zone of `today`; or why there is none. */
export function readDay(typed: string, reading: Reading): DateTime | "not_a_day" | "date_in_past" {
  const text = folded(typed);
  const whole = daysIn(text, reading).find(
    ({ index, length }) => beside.test(text.slice(0, index)) && beside.test(text.slice(index + length)),
  );
  if (!whole) return "not_a_day";
  return whole.day < reading.today ? "date_in_past" : whole.day;
}

/** The same of what stands in a field of a form, for whoever acts. Throws INVALID, not_a_day or date_in_past, about `field`. */
export function requireDay(context: Context, typed: string, field: string): DateTime {
  const day = readDay(typed, readingOf(context));
  if (typeof day === "string") throw new DomainError({ code: "INVALID", field, rule: day });
  return day;
}

/**
 * Finds the day that a line ends with, "asked for a quote next friday", or that it names unmistakably further in front. Today
 * and earlier days are what the line tells of, not what is to come.
 */
export function findDay(line: string, reading: Reading): LineWithDay {
  const text = folded(line);
  const coming = daysIn(text, reading).filter(({ day, stands }) => day > reading.today && stands !== "alone");
  const last = coming.find(({ index, length }) => beside.test(text.slice(index + length)));
  if (last) return { day: last.day, rest: line.slice(0, last.index).replace(leadingTo, "").trim() };
  const [inside, ...others] = coming.filter(({ stands }) => stands === "anywhere");
  return {
    day: inside && others.every(({ day }) => +day === +inside.day) ? inside.day : null,
    rest: line.trim(),
  };
}

/** As whoever acts counts days, and in their language. */
export const readingOf = (context: Context): Reading => ({
  today: todayOf(context),
  locale: context.reader.locale,
});

/** Of words that overlap the longest count: "the day after tomorrow" is not tomorrow. The longest come first. */
function daysIn(text: string, reading: Reading): NamedDay[] {
  const found = [...knownDays(text, reading.today), ...parsedDays(text, reading)].sort(
    (one, other) => other.length - one.length,
  );
  const kept: NamedDay[] = [];
  for (const each of found) {
    const apart = (other: NamedDay) =>
      other.index + other.length <= each.index || each.index + each.length <= other.index;
    if (kept.every(apart)) kept.push(each);
  }
  return kept.filter(({ day }) => day <= reading.today.plus({ years: furthestYears }));
}

/** What chrono reads in each language, the reader's first. */
function parsedDays(text: string, { today, locale }: Reading): NamedDay[] {
  const noon = today.set({ hour: 12 });
  const reference = { instant: noon.toJSDate(), timezone: noon.offset };
  const inOrder = [parsers[locale], ...Object.values(parsers).filter((parser) => parser !== parsers[locale])];
  return inOrder.flatMap((parser) =>
    parser.parse(text, reference, { forwardDate: true }).flatMap((parsed) => {
      const [meant = parsed] = past.test(parsed.text) ? parser.parse(parsed.text, reference) : [];
      const day = dayOf(meant.start, today);
      if (!day) return [];
      return [{ index: parsed.index, length: parsed.text.length, day, stands: standsOf(parsed) }];
    }),
  );
}

const isRelative = ({ start }: chrono.ParsedResult): boolean => start.tags().has("result/relativeDate");

/** Null for what names no day, such as "3pm", or a year that nobody means. */
function dayOf(start: chrono.ParsedComponents, today: DateTime): DateTime | null {
  const [year, month, day] = [start.get("year"), start.get("month"), start.get("day")];
  const named = (["day", "weekday", "month"] as const).some((each) => start.isCertain(each));
  if (year === null || month === null || day === null) return null;
  if (Math.abs(year - today.year) > furthestYears) return null;
  if (!named && !start.tags().has("result/relativeDate")) return null;
  // A day without a year is the next one; chrono takes today's for the one in a year.
  const anyYear = start.isCertain("day") && start.isCertain("month") && !start.isCertain("year");
  return anyYear && !start.isCertain("weekday")
    ? nextDate(today, month, day)
    : dayAt(today, year, month, day);
}

function standsOf(parsed: chrono.ParsedResult): Stands {
  const { start, text } = parsed;
  if (!start.isCertain("day") && !start.isCertain("weekday") && !isRelative(parsed)) return "alone";
  if (surelyComing.test(text)) return "anywhere";
  if (isRelative(parsed) || (/^\p{L}+$/u.test(text) && !wholeWord.test(text))) return "alone";
  return "at_end";
}

/** Full-width digits, letters and signs as the narrow ones, each in its place. */
const folded = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
