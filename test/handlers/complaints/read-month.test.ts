import { DateTime } from "luxon";
import { readMonth } from "../../../src/handlers/complaints/report";

const now = DateTime.fromISO("2026-11-23T10:00", { zone: "Asia/Shanghai" });

test.each([
  ["", "2026-11"],
  ["2026-10", "2026-10"],
  ["2026年9月", "2026-09"],
  ["２０２６／８", "2026-08"],
  ["10月", "2026-10"],
  // A month that has not come yet this year is last year's.
  ["12", "2025-12"],
  ["October", "2026-10"],
  ["dec", "2025-12"],
  ["may", "2026-05"],
  ["last month", "2026-10"],
  ["上个月", "2026-10"],
  ["上月", "2026-10"],
])("“%s” is %s", (words, month) => {
  expect(readMonth(now, words)?.toFormat("yyyy-MM")).toBe(month);
  expect(readMonth(now, words)?.zoneName).toBe("Asia/Shanghai");
});

test.each(["someday", "0", "13", "2026-13", "1999-01", "9999-01", "-1", "🎉"])(
  "“%s” is no month",
  (words) => {
    expect(readMonth(now, words)).toBeNull();
  },
);
