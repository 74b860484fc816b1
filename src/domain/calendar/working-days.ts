import { DateTime } from "luxon";
import type { CalendarRules } from "../../policy/calendar-rules";

/** Whether the company works on a day (policy 5.4.2); of an instant, on its day in its own zone. */
export function isWorkingDay(calendar: CalendarRules, day: DateTime): boolean {
  return isWorkedDate(calendar, day.toISODate() ?? "", day.weekday);
}

/** The same of a date ("2026-11-23") whose ISO weekday is known. */
export function isWorkedDate(calendar: CalendarRules, date: string, weekday: number): boolean {
  if (calendar.workdays.includes(date)) return true;
  return calendar.working_days.includes(weekday) && !calendar.holidays.includes(date);
}

/** A calendar without a single working day in so long is a mistake that the loops below must not hang on. */
const longestBreak = 3660;

/** The day itself, or the next one that is worked. Throws where a calendar has none in ten years. */
export function workingDayFrom(calendar: CalendarRules, day: DateTime): DateTime {
  for (let ahead = 0; ahead < longestBreak; ahead += 1) {
    const each = day.plus({ days: ahead });
    if (isWorkingDay(calendar, each)) return each;
  }
  throw new Error("the calendar of the policy has no working day within ten years");
}

/** So many business days later: the first of them is the next working day after `day`. */
export function addBusinessDays(calendar: CalendarRules, day: DateTime, count: number): DateTime {
  let each = day;
  for (let left = count; left > 0; left -= 1) each = workingDayFrom(calendar, each.plus({ days: 1 }));
  return each;
}

/** A day as PostgreSQL and Prisma keep one: its midnight in UTC, whatever the zone. */
export const storedDay = (day: DateTime): Date => new Date(`${day.toISODate()}T00:00:00Z`);

/** The day that is stored so, in the company's zone. */
export const dayOf = (stored: Date, zone: string): DateTime =>
  DateTime.fromISO(stored.toISOString().slice(0, 10), { zone });
