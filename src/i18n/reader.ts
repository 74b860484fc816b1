import { DateTime } from "luxon";
import { spaced } from "./han";
import type { Locale } from "./texts";

/** How one reader sees amounts, dates and names that exist in several languages. */
export interface Reader {
  locale: Locale;
  timeZone: string;
  /** "¥1,280.50" for 128050 minor units. */
  money(minor: bigint, currency: string): string;
  /** A calendar day, which has no zone: "23 Nov 2026", "2026年11月23日". */
  day(date: Date): string;
  /** A day of this year with its weekday, to be checked at a glance: "Fri 27 Nov", "11月27日周五"; of another with the year. */
  weekdayAndDay(date: Date): string;
  /** An instant in the reader's zone: "23 Nov, 10:20"; with the year when it is not this one. */
  moment(instant: Date): string;
  /** "1 h 20 min", "2 d 3 h"; a day has 24 hours unless told otherwise, as a business day has fewer. */
  duration(minutes: number, minutesADay?: number): string;
  /** The reader's name for something named in every language. */
  name(names: Readonly<Record<Locale, string>>): string;
  /** "A, B and C" */
  list(items: readonly string[]): string;
  /** "A, B or C" */
  either(items: readonly string[]): string;
}

const languageTags = { en: "en-GB", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" } as const satisfies Record<
  Locale,
  string
>;
const currencyFormats = new Map<string, Intl.NumberFormat>();

/** Minor units per unit as powers of ten come from the currency itself (ISO 4217): JPY 0, CNY 2, KWD 3. */
function currencyFormat(locale: Locale, currency: string): Intl.NumberFormat {
  const cacheKey = `${locale} ${currency}`;
  const known = currencyFormats.get(cacheKey);
  if (known) return known;
  const made = new Intl.NumberFormat(languageTags[locale], {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
  currencyFormats.set(cacheKey, made);
  return made;
}

/** A decimal string with exactly `digits` decimals; exact for any size, since no float is involved. */
function decimalOf(minor: bigint, digits: number): `${number}` {
  const sign = minor < 0n ? "-" : "";
  const absolute = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  const whole = absolute.slice(0, absolute.length - digits);
  const fraction = digits ? `.${absolute.slice(-digits)}` : "";
  return `${sign}${whole}${fraction}` as `${number}`;
}

export function readerFor(locale: Locale, timeZone: string): Reader {
  const tag = languageTags[locale];
  const isThisYear = ({ year }: DateTime): boolean => year === DateTime.now().setZone(timeZone).year;
  return {
    locale,
    timeZone,
    money(minor, currency) {
      const format = currencyFormat(locale, currency);
      return format.format(decimalOf(minor, format.resolvedOptions().maximumFractionDigits ?? 2));
    },
    day: (date) =>
      DateTime.fromJSDate(date, { zone: "utc" }).setLocale(tag).toLocaleString(DateTime.DATE_MED),
    weekdayAndDay(date) {
      const day = DateTime.fromJSDate(date, { zone: "utc" }).setLocale(tag);
      const { year, ...withoutYear } = DateTime.DATE_MED_WITH_WEEKDAY;
      return day.toLocaleString(isThisYear(day) ? withoutYear : { ...withoutYear, year });
    },
    moment(instant) {
      const local = DateTime.fromJSDate(instant, { zone: timeZone }).setLocale(tag);
      const { year, ...withoutYear } = DateTime.DATETIME_MED;
      return local.toLocaleString({
        ...(isThisYear(local) ? withoutYear : { ...withoutYear, year }),
        hourCycle: "h23",
      });
    },
    duration: (minutes, minutesADay = 1440) => durationIn(locale, minutes, minutesADay),
    name: (names) => names[locale],
    list: (items) => joined(tag, "conjunction", items),
    either: (items) => joined(tag, "disjunction", items),
  };
}

const durationWords = {
  en: { d: "d", h: "h", min: "min", none: "under a minute" },
  "zh-Hans": { d: "天", h: "小时", min: "分钟", none: "不到 1 分钟" },
  "zh-Hant": { d: "天", h: "小時", min: "分鐘", none: "不到 1 分鐘" },
} as const satisfies Record<Locale, Record<"d" | "h" | "min" | "none", string>>;

/** The two largest units that are needed; what is smaller does not matter beside them. */
function durationIn(locale: Locale, minutes: number, minutesADay: number): string {
  const words = durationWords[locale];
  const whole = Math.max(0, Math.floor(minutes));
  const days = Math.floor(whole / minutesADay);
  const hours = Math.floor((whole % minutesADay) / 60);
  const rest = (whole % minutesADay) % 60;
  const parts = [
    ...(days ? [`${days} ${words.d}`] : []),
    ...(hours ? [`${hours} ${words.h}`] : []),
    ...(rest && !days ? [`${rest} ${words.min}`] : []),
  ];
  return parts.join(" ") || words.none;
}

function joined(tag: string, type: Intl.ListFormatType, items: readonly string[]): string {
  const parts = new Intl.ListFormat(tag, { type }).formatToParts(items).map(({ value }) => value);
  return tag === languageTags.en ? parts.join("") : parts.reduce(spaced, "");
}
