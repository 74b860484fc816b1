import { DateTime } from "luxon";

/** A day that some words of a text name. */
export interface NamedDay {
  /** Where the words begin in the text, and how many UTF-16 units they are. */
  index: number;
  length: number;
  day: DateTime;
  stands: Stands;
}

/**
 * Where words mean a day that is to come: "next Friday" anywhere in a sentence, "周五" at its end, and "3 days" or "Sun" only
 * where nothing but a day was asked for.
 */
export type Stands = "anywhere" | "at_end" | "alone";

interface DayWords {
  pattern: RegExp;
  stands: Stands;
  /** Null where the words are no day after all, such as 30 February. */
  read: (found: Found, today: DateTime) => DateTime | null;
}
type Found = Readonly<Record<string, string | undefined>>;

const numeral = "(?:[〇零一二两兩三四五六七八九十廿]{1,3}|\\d{1,3})";
const week = "(?:周|週|星期|礼拜|禮拜)";
/** "每周五" happens again and again, and "一周一次" names no Monday. */
const notRepeated = "(?<![每逢一二两兩三四五六七八九十\\d个個])";

/** What chrono does not read, or reads otherwise than people mean it: a Chinese week begins on Monday, so 下周日 is after it. */
const known: readonly DayWords[] = [
  words(
    "(?<!\\d)(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})(?!\\d)",
    ({ year, month, day }, today) => dayAt(today, Number(year), Number(month), Number(day)),
  ),
  words("\\b(?:the )?day after tomorrow\\b", (_, today) => today.plus({ days: 2 })),
  words("(?<![\\d+])\\+(?<count>\\d{1,3}) ?(?<unit>[dwm])?(?![\\p{L}\\d])", ({ count, unit }, today) =>
    later(today, Number(count), unit?.toLowerCase() ?? "d"),
  ),
  words("\\b(?:in|after) a fortnight\\b", (_, today) => today.plus({ days: 14 })),
  words("\\b(?:the )?end of (?:the |this )?week\\b|\\beow\\b", (_, today) =>
    nextWeekday(today.minus({ days: 1 }), 5),
  ),
  words("\\b(?:the )?end of next week\\b", (_, today) => today.startOf("week").plus({ weeks: 1, days: 4 })),
  words("\\b(?:the )?end of (?:the |this )?month\\b|\\beom\\b", (_, today) => lastOf(today)),
  words("\\b(?:the )?end of next month\\b", (_, today) => lastOf(today.plus({ months: 1 }))),
  words("\\b(?:the )?end of (?:the |this )?year\\b", (_, today) => today.endOf("year").startOf("day")),
  words("\\b(?:the )?(?:beginning|start) of next (?<unit>week|month)\\b", ({ unit }, today) =>
    unit === "week" ? today.startOf("week").plus({ weeks: 1 }) : today.startOf("month").plus({ months: 1 }),
  ),
  words(
    "\\bthe (?<day>\\d{1,2})(?:st|nd|rd|th)\\b",
    ({ day }, today) => nextDayOfMonth(today, Number(day)),
    "at_end",
  ),

  words("大(?:后|後)天", (_, today) => today.plus({ days: 3 })),
  words("(?:后|後)(?:天|日)", (_, today) => today.plus({ days: 2 })),
  words("明[天日早晚]", (_, today) => today.plus({ days: 1 })),
  words("今[天日早晚]", (_, today) => today),
  words("昨[天日晚]", (_, today) => today.minus({ days: 1 })),
  words("前天", (_, today) => today.minus({ days: 2 })),
  words(
    `(?<last>上*)(?<next>下*)(?:这|這|本)?[个個]?${week}(?<weekday>[一二三四五六日天末1-7])`,
    ({ last = "", next = "", weekday = "" }, today) =>
      today.startOf("week").plus({ weeks: next.length - last.length, days: weekdayNumber(weekday) - 1 }),
    "anywhere",
    "(?=[上下这這本])",
  ),
  words(
    `${week}(?<weekday>[一二三四五六日天末1-7])`,
    ({ weekday = "" }, today) => nextWeekday(today, weekdayNumber(weekday)),
    "at_end",
    notRepeated,
  ),
  words(`(?<next>下+)[个個]?${week}(?![一二三四五六日天末1-7])`, ({ next = "" }, today) =>
    today.plus({ weeks: next.length }),
  ),
  words(
    `(?<count>${numeral}|半)[个個]?(?<unit>天|日|${week}|月|年)(?:之|以)?(?:后|後)`,
    ({ count = "", unit = "" }, today) =>
      count === "半" ? halfLater(today, unit) : later(today, numberOf(count), unit),
  ),
  words(
    `(?<count>${numeral})[个個]?(?<unit>天|日|${week}|月|年)(?:之|以)?前`,
    ({ count = "", unit = "" }, today) => later(today, -numberOf(count), unit),
  ),
  words(`(?<next>下+)[个個]?月(?<day>${numeral})[号號日]`, ({ next = "", day = "" }, today) => {
    const month = today.startOf("month").plus({ months: next.length });
    return dayAt(today, month.year, month.month, numberOf(day));
  }),
  words(`(?<next>下+)[个個]?月(?!${numeral}[号號日]|[底末初中])`, ({ next = "" }, today) =>
    today.plus({ months: next.length }),
  ),
  words(
    "(?<next>下*)(?:这|這|本)?[个個]?月(?<part>[底末初中])",
    ({ next = "", part = "" }, today) =>
      partOfMonth(today, today.startOf("month").plus({ months: next.length }), part, next === ""),
    "anywhere",
    "(?<![\\d一二三四五六七八九十])",
  ),
  words(`(?<month>${numeral})月(?<part>[底末初中])`, ({ month = "", part = "" }, today) => {
    const first = dayAt(today, today.year, numberOf(month), 1);
    return (
      first &&
      partOfMonth(today, first < today.startOf("month") ? first.plus({ years: 1 }) : first, part, false)
    );
  }),
  words(
    `(?:(?<year>\\d{4}|今|明)年)?(?<month>${numeral})月(?<day>${numeral})[日号號]?`,
    ({ year, month = "", day = "" }, today) => {
      const [monthNumber, dayNumber] = [numberOf(month), numberOf(day)];
      if (year === undefined) return nextDate(today, monthNumber, dayNumber);
      const inYear = year === "今" ? today.year : year === "明" ? today.year + 1 : Number(year);
      return dayAt(today, inYear, monthNumber, dayNumber);
    },
    "anywhere",
    "(?<!\\d)",
  ),
  words(
    `(?:这个|這個|本)?月?(?<day>${numeral})[号號]`,
    ({ day = "" }, today) => nextDayOfMonth(today, numberOf(day)),
    "at_end",
    "(?<![\\d月])",
  ),
  words("(?<next>明)?年底", ({ next }, today) =>
    today
      .plus({ years: next ? 1 : 0 })
      .endOf("year")
      .startOf("day"),
  ),
];

