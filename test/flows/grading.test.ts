import { DateTime } from "luxon";
import { openDeal } from "../../src/domain/deals/open-deal";
import { winDeal } from "../../src/domain/deals/win-deal";
import { rolesOf } from "../../src/domain/people/identify";
import type { Scope } from "../../src/domain/scope";
import { textsFor } from "../../src/i18n/choose-texts";
import type { Post } from "../support/company";
import { dayFromToday, opened, referenceIn, shareCompany, ways } from "../support/flows";

describe.each(ways)("grades and records, on $platform over $mode in $locale", (way) => {
  /** Days by which the company's clock is ahead while it strikes. */
  let ahead = 0;
  const company = shareCompany({ ...way, now: () => new Date(Date.now() + ahead * 86_400_000) });
  const { texts, policy } = company;
  const words = texts.grading;
  const { card, quality } = words;
  let reference = "";

  const shown = async (post: Post) => (await company.as(post).command(`/customer show ${reference}`)).text;
  const strike = async (duty: string, days = 0) => {
    ahead = days;
    await company.running.strike(duty);
    ahead = 0;
  };
  const nameOf = (key: "sizes" | "industries", value: string) =>
    policy.customers[key][value]?.[way.locale] ?? value;
  const scopeOf = async (email: string): Promise<Scope> => {
    const { client } = company.running.db;
    const person = await client.person.findUniqueOrThrow({ where: { email } });
    const now = DateTime.now().setZone("Asia/Shanghai");
    const actor = { ...person, roles: rolesOf(person.roles) };
    return {
      db: client,
      policy,
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      now,
      actor,
      via: "system",
      origin: "test",
    };
  };
  /** What stands in somebody's direct conversation for good with this text. */
  const kept = (post: Post, text: string) =>
    company
      .as(post)
      .dm()
      .messages.filter((each) => each.text.includes(text) && !each.isEphemeral);

  it("a customer's card says its grade and how it comes about; only who may is offered to set it", async () => {
    const logged = await company.as("rep").command("/customer new Acme Trading, Wang Fang, 13800001111");
    reference = referenceIn(logged.text, "CUS");
    const form = opened((await company.as("rep").command(`/customer edit ${reference}`)).modal);
    await form.fill({
      [texts.customers.fields.size]: nameOf("sizes", "above_1000"),
      [texts.customers.fields.industry]: nameOf("industries", "software"),
    });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    const seen = await company.as("rep").command(`/customer show ${reference}`);
    expect(seen.text).toContain(card.grade("D", "35"));
    expect(seen.text).toContain(
      [
        card.factor(card.factors.size, "20", "20"),
        card.factor(card.factors.industry, "15", "15"),
        card.factor(card.factors.frequency, "0", "25"),
        card.factor(card.factors.amount, "0", "40"),
      ].join(" · "),
    );
    expect(seen.messages.flatMap(({ buttons }) => buttons)).not.toContain(card.set);
    const heads = await company.as("head").command(`/customer show ${reference}`);
    expect(heads.messages.flatMap(({ buttons }) => buttons)).toContain(card.set);
    const list = await company.as("rep").command("/customer list");
    expect(list.text).toContain(card.letter("D"));
  });

  it("a won deal raises the grade, and its owner is told", async () => {
    const scope = await scopeOf("lin.xiaoyu@yunfan.example");
    const customerId = Number(reference.replace("CUS-", ""));
    const { id, revision } = await openDeal(scope, {
      customerId,
      ownerId: null,
      product: "crm",
      channel: "direct",
      stage: "first_talk",
      amount: "150,000",
      listPrice: null,
      expectedOn: dayFromToday(20),
      competitor: null,
      title: null,
    });
    await winDeal(scope, id, revision, { amount: "150,000", closedOn: dayFromToday(0), payableOn: null });
    await company.settled();
    const told = company.as("rep").dm().find(words.notices.changed("D", "B"));
    expect(told?.text).toContain(card.grade("B", "69"));
  });

  it("a grade is set by one line with its reason, which its owner reads", async () => {
    const { text } = await company
      .as("head")
      .command(`/customer grade ${reference} A ${words.wordsForBecause[0]} 标杆客户 <!here> *key*`);
    expect(text).toContain(card.isSet("A"));
    await company.settled();
    const found = company
      .as("rep")
      .dm()
      .find(words.notices.set(company.as("head").member.name, "A"));
    expect(found?.text).toContain("标杆客户 <!here> *key*");
    expect(found?.text).toContain(card.grade("A", "69"));
    expect(found?.buttons).not.toContain(card.remove);
  });

  it("by form it needs a reason, and a form that showed another grade is refused", async () => {
    const [first, second] = [company.as("head"), company.as("director")];
    const one = opened((await first.command(`/customer grade ${reference}`)).modal);
    const other = opened((await second.command(`/customer grade ${reference} C`)).modal);
    await one.fill({ [words.form.reason]: "" });
    expect((await one.submit()).closed).toBe(false);
    await one.fill({ [words.form.grade]: "B", [words.form.reason]: "First" });
    expect(await one.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await other.fill({ [words.form.reason]: "Second" });
    expect((await other.submit()).closed).toBe(false);
    expect(other.text).toContain(reference);
    await other.close();
    expect(await shown("rep")).toContain("First");
  });

  it("of somebody else's role it is not taken, by line or by form", async () => {
    const refused = texts.errors.notAllowed(texts.errors.permissions["customer.grade"]);
    expect((await company.as("rep").command(`/customer grade ${reference} A just so`)).text).toContain(
      refused,
    );
    const asked = await company.as("rep").command(`/customer grade ${reference}`);
    expect(asked.modal).toBeUndefined();
    expect(asked.text).toContain(refused);
  });

  it("it is taken back by a button, and the score decides again", async () => {
    const { messages } = await company.as("head").command(`/customer show ${reference}`);
    await messages.at(-1)?.click(card.remove);
    await company.settled();
    expect(await shown("rep")).toContain(card.grade("B", "69"));
    expect(await shown("head")).not.toContain("First");
  });

  it("it lapses by itself, and owners are told in one message in the morning", async () => {
    await company.as("head").command(`/customer grade ${reference} C too far away`);
    await company.settled();
    expect(await shown("rep")).toContain(card.grade("C", "69"));
    const said = words.notices.morning(1);
    await strike("grade all customers anew", 89);
    await strike("tell owners of new grades", 89);
    expect(kept("rep", said).length).toBe(0);
    await strike("grade all customers anew", 91);
    await strike("grade all customers anew", 91);
    await strike("tell owners of new grades", 91);
    await strike("tell owners of new grades", 91);
    expect(kept("rep", said).length).toBe(1);
    expect(kept("rep", said)[0]?.text).toContain(words.notices.change("C", "B"));
    expect(await shown("rep")).toContain(card.grade("B", "69"));
  });

  it("the card of an incomplete record says what is missing", async () => {
    expect(await shown("rep")).toContain(quality.record(50));
    expect(await shown("rep")).toContain(quality.fields.needs);
    expect((await company.as("rep").command("/customer quality")).text).toContain(quality.emptyMine);
  });

  it("the worst records are listed to their owner with what is missing, and mended from there", async () => {
    await company.running.db.pool.query("update customer set updated_at = now() - interval '170 days'");
    const list = await company.as("rep").command("/customer quality");
    expect(list.text).toContain(quality.mine);
    expect(list.text).toContain(quality.fields.needs);
    expect(list.text).toContain(quality.stale(170));
    await list.messages.at(-1)?.click(texts.shared.edit);
    expect(opened(company.as("rep").modal()).title).toBe(texts.customers.form.editTitle(reference));
    await company.as("rep").modal()?.close();
  });

  it("managers see them by owner, others do not", async () => {
    const all = textsFor(way.locale).shared.wordsForAll[0];
    const byOwner = await company.as("marketingManager").command(`/customer quality ${all}`);
    expect(byOwner.text).toContain(quality.byOwner);
    expect(byOwner.text).toContain("林晓雨");
    await byOwner.messages.at(-1)?.click(texts.shared.open);
    await company.settled();
    expect((await company.as("rep").command(`/customer quality ${all}`)).text).toContain(
      texts.errors.notAllowed(texts.errors.permissions["customer.edit_any"]),
    );
  });

  it("once a week the worst are put to their owners, in one message", async () => {
    const today = DateTime.now().setZone("Asia/Shanghai").weekday;
    const toMonday = (8 - today) % 7 || 7;
    await strike("put the worst records to their owners", toMonday - 1);
    expect(kept("rep", quality.weekly).length).toBe(0);
    await strike("put the worst records to their owners", toMonday);
    await strike("put the worst records to their owners", toMonday);
    expect(kept("rep", quality.weekly).length).toBe(1);
    const [message] = kept("rep", quality.weekly);
    expect(message?.text).toContain(reference);
    expect(message?.buttons).toContain(texts.shared.edit);
    expect(kept("otherRep", quality.weekly).length).toBe(0);
    await strike("put the worst records to their owners", toMonday + 7);
    expect(kept("rep", quality.weekly).length).toBe(2);
  });
});
