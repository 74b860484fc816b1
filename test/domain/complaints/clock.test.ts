import fc from "fast-check";
import { alarmLevels, readClocks } from "../../../src/domain/complaints/clock";
import { severities } from "../../../src/policy/policy";
import { shippedPolicy } from "../approvals/company";
import { situations } from "../calendar/calendars";
import { happenings, StopwatchModel, serviceRules } from "./clock-model";

test("elapsed time, per cent, due instant and alarms are those of a stopwatch read minute by minute", () => {
  let breached = 0;
  let reopened = 0;
  fc.assert(
    fc.property(
      situations,
      serviceRules,
      fc.constantFrom(...severities),
      happenings(14),
      ({ calendar, zone, start }, rules, severity, story) => {
        const policy = { calendar, complaints: { ...shippedPolicy.complaints, ...rules } };
        const model = new StopwatchModel(calendar, zone, rules, start, severity);
        for (const happening of story) {
          model.pass(happening.after);
          if (!model.befall(happening.what)) continue;
          if (happening.what === "reopen") reopened += 1;
          for (const reading of readClocks({ policy, timeZone: zone }, model.facts, model.now)) {
            const { name } = reading;
            expect(reading.limit).toBe(model.limit(name));
            expect(reading.elapsed).toBe(model.elapsed(name));
            expect(reading.percent).toBeCloseTo((model.elapsed(name) / model.limit(name)) * 100, 9);
            for (const level of alarmLevels) {
              const at = reading.alarms.find((each) => each.level === level)?.at ?? null;
              const counted = model.alarm(name, level);
              if (at !== null && at > model.end) expect(counted).toBeNull();
              else expect([name, level, at]).toEqual([name, level, counted]);
            }
            expect(reading.dueAt).toBe(reading.alarms.find(({ level }) => level === "breach")?.at ?? null);
            if (reading.percent >= 100) breached += 1;
          }
        }
      },
    ),
    { numRuns: 120 },
  );
  expect(breached).toBeGreaterThan(20);
  expect(reopened).toBeGreaterThan(5);
});
