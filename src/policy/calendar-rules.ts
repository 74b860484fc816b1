import { z } from "zod";

const day = z.iso.date("a day is written as 2026-10-01");
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written as "09:00"');

/** When the company works: what "working hours" and "business days" mean everywhere (policy 5.4.2). */
export const calendarRules = z
  .strictObject({
    /** ISO weekdays: 1 is Monday, 7 is Sunday. */
    working_days: z.array(z.number().int().min(1).max(7)).min(1),
    /** In the company's zone, in rising order, within one day. Together they make a business day. */
    hours: z.array(z.strictObject({ from: clockTime, to: clockTime })).min(1),
    /** Days off. */
    holidays: z.array(day).default([]),
    /** Days that are worked although the rules above say otherwise, e.g. a Sunday that makes up for a holiday. */
    workdays: z.array(day).default([]),
  })
  .superRefine(({ hours, holidays, workdays }, issue) => {
    let end = "";
    hours.forEach(({ from, to }, index) => {
      if (from >= to || from < end)
        issue.addIssue({
          code: "custom",
          path: ["hours", index],
          message: "hours begin before they end, and after those before them",
        });
      end = to;
    });
    workdays.forEach((each, index) => {
      if (holidays.includes(each))
        issue.addIssue({
          code: "custom",
          path: ["workdays", index],
          message: `${each} is a holiday as well: it can be one of the two`,
        });
    });
  });
export type CalendarRules = z.infer<typeof calendarRules>;
