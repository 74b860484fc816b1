import { IANAZone } from "luxon";
import type { CalendarRules } from "../../policy/calendar-rules";
import { isWorkedDate } from "./working-days";

/** A stretch of time, in milliseconds of the epoch; its end is no part of it. */
export interface Stretch {
  from: number;
  to: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const week = 7 * day;
/** A calendar without working time for so long is a mistake that no search must hang on. */
const longestBreak = 3660 * day;

/** How much working time a business day has, in milliseconds (policy 5.4.2). */
export const businessDay = (calendar: CalendarRules): number =>
  slotsOf(calendar).reduce((sum, { from, to }) => sum + to - from, 0);

/** How much working time lies between two instants, in milliseconds; none where the second is not later (policy 5.4.2). */
export function workingTimeBetween(calendar: CalendarRules, zone: string, from: number, to: number): number {
  let sum = 0;
  for (const stretch of workingStretches(calendar, zone, from)) {
    if (stretch.from >= to) break;
    sum += Math.min(stretch.to, to) - stretch.from;
  }
  return sum;
}

/**
 * The first instant at which so many milliseconds of working time have passed from another (policy 5.4.2): what ends with a
 * working day ends that evening, not the next morning. Throws where the calendar has no working time in ten years.
 */
export function addWorkingTime(
  calendar: CalendarRules,
  zone: string,
  from: number,
  milliseconds: number,
): number {
  let left = milliseconds;
  if (left <= 0) return from;
  let last = from;
  for (const stretch of workingStretches(calendar, zone, from)) {
    if (left <= stretch.to - stretch.from) return stretch.from + left;
    left -= stretch.to - stretch.from;
    last = stretch.to;
  }
  throw new Error(
    `the calendar of the policy has no working time within ten years of ${new Date(last).toISOString()}`,
  );
}

/** Working time from an instant on, in rising order, until there is none for ten years. */
function* workingStretches(calendar: CalendarRules, zone: string, from: number): Generator<Stretch> {
  const slots = slotsOf(calendar);
  let last = from;
  for (const { from: start, to: end, offset } of evenStretches(zone, from)) {
    if (start - last > longestBreak) return;
    // What clocks in the zone show, as if it were UTC: within a stretch it runs evenly.
    const [shown, shownEnd] = [start + offset, end + offset];
    for (let midnight = Math.floor(shown / day) * day; midnight < shownEnd; midnight += day) {
      if (!isWorkedMidnight(calendar, midnight)) continue;
      for (const slot of slots) {
        const stretch = {
          from: Math.max(midnight + slot.from, shown) - offset,
          to: Math.min(midnight + slot.to, shownEnd) - offset,
        };
        if (stretch.from >= stretch.to) continue;
        yield stretch;
        last = stretch.to;
      }
    }
  }
}

function isWorkedMidnight(calendar: CalendarRules, midnight: number): boolean {
  const date = new Date(midnight);
  return isWorkedDate(calendar, date.toISOString().slice(0, 10), date.getUTCDay() || 7);
}

/** Time in pieces of a week at most in which the zone's clocks are not changed. */
function* evenStretches(zoneName: string, from: number): Generator<Stretch & { offset: number }> {
  const zone = IANAZone.create(zoneName);
  const offsetAt = (instant: number) => zone.offset(instant) * minute;
  for (let start = from; ; ) {
    const offset = offsetAt(start);
    let end = start + week;
    if (offsetAt(end) !== offset) {
      let unchanged = start;
      while (end - unchanged > 1) {
        const middle = Math.floor((unchanged + end) / 2);
        if (offsetAt(middle) === offset) unchanged = middle;
        else end = middle;
      }
    }
    yield { from: start, to: end, offset };
    start = end;
  }
}

/** The hours of a business day, in milliseconds from midnight. */
function slotsOf({ hours }: CalendarRules): Stretch[] {
  return hours.map(({ from, to }) => ({ from: ofDay(from), to: ofDay(to) }));
}

function ofDay(clockTime: string): number {
  const [hours, minutes] = clockTime.split(":");
  return (Number(hours) * 60 + Number(minutes)) * minute;
}
