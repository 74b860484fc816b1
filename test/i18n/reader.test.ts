import { readerFor } from "../../src/i18n/reader";
import type { Locale } from "../../src/i18n/texts";

const lengths: readonly [minutes: number, ...Record<Locale, string>[]][] = [
  [0, { en: "under a minute", "zh-Hans": "不到 1 分钟", "zh-Hant": "不到 1 分鐘" }],
  [-5, { en: "under a minute", "zh-Hans": "不到 1 分钟", "zh-Hant": "不到 1 分鐘" }],
  [35.9, { en: "35 min", "zh-Hans": "35 分钟", "zh-Hant": "35 分鐘" }],
  [60, { en: "1 h", "zh-Hans": "1 小时", "zh-Hant": "1 小時" }],
  [80, { en: "1 h 20 min", "zh-Hans": "1 小时 20 分钟", "zh-Hant": "1 小時 20 分鐘" }],
  [1440, { en: "1 d", "zh-Hans": "1 天", "zh-Hant": "1 天" }],
  [3065, { en: "2 d 3 h", "zh-Hans": "2 天 3 小时", "zh-Hant": "2 天 3 小時" }],
];

test.each(lengths)("%s minutes are said shortly in each language", (minutes, said) => {
  for (const locale of ["en", "zh-Hans", "zh-Hant"] as const)
    expect(readerFor(locale, "Asia/Shanghai").duration(minutes)).toBe(said?.[locale]);
});

test("a business day is shorter than a day", () => {
  expect(readerFor("en", "Asia/Shanghai").duration(1000, 480)).toBe("2 d");
  expect(readerFor("en", "Asia/Shanghai").duration(1030, 480)).toBe("2 d 1 h");
});
