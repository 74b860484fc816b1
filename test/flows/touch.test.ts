import { readerFor } from "../../src/i18n/reader";
import { typedIn } from "../support/colleague";
import { cardOf, opened, referenceIn, shareCompany, ways } from "../support/flows";

/** A Wednesday, at ten in Shanghai; the clock goes on from there. */
const wednesday = "2026-11-25T02:00:00Z";
const started = Date.now();
const later = { days: 0 };
const now = () => new Date(Date.parse(wednesday) + (Date.now() - started) + later.days * 86_400_000);

describe.each(ways)("a touch, on $platform over $mode in $locale", (way) => {
  const company = shareCompany({ ...way, now });
  const { texts } = company;
  const words = texts.touches;
  const reader = readerFor(way.locale, "Asia/Shanghai");
  const dated = (iso: string) => reader.weekdayAndDay(new Date(iso));
  const rep = () => company.as("rep");
  let acme = "";

  beforeAll(async () => {
    later.days = 0;
    acme = referenceIn(
      (await rep().command("/customer new Acme Trading, Wang Fang, 13800001111")).text,
      "CUS",
    );
    await company.settled();
  });

  it("is awaited of somebody new within a business day, as the first contact", async () => {
    const { text } = await rep().command(`/customer show ${acme}`);
    expect(text).toContain(words.card.firstContact(dated("2026-11-26"), words.when.tomorrow));
  });

  it.each([
    ["Acme call asked for a quote next friday", "2026-12-04"],
    ["Acme 电话 客户要报价 下周三", "2026-12-02"],
    ["Acme 電話 客戶要報價 三天後", "2026-11-28"],
    ["Acme visit wants a demo 2026-12-11", "2026-12-11"],
  ])("is logged by one line, and the day is echoed with its weekday: %s", async (line, day) => {
    const { text } = await rep().command(`/touch new ${line}`);
    expect(text).toContain(words.card.logged);
    expect(text).toContain(dated(day));
    expect(text).toContain("Acme Trading");
  });

  it("is logged without the word new, and keeps a day that was agreed; where there is none the rhythm follows", async () => {
    const { text } = await rep().command(`/touch ${acme} call left a note`);
    expect(text).toContain(words.card.logged);
    expect(text).toContain(dated("2026-12-11"));
    await rep().command("/customer new Nobody Agreed");
    expect((await rep().command("/touch Nobody Agreed call left a note")).text).toContain(
      words.card.byRhythm(dated("2027-02-23"), words.when.coming(90)),
    );
  });

  it("opens the form with everything that was typed where the customer is not clear", async () => {
    await rep().command("/customer new Acme Holding Partners");
    const form = opened((await rep().command("/touch new Acme call asked for a quote next friday")).modal);
    expect(form.text).toContain("Acme Holding Partners");
    expect(typedIn(form, words.fields.kind)).toBe(words.kinds.call.label);
    expect(typedIn(form, words.fields.note)).toContain("asked for a quote");
    expect(typedIn(form, words.fields.nextOn)).toBe("2026-12-04");
    await form.fill({ [words.fields.customer]: "Acme Trading" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
  });

  it("is logged by form, where a day that is not understood is refused beside its field", async () => {
    const { messages } = await rep().command(`/customer show ${acme}`);
    await messages[0]?.click(words.card.logTouch);
    const form = opened(rep().modal());
    expect(typedIn(form, words.fields.customer)).toContain("Acme Trading");
    await form.fill({
      [words.fields.kind]: words.kinds.mail.label,
      [words.fields.outcome]: words.outcomes.positive.label,
      [words.fields.note]: "Sent the brochure",
      [words.fields.nextStep]: "Ask what they think",
      [words.fields.nextOn]: "some day",
    });
    const refused = await form.submit();
    expect(refused.errorsByLabel).toEqual({ [words.fields.nextOn]: texts.errors.invalid.not_a_day });
    await form.fill({ [words.fields.nextOn]: "2026-11-24" });
    expect((await form.submit()).errorsByLabel).toEqual({
      [words.fields.nextOn]: texts.errors.invalid.date_in_past,
    });
    expect(typedIn(form, words.fields.note)).toBe("Sent the brochure");
    await form.fill({
      [words.fields.nextOn]: { en: "tomorrow", "zh-Hans": "明天", "zh-Hant": "後天" }[way.locale],
    });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const card = await rep().dm().waitForMessage(words.card.logged);
    expect(card.text).toContain(dated(way.locale === "zh-Hant" ? "2026-11-27" : "2026-11-26"));
    const { text } = await rep().command(`/customer show ${acme}`);
    expect(text).toContain(words.kinds.mail.label);
    expect(text).toContain("Ask what they think");
  });

  it("that was understood wrongly is put right from its echo", async () => {
    const { messages } = await rep().command(`/touch ${acme} call will decide soon 2026-12-01`);
    await messages[0]?.click(words.card.reschedule);
    const form = opened(rep().modal());
    await form.fill({ [words.fields.nextOn]: "12/8" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    expect((await rep().command(`/customer show ${acme}`)).text).toContain(dated("2026-12-08"));
  });

  it("with somebody else's customer is refused", async () => {
    const refused = await company.as("otherRep").command(`/touch ${acme} call hello`);
    expect(refused.text).toContain(texts.errors.notAllowed(texts.errors.permissions["touch.log_any"]));
    const { messages } = await company.as("otherRep").command(`/customer show ${acme}`);
    expect(messages[0]?.buttons).not.toContain(words.card.logTouch);
  });

  it("that a manager logs is told to the owner", async () => {
    await company.as("marketingManager").command(`/touch ${acme} visit met their director`);
    await company.settled();
    const told = cardOf(rep(), acme);
    expect(told.text).toContain(words.notices.logged("Victoria Zhou"));
    expect(told.text).toContain("met their director");
  });

  it("is logged from a message, whose text and customer stand in the form", async () => {
    await company.as("otherRep").say(`${acme} wrote: we like the demo`, { in: "general" });
    await rep().channel("general").find("we like the demo")?.shortcut("touch-from-message");
    const form = opened(rep().modal());
    expect(form.title).toBe(words.form.title);
    expect(typedIn(form, words.fields.customer)).toContain("Acme Trading");
    expect(typedIn(form, words.fields.kind)).toBe(words.kinds.message.label);
    expect(typedIn(form, words.fields.note)).toContain("we like the demo");
    await form.fill({ [words.fields.nextOn]: "+2d" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const touch = await company.running.db.client.touch.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(touch.note).toContain("we like the demo");
    expect(touch.sourceLink).toMatch(/^https?:/);
  });

  it("is due, overdue, snoozed and done", async () => {
    later.days = 5;
    const due = await rep().command("/touch due");
    expect(due.text).toContain("Acme Trading");
    expect(due.text).toContain(words.when.overdue(3));
    const home = await rep().openHome();
    expect(home.text).toContain(words.list.dueToday(2));

    await due.messages[0]?.click(words.card.followUp, 1);
    await company.settled();
    const shown = rep().dm().last();
    expect(shown?.buttons).toEqual(
      expect.arrayContaining([
        words.card.logTouch,
        words.card.tomorrow,
        words.card.inAWeek,
        words.card.reschedule,
      ]),
    );
    await shown?.click(words.card.inAWeek);
    await company.settled();
    expect(rep().dm().last()?.text).toContain(words.card.moved(dated("2026-12-07")));
    const { text } = await rep().command("/touch due");
    expect(text).toContain(words.when.coming(7));

    await rep().command(`/touch ${acme} call all is well 2027-01-15`);
    expect((await rep().command("/touch due")).text).not.toContain("Acme Trading");
    later.days = 0;
  });

  it("is seen by heads in everybody's list, and by nobody else there", async () => {
    later.days = 5;
    const all = await company.as("head").command("/touch due all");
    expect(all.text).toContain("Acme Holding Partners");
    expect(all.text).toContain("林晓雨");
    expect((await company.as("otherRep").command("/touch due all")).text).toContain(
      texts.errors.notAllowed(texts.errors.permissions["customer.edit_any"]),
    );
    later.days = 0;
  });

  it("is reminded of in the morning, and the department head hears of it when it is overdue too long", async () => {
    later.days = 5;
    await company.running.strike("remind of follow-ups");
    const told = cardOf(rep(), "Acme Holding Partners");
    expect(told.text).toContain(words.notices.due(1));
    later.days = 8;
    await company.running.strike("remind of follow-ups");
    const heard = cardOf(company.as("head"), "Acme Holding Partners");
    expect(heard.text).toContain(words.notices.overdue(7));
    expect(heard.text).toContain("林晓雨");
    await heard.click(words.card.followUp);
    await company.settled();
    expect(company.as("head").dm().last()?.buttons).toContain(words.card.reschedule);
    later.days = 0;
  });

  it("is reminded of on its day, also where it is still the evening before", async () => {
    later.days = 9;
    const other = company.as("otherRep");
    const { text } = await other.command("/customer new Hudson Works, Ann Lee, 13800005555");
    await company.settled();
    await company.running.db.client.person.updateMany({
      where: { customersOwned: { some: { name: "Hudson Works" } } },
      data: { timeZone: "America/New_York" },
    });
    later.days = 12;
    await company.running.strike("remind of follow-ups");
    expect(cardOf(other, referenceIn(text, "CUS")).text).toContain(words.notices.due(1));
    later.days = 0;
  });

  it("stands on the customer's timeline with everything else", async () => {
    const { text, messages } = await rep().command(`/customer timeline ${acme}`);
    const said = texts.timeline.events;
    expect(text).toContain(
      said.touchedNote(words.kinds.visit.label, words.outcomes.neutral.label, "met their director"),
    );
    expect(text).toContain(
      said.followUpMoved(reader.day(new Date("2026-12-01")), reader.day(new Date("2026-12-08"))),
    );
    expect(text).toContain(said.logged);
    expect(messages[0]?.buttons).toContain(words.card.openCustomer);
    // The message that one came from is a press away, and so is a note that is too long for a line.
    // Of one's own any may still be taken back: the newest is of five days ahead.
    await messages[0]?.click(texts.shared.open, 1);
    await company.settled();
    expect(rep().dm().last()?.text).toContain("we like the demo");
    expect(rep().dm().last()?.buttons).toContain(words.card.source);
    const shown = await rep().command(`/customer show ${acme}`);
    await shown.messages[0]?.click(texts.timeline.button);
    await company.settled();
    expect(rep().dm().last()?.text).toContain(texts.timeline.title("Acme Trading", acme));
  });

  const logged = (note: string) =>
    company.running.db.client.touch.count({ where: { note: { contains: note } } });

  it("that was a mistake is taken back from its echo, and the follow-up is again what it was", async () => {
    const before = await rep().command(`/customer show ${acme}`);
    const { messages } = await rep().command(`/touch ${acme} call wrong customer 2027-03-02`);
    const [echo] = messages;
    const again = echo?.holdClick(words.takeBack.button);
    await echo?.click(words.takeBack.button);
    await company.settled();
    const answer = rep().dm().waitForMessage(words.takeBack.done);
    expect((await answer).text).toContain("wrong customer");
    expect((await answer).buttons).not.toContain(words.takeBack.button);
    expect(await logged("wrong customer")).toBe(0);
    const next = words.card.next(dated("2027-01-15"), words.when.coming(51));
    expect(before.text).toContain(next);
    expect((await rep().command(`/customer show ${acme}`)).text).toContain(next);
    // Somebody whose client shows the button still.
    await again?.();
    await company.settled();
    expect(rep().dm().last()?.text).toContain(texts.shared.statuses.touch_taken_back);
  });

  it.each(["undo", "撤回", "收回", "withdraw"])("is taken back in words, once asked: %s", async (word) => {
    await rep().command(`/touch ${acme} visit typed too fast 2027-03-02`);
    const { text, messages } = await rep().command(`/touch ${word}`);
    expect(text).toContain(words.takeBack.question);
    expect(text).toContain("Acme Trading");
    expect(text).toContain(words.kinds.visit.label);
    expect(text).toContain("typed too fast");
    expect(await logged("typed too fast")).toBe(1);
    await messages[0]?.click(words.takeBack.button);
    await company.settled();
    expect((await rep().dm().waitForMessage(words.takeBack.done)).text).toContain("Acme Trading");
    expect(await logged("typed too fast")).toBe(0);
  });

  it("is taken back in words of a customer that is named; who logged none reads so", async () => {
    const other = await rep().command("/customer new Cedar Mills");
    await rep().command(`/touch ${acme} call about the invoice 2027-03-02`);
    await rep().command(`/touch ${referenceIn(other.text, "CUS")} call hello there`);
    expect((await rep().command(`/touch undo ${acme}`)).text).toContain("about the invoice");
    const nobody = company.as("otherRep");
    expect((await nobody.command("/touch undo")).text).toContain(words.takeBack.none);
    expect((await nobody.command(`/touch undo ${acme}`)).text).toContain(words.takeBack.noneWith(acme));
    const { messages } = await rep().command(`/touch undo ${acme}`);
    await messages[0]?.click(words.takeBack.button);
    await company.settled();
    expect(await logged("about the invoice")).toBe(0);
    expect(await logged("hello there")).toBe(1);
  });

  it("is taken back from the timeline by a head, which its owner is told and the timeline says", async () => {
    await rep().command(`/touch ${acme} call double entry 2027-03-02`);
    const head = company.as("head");
    const { messages } = await head.command(`/customer timeline ${acme}`);
    const rows = messages[0]?.text ?? "";
    expect(rows).toContain("double entry");
    // The newest by its day is of five days ahead.
    await messages[0]?.click(texts.shared.open, 1);
    await company.settled();
    const detail = head.dm().last();
    expect(detail?.text).toContain("double entry");
    await detail?.click(words.takeBack.button);
    await company.settled();
    expect(head.dm().last()?.text).toContain(words.takeBack.done);
    const told = cardOf(rep(), acme);
    expect(told.text).toContain("double entry");
    expect(told.text).toMatch(new RegExp(words.notices.takenBack("(.+)")));
    const { text } = await rep().command(`/customer timeline ${acme}`);
    expect(text).not.toContain("double entry");
    const touch = await company.running.db.client.takenBackTouch.findFirstOrThrow({
      where: { note: { contains: "double entry" } },
    });
    expect(text).toContain(
      texts.timeline.events.touchTakenBack(words.kinds.call.label, "林晓雨", reader.moment(touch.at)),
    );
    // Of others' touches nobody else is offered it.
    const seen = await company.as("otherRep").command(`/customer timeline ${acme}`);
    await seen.messages[0]?.click(texts.shared.open);
    await company.settled();
    expect(company.as("otherRep").dm().last()?.buttons).not.toContain(words.takeBack.button);
  });
});
