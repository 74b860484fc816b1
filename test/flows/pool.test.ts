import { DateTime } from "luxon";
import { opened, referenceIn, said, shareCompany, ways } from "../support/flows";

const zone = "Asia/Shanghai";
const start = DateTime.fromISO("2026-11-23T10:00", { zone });
const minding = "mind the public pool";

describe.each(ways)("the public pool, on $platform over $mode in $locale", (way) => {
  let now = start;
  const company = shareCompany({ ...way, now: () => now.toJSDate() });
  const { texts, policy } = company;
  const words = texts.pool;
  const { hold_at_most, claims_per_day, cool_down_days } = policy.customers.pool;
  let acme = "";
  let beta = "";

  const log = async (name: string) => {
    const rep = company.as("rep");
    await rep.command(`/customer new ${name}`);
    return referenceIn((await rep.dm().waitForMessage(name)).text, "CUS");
  };
  const nightOf = async (day: number) => {
    now = start.startOf("day").plus({ days: day, hours: 7, minutes: 30 });
    await company.running.strike(minding);
  };
  const warnings = (count: number) =>
    company
      .as("rep")
      .dm()
      .messages.filter(({ text }) => text.includes(words.notices.warned(count)));

  it("warns an owner 7, 3 and 1 days before, once, in one message", async () => {
    acme = await log("Acme Trading");
    beta = await log("贝塔科技");
    await nightOf(22);
    expect(warnings(2)).toHaveLength(0);
    await nightOf(23);
    await company.running.strike(minding);
    expect(warnings(2)).toHaveLength(1);
    const [first] = warnings(2);
    expect(first?.text).toContain("Acme Trading");
    expect(first?.text).toContain("贝塔科技");
    await nightOf(25);
    expect(warnings(2)).toHaveLength(1);
    await nightOf(27);
    expect(warnings(2)).toHaveLength(2);
    expect((await company.as("rep").command(`/customer show ${acme}`)).text).toMatch(
      said(words.card.returns.no_touch("\u0000").split("\u0000")[0]?.trim() ?? ""),
    );
  });

  it("keeps the customer that is touched, and takes the other back", async () => {
    const button = texts.touches.card.logTouch;
    await warnings(2).at(-1)?.click(button, 0);
    const form = opened(company.as("rep").modal());
    await form.fill({ [texts.touches.fields.kind]: texts.touches.kinds.call.label });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await nightOf(29);
    expect(warnings(1)).toHaveLength(1);
    expect(warnings(1)[0]?.text).toContain("贝塔科技");
    expect(warnings(1)[0]?.text).not.toContain("Acme Trading");
    await nightOf(30);
    const lost = company.as("rep").dm().find(words.notices.returned(1));
    expect(lost?.text).toContain("贝塔科技");
    expect(lost?.text).toContain(words.notices.returnedWhy(cool_down_days));
    const list = (await company.as("otherRep").command("/pool")).text;
    expect(list).toContain("贝塔科技");
    expect(list).not.toContain("Acme Trading");
    expect(list).toContain(words.list.claimsLeft(claims_per_day, claims_per_day));
  });

  it("is no way for its former owner to start anew, and a colleague claims it", async () => {
    const refused = (await company.as("rep").command(`/pool claim ${beta}`)).text;
    expect(refused).toMatch(said(texts.errors.coolingDown(beta, "\u0000").split("\u0000")[0]?.trim() ?? ""));
    const cooling = said(words.card.coolingDown("\u0000").split("\u0000")[0]?.trim() ?? "");
    for (const typed of ["/pool", `/customer show ${beta}`]) {
      const [shown] = (await company.as("rep").command(typed)).messages;
      expect(shown?.text).toMatch(cooling);
      expect(shown?.buttons).not.toContain(words.card.claim);
    }
    const { messages } = await company.as("otherRep").command("/pool");
    await messages[0]?.click(words.card.claim);
    await company.settled();
    expect((await company.as("otherRep").command(`/customer show ${beta}`)).text).toContain("Daniel Wright");
    expect((await company.as("otherRep").command("/pool")).text).toContain(
      words.list.claimsLeft(claims_per_day - 1, claims_per_day),
    );
    const late = (await company.as("rep").command(`/pool claim ${beta}`)).text;
    expect(late).toContain("Daniel Wright");
    expect(late).toContain(texts.shared.statuses.claimed);
  });

  it("takes what somebody gives up, with the reason, and a head assigns it", async () => {
    await company.as("otherRep").command(`/pool give ${beta}`);
    const form = opened(company.as("otherRep").modal());
    await form.fill({ [words.form.reason]: "No budget this year" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const { messages } = await company.as("head").command("/pool");
    await messages[0]?.click(words.card.assign);
    const assign = opened(company.as("head").modal());
    await assign.fill({ [words.form.person]: "Daniel Wright" });
    expect(await assign.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    expect(company.as("otherRep").dm().find(texts.customers.notices.handedOver)?.text).toContain("贝塔科技");
  });

  it("lets nobody claim more than the day's, and lists the rest by industry, grade and region", async () => {
    const db = company.running.db.client;
    const { id: creatorId } = await db.person.findFirstOrThrow({ where: { name: "林晓雨" } });
    await db.customer.createMany({
      data: Array.from({ length: 25 }, (_, index) => ({
        name: `Pooled ${index}`,
        nameKey: `pooled${index}`,
        creatorId,
        attendedFrom: null,
        poolSince: now.minus({ minutes: index }).toJSDate(),
        ...(index === 24 ? { industry: "retail", region: "Hangzhou", grade: "B" } : {}),
      })),
    });
    const [page] = (await company.as("rep").command("/pool")).messages;
    expect(page?.text).toContain("Pooled 0");
    expect(page?.text).not.toContain("Pooled 24");
    expect(page?.text).toContain(texts.shared.showing(20, 25));
    const narrowed = (await company.as("rep").command("/pool retail hangzhou b")).text;
    expect(narrowed).toContain("Pooled 24");
    expect(narrowed).not.toContain("Pooled 0 ");
    const rows = await db.customer.findMany({
      where: { name: { startsWith: "Pooled" } },
      take: claims_per_day + 1,
    });
    const answers: string[] = [];
    for (const { id } of rows) answers.push((await company.as("rep").command(`/pool claim CUS-${id}`)).text);
    expect(
      answers.slice(0, -1).every((text) => !text.includes(texts.errors.claimLimit(claims_per_day))),
    ).toBe(true);
    expect(answers.at(-1)).toContain(texts.errors.claimLimit(claims_per_day));
    expect(hold_at_most).toBeGreaterThan(claims_per_day);
  });

  it("gets a lead that nobody can take, and those who may assign it are told", async () => {
    const logged = (await company.as("specialist").command("/customer new Gamma Ltd")).text;
    await company.settled();
    expect(logged).toContain(texts.customers.card.assignedTo("林晓雨"));
    expect(company.as("rep").dm().find("Gamma Ltd")?.text).toContain(
      texts.customers.notices.loggedForYou("孙嘉怡"),
    );
    const next = (await company.as("specialist").command("/customer new Delta Ltd")).text;
    expect(next).toContain(texts.customers.card.assignedTo("Daniel Wright"));
    const db = company.running.db.client;
    const away = { awayFrom: now.minus({ days: 1 }).toJSDate(), awayUntil: now.plus({ days: 1 }).toJSDate() };
    await db.person.updateMany({ where: { roles: { has: "rep" } }, data: away });
    expect((await company.as("specialist").command("/customer new Epsilon Ltd")).text).toContain(
      texts.customers.card.nobodyInTurn,
    );
    await company.settled();
    expect(company.as("head").dm().find("Epsilon Ltd")?.text).toContain(words.notices.nobodyInTurn("孙嘉怡"));
    await db.person.updateMany({ data: { awayFrom: null, awayUntil: null } });
  });

  it("is not needed when somebody leaves: an administrator hands over what they owned", async () => {
    const admin = company.as("admin");
    const { messages } = await admin.command("/drumbeat people 林晓雨");
    await messages[0]?.click(texts.drumbeat.people.edit);
    const form = opened(admin.modal());
    await form.fill({ [texts.drumbeat.people.form.active]: texts.drumbeat.people.form.activeNo });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    const offer = await admin.dm().waitForMessage(texts.handover.stillOwns("林晓雨"));
    await offer.click(texts.handover.confirm);
    const handover = opened(admin.modal());
    await handover.fill({ [texts.handover.form.to]: "Daniel Wright" });
    expect(await handover.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    const preview = await admin.dm().waitForMessage(texts.handover.goesTo("Daniel Wright"));
    expect(preview.text).toContain(texts.handover.counts.customers);
    const db = company.running.db.client;
    const owned = { where: { owner: { name: "林晓雨" } } };
    expect(await db.customer.count(owned)).toBeGreaterThan(5);
    await preview.click(texts.handover.confirm);
    await company.settled();
    expect(await db.customer.count(owned)).toBe(0);
    const taken = company.as("otherRep").dm().find(texts.handover.received("林晓雨"));
    expect(taken?.text).toContain("Acme Trading");
  });
});
