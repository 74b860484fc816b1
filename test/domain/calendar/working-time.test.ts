import fc from "fast-check";
import { DateTime } from "luxon";
import { addWorkingTime, businessDay, workingTimeBetween } from "../../../src/domain/calendar/working-time";
import type { CalendarRules } from "../../../src/policy/calendar-rules";
import { loadPolicy } from "../../../src/policy/load-policy";
import { isWorkedMinute, minute, situations } from "./calendars";

const shipped = loadPolicy(null).calendar;
const shanghai = "Asia/Shanghai";
const at = (text: string, zone = shanghai) => DateTime.fromISO(text, { zone }).toMillis();
const hour = 60 * minute;

test("working time between two instants is that of its minutes, counted one by one", () => {
  fc.assert(
    fc.property(situations, fc.integer({ min: 0, max: 4 * 1440 }), ({ calendar, zone, start }, length) => {
      let counted = 0;
      for (let each = 0; each < length; each += 1)
        if (isWorkedMinute(calendar, zone, start + each * minute)) counted += 1;
      expect(workingTimeBetween(calendar, zone, start, start + length * minute)).toBe(counted * minute);
    }),
    { numRuns: 120 },
  );
});

test("so much working time later is the first minute by which it has been counted", () => {
  fc.assert(
    fc.property(situations, fc.integer({ min: 0, max: 1500 }), ({ calendar, zone, start }, wanted) => {
      const end = addWorkingTime(calendar, zone, start, wanted * minute);
      expect(workingTimeBetween(calendar, zone, start, end)).toBe(wanted * minute);
      if (wanted > 0) {
        expect(isWorkedMinute(calendar, zone, end - minute)).toBe(true);
        expect(workingTimeBetween(calendar, zone, start, end - 1)).toBe(wanted * minute - 1);
      } else expect(end).toBe(start);
    }),
    { numRuns: 300 },
  );
});

test("milliseconds count, and stretches that meet add up", () => {
  fc.assert(
    fc.property(
      situations,
      fc.array(fc.integer({ min: 0, max: 200_000_000 }), { minLength: 2, maxLength: 5 }),
      ({ calendar, zone, start }, offsets) => {
        const instants = offsets.map((each) => start + each).sort((a, b) => a - b);
        const [first = start] = instants;
        const last = instants.at(-1) ?? start;
        const parts = instants.map((each, index) =>
          workingTimeBetween(calendar, zone, instants[index - 1] ?? first, each),
        );
        expect(parts.reduce((sum, each) => sum + each, 0)).toBe(
          workingTimeBetween(calendar, zone, first, last),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test("nothing lies between an instant and an earlier one", () => {
  expect(workingTimeBetween(shipped, shanghai, at("2026-11-24T15:00"), at("2026-11-23T10:00"))).toBe(0);
});

test("a business day is the sum of its hours", () => {
  expect(businessDay(shipped)).toBe(8 * hour);
});

test("what ends with a day's work ends that evening; what begins at night begins in the morning", () => {
  expect(addWorkingTime(shipped, shanghai, at("2026-11-23T14:00"), 4 * hour)).toBe(at("2026-11-23T18:00"));
  expect(addWorkingTime(shipped, shanghai, at("2026-11-23T18:00"), minute)).toBe(at("2026-11-24T09:01"));
  expect(addWorkingTime(shipped, shanghai, at("2026-11-23T11:30"), hour)).toBe(at("2026-11-23T13:30"));
});

test("holidays and weekends are passed over, and a day that makes up for one is worked", () => {
  const calendar: CalendarRules = { ...shipped, workdays: ["2027-01-02"] };
  expect(addWorkingTime(calendar, shanghai, at("2026-12-30T17:00"), 2 * hour)).toBe(at("2027-01-02T10:00"));
  expect(addWorkingTime(shipped, shanghai, at("2026-12-30T17:00"), 2 * hour)).toBe(at("2027-01-04T10:00"));
});

test("an hour that clocks skip is not worked, and one that they show twice is worked twice", () => {
  const nights: CalendarRules = {
    working_days: [7],
    hours: [{ from: "01:00", to: "04:00" }],
    holidays: [],
    workdays: [],
  };
  const night = (day: string) =>
    workingTimeBetween(
      nights,
      "Europe/Berlin",
      at(day, "Europe/Berlin"),
      at(day, "Europe/Berlin") + 12 * hour,
    );
  expect(night("2026-03-22")).toBe(3 * hour);
  expect(night("2026-03-29")).toBe(2 * hour);
  expect(night("2026-10-25")).toBe(4 * hour);
});

test("thirty years ahead are reached in a moment", () => {
  const from = at("2026-11-23T10:00");
  const started = performance.now();
  const end = addWorkingTime(shipped, shanghai, from, 7_800 * businessDay(shipped));
  expect(workingTimeBetween(shipped, shanghai, from, end)).toBe(7_800 * businessDay(shipped));
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(DateTime.fromMillis(end, { zone: shanghai }).year).toBe(2056);
});

test("a calendar that is never worked is said to be wrong", () => {
  const never: CalendarRules = { ...shipped, working_days: [] };
  expect(() => addWorkingTime(never, shanghai, at("2026-11-23T10:00"), minute)).toThrow(
    "no working time within ten years",
  );
  expect(workingTimeBetween(never, shanghai, at("2026-11-23T10:00"), at("2027-11-23T10:00"))).toBe(0);
});
