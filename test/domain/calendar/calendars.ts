import fc from "fast-check";
import { DateTime } from "luxon";
import type { CalendarRules } from "../../../src/policy/calendar-rules";

export const minute = 60_000;

/** Zones whose clocks are changed, in both hemispheres, by an hour and by half of one, and one whose are not. */
export const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Asia/Shanghai",
] as const;

/** Days around a change of clocks in one of the zones, and plain ones. */
const firstDays = [
  "2026-03-06",
  "2026-03-27",
  "2026-04-03",
  "2026-10-01",
  "2026-10-23",
  "2026-10-30",
  "2026-11-20",
];

/** A calendar, a zone, and a first day around which something happens; holidays and make-up workdays lie within three weeks. */
export const situations: fc.Arbitrary<{ calendar: CalendarRules; zone: string; start: number }> = fc
  .record({
    zone: fc.constantFrom(...zones),
    firstDay: fc.constantFrom(...firstDays),
    firstMinute: fc.integer({ min: 0, max: 1439 }),
    workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    edges: fc.uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 2, maxLength: 6 }),
    holidays: fc.uniqueArray(fc.integer({ min: -2, max: 20 }), { maxLength: 4 }),
    workdays: fc.uniqueArray(fc.integer({ min: -2, max: 20 }), { maxLength: 3 }),
  })
  .map(({ zone, firstDay, firstMinute, workingDays, edges, holidays, workdays }) => {
    const day = DateTime.fromISO(firstDay, { zone });
    const date = (ahead: number) => day.plus({ days: ahead }).toISODate() ?? "";
    const rising = [...edges].sort((a, b) => a - b).map((quarter) => quarter * 15);
    return {
      zone,
      start: day.plus({ minutes: firstMinute }).toMillis(),
      calendar: {
        working_days: workingDays,
        hours: Array.from({ length: Math.floor(rising.length / 2) }, (_, index) => ({
          from: clockTime(rising[2 * index] ?? 0),
          to: clockTime(rising[2 * index + 1] ?? 0),
        })),
        holidays: holidays.filter((each) => !workdays.includes(each)).map(date),
        workdays: workdays.map(date),
      },
    };
  });

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  clocks.set(zone, made);
  return made;
}

/** The model: whether the minute that begins at an instant is worked, read off a clock on the wall and the calendar beside it. */
export function isWorkedMinute(calendar: CalendarRules, zone: string, instant: number): boolean {
  const [date = "", time = ""] = clockOf(zone).format(instant).split(" ");
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  const worked =
    calendar.workdays.includes(date) ||
    (calendar.working_days.includes(weekday) && !calendar.holidays.includes(date));
  return worked && calendar.hours.some(({ from, to }) => from <= time && time < to);
}
