import fc from "fast-check";
import { DateTime } from "luxon";
import { findDay, readDay } from "../../src/handlers/read-day";
import { locales } from "../../src/i18n/texts";

const zone = "Asia/Shanghai";
/** A Wednesday. */
const today = DateTime.fromISO("2026-11-25", { zone });
const reading = { today, locale: "en" } as const;
const read = (text: string, day = today): string => {
  const found = readDay(text, { ...reading, today: day });
  return typeof found === "string" ? found : (found.toISODate() ?? "");
};

describe("a day in a field", () => {
  it.each([
    ["today", "2026-11-25"],
    ["tomorrow", "2026-11-26"],
    ["Tomorrow.", "2026-11-26"],
    ["day after tomorrow", "2026-11-27"],
    ["the day after tomorrow", "2026-11-27"],
    ["friday", "2026-11-27"],
    ["by Friday", "2026-11-27"],
    ["friday morning", "2026-11-27"],
    ["next friday", "2026-12-04"],
    ["next friday 3pm", "2026-12-04"],
    ["wednesday", "2026-12-02"],
    ["sun", "2026-11-29"],
    ["in 2 weeks", "2026-12-09"],
    ["in two weeks", "2026-12-09"],
    ["3 days", "2026-11-28"],
    ["+3d", "2026-11-28"],
    ["+3", "2026-11-28"],
    ["+2w", "2026-12-09"],
    ["+1m", "2026-12-25"],
    ["in a fortnight", "2026-12-09"],
    ["in a month", "2026-12-25"],
    ["next month", "2026-12-25"],
    ["end of month", "2026-11-30"],
    ["the end of the month", "2026-11-30"],
    ["end of the week", "2026-11-27"],
    ["end of next week", "2026-12-04"],
    ["beginning of next month", "2026-12-01"],
    ["the 5th", "2026-12-05"],
    ["the 28th", "2026-11-28"],
    ["3rd of december", "2026-12-03"],
    ["11/30", "2026-11-30"],
    ["30/11", "2026-11-30"],
    ["11/24", "2027-11-24"],
    ["Nov 25", "2026-11-25"],
    ["2026-12-01", "2026-12-01"],
    ["2026/12/1", "2026-12-01"],
    ["２０２６－１２－０１", "2026-12-01"],
    ["Friday, 4 December 2026", "2026-12-04"],
  ])("is read in English: %s", (text, day) => {
    expect([text, read(text)]).toEqual([text, day]);
  });

  it.each([
    ["今天", "2026-11-25"],
    ["明天", "2026-11-26"],
    ["明天上午10点", "2026-11-26"],
    ["后天", "2026-11-27"],
    ["後天", "2026-11-27"],
    ["大后天", "2026-11-28"],
    ["大後天", "2026-11-28"],
    ["周五", "2026-11-27"],
    ["週五前", "2026-11-27"],
    ["这周五", "2026-11-27"],
    ["本週五", "2026-11-27"],
    ["周三", "2026-12-02"],
    ["下周三", "2026-12-02"],
    ["下週三", "2026-12-02"],
    ["下星期三", "2026-12-02"],
    ["下礼拜三下午", "2026-12-02"],
    ["下个星期三", "2026-12-02"],
    ["下周日", "2026-12-06"],
    ["下週日", "2026-12-06"],
    ["下下周一", "2026-12-07"],
    ["下下週一", "2026-12-07"],
    ["周末", "2026-11-28"],
    ["下周", "2026-12-02"],
    ["三天后", "2026-11-28"],
    ["3天后", "2026-11-28"],
    ["三天後", "2026-11-28"],
    ["十五天以后", "2026-12-10"],
    ["二十天之後", "2026-12-15"],
    ["两周后", "2026-12-09"],
    ["兩週後", "2026-12-09"],
    ["两个星期后", "2026-12-09"],
    ["一个月后", "2026-12-25"],
    ["半个月后", "2026-12-10"],
    ["半年后", "2027-05-25"],
    ["下个月", "2026-12-25"],
    ["下个月5号", "2026-12-05"],
    ["月底", "2026-11-30"],
    ["下月底", "2026-12-31"],
    ["下個月初", "2026-12-01"],
    ["12月底", "2026-12-31"],
    ["年底", "2026-12-31"],
    ["28号", "2026-11-28"],
    ["5號", "2026-12-05"],
    ["12月1日", "2026-12-01"],
    ["12月1号", "2026-12-01"],
    ["12月1號", "2026-12-01"],
    ["十二月一日", "2026-12-01"],
    ["11月25日", "2026-11-25"],
    ["11月24日", "2027-11-24"],
    ["2026年12月1日", "2026-12-01"],
    ["明年1月8日", "2027-01-08"],
    ["明天再联系", "2026-11-26"],
  ])("is read in Chinese: %s", (text, day) => {
    expect([text, read(text)]).toEqual([text, day]);
  });

  it.each([
    ["下周三", "2026-12-02"],
    ["下周一", "2026-11-30"],
    ["下周日", "2026-12-06"],
    ["周日", "2026-12-06"],
    ["本周日", "2026-11-29"],
  ])("counts Chinese weeks from Monday also on a Sunday: %s", (text, day) => {
    expect(read(text, DateTime.fromISO("2026-11-29", { zone }))).toBe(day);
  });

  it.each([
    "yesterday",
    "2026-11-24",
    "3 days ago",
    "last friday",
    "昨天",
    "前天",
    "上周五",
    "3天前",
    "本周一",
  ])("is refused where it is over: %s", (text) => {
    expect(read(text)).toBe("date_in_past");
  });

  it.each([
    "",
    "soon",
    "asap",
    "2026-02-30",
    "2月30日",
    "13月1日",
    "Monday or Tuesday",
    "call me",
    "3pm",
    "尽快",
    "每周五",
    "一周一次",
    "12.5",
    "may 3 be",
  ])("is not read into what is none: %s", (text) => {
    expect(read(text)).toBe("not_a_day");
  });

  it("reads any day written as ISO as itself, and never reads a day of the past out of anything", () => {
    const days = fc.integer({ min: 0, max: 3600 }).map((ahead) => today.plus({ days: ahead }));
    fc.assert(
      fc.property(days, fc.constantFrom(...locales), (day, locale) => {
        const found = readDay(day.toISODate() ?? "", { today, locale });
        expect(typeof found === "string" ? found : found.toISODate()).toBe(day.toISODate());
      }),
      { numRuns: 200 },
    );
    const bits = [
      "next ",
      "last ",
      "in ",
      "3 ",
      "days",
      " ago",
      "friday",
      "下",
      "上",
      "周",
      "三",
      "天",
      "后",
      "前",
      "月",
      "日",
      "12",
      "/",
      "-",
      "2026",
      "may",
      "end of ",
      " ",
    ];
    const texts = fc.array(fc.constantFrom(...bits), { maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 0, max: 800 }),
        fc.constantFrom(...locales),
        (text, ahead, locale) => {
          const now = today.plus({ days: ahead });
          const found = readDay(text, { today: now, locale });
          if (typeof found !== "string") expect(found >= now).toBe(true);
          const { day } = findDay(text, { today: now, locale });
          if (day) expect(day > now).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe("a day in a line", () => {
  it.each([
    ["asked for a quote next friday", "asked for a quote", "2026-12-04"],
    ["asked for a quote, on Friday", "asked for a quote", "2026-11-27"],
    ["asked for a quote in 2 weeks.", "asked for a quote", "2026-12-09"],
    ["sent the offer 2026-12-01", "sent the offer", "2026-12-01"],
    ["sent the offer 11/30", "sent the offer", "2026-11-30"],
    ["客户要报价 下周三", "客户要报价", "2026-12-02"],
    ["客户要报价，下周三", "客户要报价", "2026-12-02"],
    ["客戶要報價 三天後", "客戶要報價", "2026-11-28"],
    ["客户要报价，下周三再联系", "客户要报价", "2026-12-02"],
    ["客户要报价 周五", "客户要报价", "2026-11-27"],
    ["tomorrow", "", "2026-11-26"],
  ])("ends it: %s", (line, rest, day) => {
    const found = findDay(line, reading);
    expect([line, found.rest, found.day?.toISODate()]).toEqual([line, rest, day]);
  });

  it.each([
    ["wants to hear from us next Friday about the price", "2026-12-04"],
    ["下周三要给客户报价单", "2026-12-02"],
  ])("is found further in front, and the line stays whole: %s", (line, day) => {
    const found = findDay(line, reading);
    expect([line, found.rest, found.day?.toISODate()]).toEqual([line, line, day]);
  });

  it.each([
    "called yesterday",
    "spoke to them today",
    "met Mr Sun",
    "they need 3 days",
    "we sat together",
    "quoted 12.5",
    "they start in June",
    "上周三去过",
    "每周五开会",
    "decided last friday",
    "tomorrow or in 2 weeks, they will see",
  ])("is not made of what tells of something else: %s", (line) => {
    expect(findDay(line, reading)).toEqual({ day: null, rest: line });
  });
});