function words(pattern: string, read: DayWords["read"], stands: Stands = "anywhere", before = ""): DayWords {
  return { pattern: new RegExp(before + pattern, "giu"), stands, read };
}

/** Every day that words of this grammar name in a text; they may overlap. `folded` is the text with ASCII digits and letters. */
export function knownDays(folded: string, today: DateTime): NamedDay[] {
  return known.flatMap(({ pattern, stands, read }) =>
    [...folded.matchAll(pattern)].flatMap((match) => {
      const day = read(match.groups ?? {}, today);
      return day?.isValid ? [{ index: match.index, length: match[0].length, day, stands }] : [];
    }),
  );
}

/** The next such day of the year, today included; null for one that no year has. */
export function nextDate(today: DateTime, month: number, day: number): DateTime | null {
  // 29 February is at most eight years away.
  for (let year = today.year; year <= today.year + 8; year += 1) {
    const found = dayAt(today, year, month, day);
    if (found && found >= today) return found;
  }
  return null;
}

export function dayAt({ zone }: DateTime, year: number, month: number, day: number): DateTime | null {
  const found = DateTime.fromObject({ year, month, day }, { zone });
  return found.isValid ? found : null;
}

function nextDayOfMonth(today: DateTime, day: number): DateTime | null {
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const month = today.startOf("month").plus({ months: ahead });
    const found = dayAt(today, month.year, month.month, day);
    if (found && found >= today) return found;
  }
  return null;
}

/** The next day with that weekday, 1 for Monday; today is not meant: people say "today" then. */
function nextWeekday(today: DateTime, weekday: number): DateTime {
  return today.plus({ days: ((weekday - today.weekday + 6) % 7) + 1 });
}

const lastOf = (day: DateTime): DateTime => day.endOf("month").startOf("day");

/** The end, beginning or middle of a month; where no month was named, the next that is still to come. */
function partOfMonth(today: DateTime, first: DateTime, part: string, rolls: boolean): DateTime {
  const at = (month: DateTime): DateTime =>
    part === "初" ? month : part === "中" ? month.set({ day: 15 }) : lastOf(month);
  const found = at(first);
  return rolls && found < today ? at(first.plus({ months: 1 })) : found;
}

const weekdays = "一二三四五六日";

/** 1 for Monday to 7; the weekend (末) begins on Saturday. */
function weekdayNumber(word: string): number {
  if (word === "末") return 6;
  if (word === "天") return 7;
  return weekdays.includes(word) ? weekdays.indexOf(word) + 1 : Number(word);
}

const digits = "零一二三四五六七八九";

/** 12 for "十二", "12" or "一二"; NaN for what is none. */
function numberOf(word: string): number {
  if (/^\d+$/.test(word)) return Number(word);
  const plain = word
    .replace(/[两兩]/g, "二")
    .replace("〇", "零")
    .replace("廿", "二十");
  const [tens, ones] = plain.split("十");
  const digit = (text: string | undefined, otherwise: number): number =>
    text ? digits.indexOf(text) : otherwise;
  if (ones === undefined) return plain.length === 1 ? digits.indexOf(plain) : Number.NaN;
  return digit(tens, 1) * 10 + digit(ones, 0);
}

function later(today: DateTime, count: number, unit: string): DateTime {
  if (unit === "d" || unit === "天" || unit === "日") return today.plus({ days: count });
  if (unit === "m" || unit === "月") return today.plus({ months: count });
  return unit === "年" ? today.plus({ years: count }) : today.plus({ weeks: count });
}

function halfLater(today: DateTime, unit: string): DateTime | null {
  if (unit === "月") return today.plus({ days: 15 });
  return unit === "年" ? today.plus({ months: 6 }) : null;
}
