import { readerFor } from "../../src/i18n/reader";
import { typedIn } from "../support/colleague";
import { cardOf, dayFromToday, opened, referenceIn, said, shareCompany, ways } from "../support/flows";

describe.each(ways)("a deal, on $platform over $mode in $locale", (way) => {
  const company = shareCompany(way);
  const { texts, policy } = company;
  const words = texts.deals;
  const reader = readerFor(way.locale, "Asia/Shanghai");
  const money = (major: number) => reader.money(BigInt(major) * 100n, "CNY");
  const product = (key: string) => policy.products[key]?.[way.locale] ?? key;
  const stage = (key: string) => policy.deals.stages[key]?.[way.locale] ?? key;
  const reason = (key: string) => policy.deals.lost_reasons[key]?.[way.locale] ?? key;
  const accepted = { errorsByLabel: {}, closed: true };

  beforeAll(async () => {
    await company.as("rep").command("/customer new Acme Trading, Wang Fang, 13800001111");
    await company.settled();
  });

  it("is opened by one line, with the day in words, and moved to its next stage by a button", async () => {
    const rep = company.as("rep");
    const { text, messages } = await rep.command("/deal new Acme crm 120,000 in 30 days");
    expect(text).toContain(words.card.opened);
    expect(referenceIn(text, "DEA")).toBe("DEA-1001");
    for (const fact of ["Acme Trading", product("crm"), money(120_000), stage("first_talk")])
      expect(text).toContain(fact);
    expect(text).toContain(reader.day(new Date(dayFromToday(30))));
    await messages[0]?.click(words.card.toStage(stage("needs")));
    await company.settled();
    const { text: shown } = await rep.command("/deal show DEA-1001");
    expect(shown).toContain(stage("needs"));
  });

  it("is opened by form, which a line fills in where something is missing", async () => {
    const rep = company.as("rep");
    const form = opened((await rep.command("/deal new Acme 90000")).modal);
    expect(form.title).toBe(words.form.newTitle);
    expect(typedIn(form, words.fields.customer)).toContain("Acme Trading");
    expect(typedIn(form, words.fields.amountIn("CNY"))).toBe("90000");
    expect(typedIn(form, words.fields.stage)).toBe(stage("first_talk"));
    await form.fill({
      [words.fields.product]: product("analytics"),
      [words.fields.expectedOn]: dayFromToday(-1),
      [words.fields.listPriceIn("CNY")]: "100000",
      [words.fields.competitor]: "Rival Soft",
      [words.fields.title]: "Forty seats",
    });
    expect((await form.submit()).errorsByLabel).toEqual({
      [words.fields.expectedOn]: texts.errors.invalid.date_in_past,
    });
    expect(typedIn(form, words.fields.competitor)).toBe("Rival Soft");
    await form.fill({ [words.fields.expectedOn]: dayFromToday(20) });
    expect(await form.submit()).toMatchObject(accepted);
    const { text } = await rep.command("/deal show DEA-1002");
    for (const fact of ["Forty seats", "Rival Soft", words.card.discount(money(100_000), "10")])
      expect(text).toContain(fact);
  });

  it("is not opened by a colleague, whose customer it is not", async () => {
    const { text } = await company.as("otherRep").command("/deal new Acme crm 5 2099-01-01");
    expect(text).toContain(texts.errors.notAllowed(texts.errors.permissions["deal.edit_any"]));
    expect((await company.as("otherRep").command("/deal show DEA-1001")).text).toContain(
      texts.errors.notFound("DEA-1001"),
    );
    expect((await company.as("otherRep").command("/customer show Acme")).text).not.toContain("DEA-");
  });

  it("stands in its owner's list and on its customer's card, with what the open ones come to", async () => {
    const rep = company.as("rep");
    const list = (await rep.command("/deal list")).text;
    expect(list).toContain(words.list.openTogether(2, money(210_000)));
    expect(list).toContain("DEA-1001");
    expect((await company.as("marketingManager").command("/deal list all")).text).toContain("DEA-1002");
    const { messages, text } = await rep.command("/customer show Acme");
    expect(text).toContain(words.part.open("DEA-1001", money(120_000)));
    await messages[0]?.click(words.part.create);
    const form = opened(rep.modal());
    expect(typedIn(form, words.fields.customer)).toContain("Acme Trading");
    await form.close();
  });

  it("is won, and celebrated in the channel", async () => {
    const rep = company.as("rep");
    const form = opened((await rep.command("/deal won DEA-1001")).modal);
    expect(typedIn(form, words.fields.amountIn("CNY"))).toBe("120000.00");
    await form.fill({
      [words.fields.amountIn("CNY")]: "115000",
      [words.fields.closedOn]: dayFromToday(1),
    });
    expect((await form.submit()).errorsByLabel).toEqual({
      [words.fields.closedOn]: texts.errors.invalid.date_in_future,
    });
    await form.fill({ [words.fields.closedOn]: dayFromToday(-40) });
    expect(await form.submit()).toMatchObject(accepted);
    await company.settled();
    const heard = company
      .as("otherRep")
      .channel("sales")
      .find(words.notices.celebrate("林晓雨", "Acme Trading"));
    expect(heard?.text).toContain(product("crm"));
    expect(heard?.text).toContain(money(115_000));
    expect(heard?.buttons).toEqual([texts.shared.open]);
    const again = await rep.command("/deal lost DEA-1001");
    expect(again.modal?.fields ?? []).toEqual([]);
    const told = again.modal?.text ?? again.text;
    expect(told).toContain("DEA-1001");
    expect(told).toContain("林晓雨");
    await again.modal?.close();
  });

  it("is paid for, as finance records, never more than its amount, and its owner is told", async () => {
    const finance = company.as("finance");
    const { messages, text } = await finance.command("/deal show DEA-1001");
    expect(text).toContain(words.card.overdueSince(money(115_000), reader.day(new Date(dayFromToday(-10)))));
    await messages[0]?.click(words.card.recordPayment);
    const form = opened(finance.modal());
    expect(typedIn(form, words.fields.amountIn("CNY"))).toBe("115000.00");
    await form.fill({ [words.fields.amountIn("CNY")]: "115000.01" });
    expect((await form.submit()).errorsByLabel).toEqual({
      [words.fields.amountIn("CNY")]: texts.errors.invalid.too_much_paid(money(115_000)),
    });
    await form.fill({ [words.fields.amountIn("CNY")]: "15000", [words.fields.note]: "First instalment" });
    expect(await form.submit()).toMatchObject(accepted);
    await company.settled();
    const told = cardOf(company.as("rep"), "DEA-1001");
    expect(told.text).toContain(words.notices.paid(money(15_000)));
    expect(told.text).toContain(words.card.receivedOf(money(15_000), money(115_000)));
    expect(told.buttons).not.toContain(words.card.recordPayment);
    expect(told.buttons).not.toContain(words.card.voidPayment);
  });

  it("keeps every copy up to date, when a payment is voided and when it is reopened", async () => {
    const finance = company.as("finance");
    await (await finance.command("/deal show DEA-1001")).messages[0]?.click(words.card.voidPayment);
    const form = opened(finance.modal());
    await form.fill({ [words.fields.note]: "Another customer’s" });
    expect(await form.submit()).toMatchObject(accepted);
    await company.settled();
    expect(cardOf(company.as("rep"), "DEA-1001").text).toContain(words.notices.paymentVoided);
    const manager = company.as("marketingManager");
    await (await manager.command("/deal show DEA-1001")).messages[0]?.click(words.card.reopen);
    await company.settled();
    for (const copy of await company.copies("rep", "DEA-1001")) {
      expect(copy.text).toMatch(said(words.statuses.open));
      expect(copy.buttons).toContain(words.card.win);
    }
    expect(company.as("otherRep").channel("sales").find("DEA-1001")?.text).toMatch(said(words.statuses.open));
  });

  it("is lost with a reason, and what was said about it", async () => {
    const rep = company.as("rep");
    const form = opened((await rep.command("/deal lost DEA-1002")).modal);
    expect((await form.submit()).closed).toBe(false);
    await form.fill({ [words.fields.reason]: reason("price"), [words.fields.lostNote]: "Half our price." });
    expect(await form.submit()).toMatchObject(accepted);
    const { text } = await rep.command("/deal show DEA-1002");
    expect(text).toMatch(said(words.statuses.lost));
    for (const fact of [reason("price"), "Half our price.", "Rival Soft"]) expect(text).toContain(fact);
    expect((await rep.command("/deal list")).text).not.toContain("DEA-1002");
  });

  it("is edited, and a form opened before somebody else's change is refused", async () => {
    const rep = company.as("rep");
    const mine = opened((await rep.command("/deal edit DEA-1001")).modal);
    const theirs = opened((await company.as("marketingManager").command("/deal edit DEA-1001")).modal);
    await theirs.fill({ [words.fields.stage]: stage("contract") });
    expect(await theirs.submit()).toMatchObject(accepted);
    await mine.fill({ [words.fields.stage]: stage("proposal") });
    expect((await mine.submit()).closed).toBe(false);
    expect(mine.text).toContain(texts.errors.staleForm("DEA-1001"));
    await mine.close();
    expect((await rep.command("/deal show DEA-1001")).text).toContain(stage("contract"));
  });

  it("is followed by return visits, which are recorded from their list", async () => {
    const rep = company.as("rep");
    const won = opened((await rep.command("/deal won DEA-1001")).modal);
    expect(await won.submit()).toMatchObject(accepted);
    await company.settled();
    const { messages, text } = await rep.command("/deal visits");
    expect(text).toContain(words.visits.sale("Acme Trading", 1));
    expect(text).toContain("DEA-1001");
    await messages[0]?.click(words.visits.record);
    const form = opened(rep.modal());
    expect((await form.submit()).closed).toBe(false);
    await form.fill({ [words.visits.score]: words.visits.scores[4], [words.visits.note]: "All is well." });
    expect(await form.submit()).toMatchObject(accepted);
    await company.settled();
    const list = (await rep.command("/deal visits")).text;
    expect(list).not.toContain(words.visits.sale("Acme Trading", 1));
    expect(list).toContain(words.visits.sale("Acme Trading", 2));
  });

  it("whose customer is not content after a complaint opens that complaint again", async () => {
    const rep = company.as("rep");
    const { text } = await rep.command(`/complaint new Acme S3 ${product("service")} nobody came`);
    const reference = referenceIn(text, "CMP");
    await company.settled();
    await company.as("projectManager").command(`/complaint resolve ${reference} went there`);
    await company.settled();
    const { messages } = await rep.command("/deal visits");
    expect(messages[0]?.text).toContain(words.visits.complaint("Acme Trading"));
    const { id } = await company.running.db.client.returnVisit.findFirstOrThrow({
      where: { complaintId: Number(reference.slice(4)), status: "due" },
    });
    const due = await company.running.db.client.returnVisit.findMany({
      where: { status: "due" },
      orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    });
    const place = due.findIndex((visit) => visit.id === id);
    await messages[0]?.click(words.visits.record, place);
    const form = opened(rep.modal());
    expect(form.text).toContain(reference);
    await form.fill({ [words.visits.score]: words.visits.scores[2] });
    expect(await form.submit()).toMatchObject(accepted);
    await company.settled();
    const [complaint] = await company.running.db.client.complaint.findMany();
    expect(complaint).toMatchObject({ status: "open", reopened: 1 });
  });

  it("has its audit trail, in the reader's words", async () => {
    const { text } = await company.as("finance").command("/drumbeat audit DEA-1001");
    const { actions, subjects, fields } = texts.drumbeat.audit;
    expect(text).toContain(texts.drumbeat.audit.set(fields.customerId, "CUS-1001"));
    expect(text).not.toMatch(new RegExp(`^${texts.drumbeat.audit.set(fields.ownerId, "")}\\d`, "mu"));
    for (const action of [
      "opened",
      "moved",
      "won",
      "payment_recorded",
      "payment_voided",
      "reopened",
      "visited",
    ] as const)
      expect(text).toContain(`${subjects.deal} ${actions[action]}`);
    expect(text).toContain(stage("contract"));
  });
});
