import { DateTime } from "luxon";
import type { Post } from "../support/company";
import { cardOf, opened, referenceIn, said, shareCompany, ways } from "../support/flows";

/** A Monday; the company's time is moved on by hand. */
let time = DateTime.fromISO("2026-11-23T09:00", { zone: "Asia/Shanghai" });
const at = (text: string): void => {
  time = DateTime.fromISO(text, { zone: "Asia/Shanghai" });
};

describe.each(ways)("a complaint on the clock, on $platform over $mode in $locale", (way) => {
  at("2026-11-23T09:00");
  const company = shareCompany({ ...way, now: () => time.toJSDate() });
  const { texts } = company;
  const words = texts.complaints;
  /** Of the two who answer for complaints, who has this one, and who heads their department. */
  const owner: Post = "support";
  const head: Post = "otherSupport";

  const strike = (text: string) => {
    at(text);
    return company.running.strike("watch the complaints' clocks");
  };
  const command = (post: Post, line: string) => company.as(post).command(`/complaint ${line}`);
  const told = (post: Post, sentence: string): number =>
    company
      .as(post)
      .dm()
      .messages.filter(({ text }) => text.includes(sentence)).length;

  beforeAll(async () => {
    at("2026-11-23T09:00");
    await company.as("rep").command("/customer new Acme Trading, Wang Fang, 13800001111");
    await company.settled();
  });

  it("warns its owner at 50 and 80 per cent, tells the head of the breach, then management", async () => {
    const { text } = await command("rep", "new Acme S2 CRM login fails");
    const reference = referenceIn(text, "CMP");
    await company.settled();
    expect(cardOf(company.as(owner), reference).text).toContain(words.clocks.answer);
    await strike("2026-11-23T10:59");
    expect(told(owner, words.notices.warned.respond(50))).toBe(0);
    await strike("2026-11-23T11:00");
    expect(told(owner, words.notices.warned.respond(50))).toBe(1);
    await strike("2026-11-23T13:12");
    expect(told(owner, words.notices.warned.respond(80))).toBeGreaterThan(0);
    expect(told(head, reference)).toBe(0);
    await strike("2026-11-23T14:00");
    for (const post of [owner, head]) {
      const card = cardOf(company.as(post), reference);
      expect(card.text).toContain(words.notices.breached.respond);
      expect(card.text).toMatch(said(words.card.overdue));
    }
    expect(told("director", reference)).toBe(0);
    await strike("2026-11-23T18:00");
    for (const post of ["director", "generalManager"] as const)
      expect(cardOf(company.as(post), reference).text).toMatch(/CMP-1001/);
    expect(told("finance", reference)).toBe(0);
    await strike("2026-11-23T18:01");
    expect(await company.copies(owner, reference)).toHaveLength(4);
  });

  it("is answered from its card, and stays late in every copy after it is closed", async () => {
    at("2026-11-23T18:30");
    const card = cardOf(company.as(owner), "CMP-1001");
    await card.click(words.card.respond);
    const form = opened(company.as(owner).modal());
    await form.fill({ [words.fields.response]: "We are on it." });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    expect(cardOf(company.as("rep"), "CMP-1001").text).toContain(words.notices.answered);
    await command(owner, "resolve CMP-1001 restarted the service");
    await company.settled();
    const reader = { en: "4 h 30 min", "zh-Hans": "4 小时 30 分钟", "zh-Hant": "4 小時 30 分鐘" }[way.locale];
    const copies = await company.copies(owner, "CMP-1001");
    for (const copy of copies) {
      expect(copy.text).toContain(reader);
      expect(copy.text).toMatch(said(texts.shared.statuses.resolved));
      expect(copy.buttons).not.toContain(words.card.respond);
    }
  });

  it("stands still while its customer is waited for, and goes on by the answer and by a touch", async () => {
    at("2026-11-24T09:00");
    const { text } = await command("rep", "new Acme S2 CRM exports are empty");
    const reference = referenceIn(text, "CMP");
    await company.settled();
    // The other one has as few to do, but was known later: the first is free again.
    expect(cardOf(company.as(owner), reference).text).toContain("exports are empty");
    await command(owner, `respond ${reference} we look at it`);
    at("2026-11-24T10:00");
    await cardOf(company.as(owner), reference).click(words.card.wait);
    const wait = opened(company.as(owner).modal());
    expect((await wait.submit()).closed).toBe(false);
    await wait.fill({ [words.fields.waitReason]: "Which month?" });
    expect(await wait.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const waiting = await command("rep", `show ${reference}`);
    expect(waiting.text).toContain("Which month?");
    expect(waiting.text).toMatch(said(texts.shared.statuses.waiting));
    const again = await command(owner, `wait ${reference} once more`);
    expect(again.text).toContain(texts.shared.statuses.waiting);

    await strike("2026-12-10T10:00");
    expect(told(owner, words.notices.warned.resolve(50))).toBe(0);
    const kept = await command(owner, `answer ${reference} October`);
    expect(kept.text).toContain(words.card.answerKept);
    at("2026-12-10T11:00");
    await command(owner, `wait ${reference} and since when?`);
    at("2026-12-10T12:00");
    await company.as("rep").command("/touch new Acme call they said since May");
    await company.settled();
    expect(cardOf(company.as(owner), reference).text).toContain(words.notices.goesOn);
    const shown = await command(owner, `show ${reference}`);
    expect(shown.text).not.toContain("since when?");
    expect(shown.text).toContain(
      words.clocks.paused(
        2,
        { en: "16 d 1 h", "zh-Hans": "16 天 1 小时", "zh-Hant": "16 天 1 小時" }[way.locale],
      ),
    );

    const timeline = (await command("rep", `timeline ${reference}`)).text;
    const sixteen = { en: "16 d", "zh-Hans": "16 天", "zh-Hant": "16 天" }[way.locale];
    const hour = { en: "1 h", "zh-Hans": "1 小时", "zh-Hant": "1 小時" }[way.locale];
    for (const line of [
      "Which month?",
      words.timeline.wentOn.answer(sixteen),
      "October",
      words.timeline.wentOn.touch(hour),
      "we look at it",
    ])
      expect(timeline).toContain(line);
    expect((await command("specialist", `timeline ${reference}`)).text).toContain(
      texts.errors.notFound(reference),
    );
  });

  it("changes its severity by form for a reason, and runs by the other level", async () => {
    at("2026-12-10T12:00");
    const { text } = await command(owner, "list");
    expect(text).toContain("CMP-1002");
    const form = opened((await command(owner, "severity CMP-1002")).modal);
    const { S1 } = company.policy.complaints.severities;
    await form.fill({
      [words.fields.newSeverity]: S1[way.locale],
      [words.fields.severityReason]: "Nobody can work.",
    });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    expect(cardOf(company.as("rep"), "CMP-1002").text).toContain(words.notices.severity(S1[way.locale]));
    // Three hours of a day and night have passed since it was recorded, the rest was waited.
    await strike("2026-12-10T20:59");
    expect(told(owner, words.notices.warned.resolve(50))).toBe(0);
    await strike("2026-12-10T22:00");
    expect(told(owner, words.notices.warned.resolve(50))).toBe(1);
  });

  it("is opened again where its customer is not content at the return visit", async () => {
    await command(owner, "resolve CMP-1002 mended the export");
    await company.settled();
    at("2026-12-16T10:00");
    const visits = await company.as("rep").command("/deal visits");
    await visits.messages[0]?.click(texts.deals.visits.record, 1);
    const form = opened(company.as("rep").modal());
    await form.fill({ [texts.deals.visits.score]: texts.deals.visits.scores[2] });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const card = cardOf(company.as(owner), "CMP-1002");
    expect(card.text).toContain(words.notices.reopened);
    expect(card.text).toContain(words.clocks.reopened);
    expect(card.buttons).toContain(words.card.resolve);
    expect((await command(owner, "timeline CMP-1002")).text).toContain(words.timeline.scored(2));
  });

  it("is reported by month to those who may see it", async () => {
    const { text } = await command(head, "report 2026-11");
    expect(text).toContain(words.report.title(words.report.month(2026, 11)));
    expect(text).toContain(words.report.answered("0%", 0, 1));
    expect(text).toContain(words.report.answered("100%", 1, 1));
    expect(text).toContain("Which month?");
    expect((await command(head, "report someday")).text).toContain(words.report.notAMonth("someday"));
    expect((await command("rep", "report")).text).toContain(
      texts.errors.notAllowed(texts.errors.permissions["complaint.report"]),
    );
  });
});
