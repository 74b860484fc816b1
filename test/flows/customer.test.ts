import { typedIn } from "../support/colleague";
import { opened, referenceIn, shareCompany, ways } from "../support/flows";

describe.each(ways)("a customer, on $platform over $mode in $locale", (way) => {
  const company = shareCompany(way);
  const { texts } = company;
  const words = texts.customers;

  it("is logged by form, with its contact, and its channel hears of it without the contact's number", async () => {
    const rep = company.as("rep");
    const form = opened((await rep.command("/customer new")).modal);
    expect(typedIn(form, words.fields.owner)).toContain("林晓雨");
    await form.fill({
      [words.fields.name]: "Acme Trading Co., Ltd.",
      [words.fields.contactName]: "Wang Fang",
      [words.fields.phone]: "138 0000 1111",
      [words.fields.email]: "wang@acme.example",
      [words.fields.needs]: "A CRM for forty people",
      [words.fields.intent]: words.intents.high,
    });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const card = await rep.dm().waitForMessage(words.card.logged);
    expect(card.text).toContain("Wang Fang");
    expect(card.text).toContain(words.intents.high);
    const heard = company.as("otherRep").channel("sales").find("Acme Trading");
    expect(heard?.text).toContain(words.notices.logged("林晓雨"));
    expect(heard?.text).not.toContain("0000");
  });

  it.each([
    ["name, however written", "ACME TRADING", words.duplicates.reasons.name],
    ["phone", "Somebody else, Li Na, 13800001111", words.duplicates.reasons.phone],
    ["e-mail domain", "Yet another, Li Na, lina@acme.example", words.duplicates.reasons.email],
  ])("that is like one by its %s is not saved before its owner was named", async (_what, line, reason) => {
    const before = await company.running.db.client.customer.count();
    const form = opened((await company.as("otherRep").command(`/customer new ${line}`)).modal);
    expect(form.text).toContain("Acme Trading Co., Ltd.");
    expect(form.text).toContain("林晓雨");
    expect(form.text).toContain(reason);
    expect(await company.running.db.client.customer.count()).toBe(before);
    await form.close();
    await company.settled();
    expect(await company.running.db.client.customer.count()).toBe(before);
  });

  it("is logged all the same where somebody says so", async () => {
    const form = opened((await company.as("otherRep").command("/customer new Acme Trading")).modal);
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    expect(await company.running.db.client.customer.count()).toBe(2);
    expect((await company.as("otherRep").command("/customer list")).text).toContain("Acme Trading");
  });

  it("is logged by one line", async () => {
    const { text } = await company
      .as("rep")
      .command("/customer new 贝塔科技，李娜，13900002222，lina@beta.example");
    expect(text).toContain(words.card.logged);
    expect(text).toContain("贝塔科技");
    expect(text).toContain("李娜");
  });

  it("is found, listed and shown, also by part of its name or its contact", async () => {
    const head = company.as("head");
    for (const typed of ["贝塔", "李娜", "139 0000 2222"])
      expect((await head.command(`/customer find ${typed}`)).text).toContain("贝塔科技");
    expect((await head.command("/customer find nothing like it")).text).toContain(
      words.list.emptyFound("nothing like it"),
    );
    const all = (await head.command("/customer list all")).text;
    expect(all).toContain("贝塔科技");
    expect(all).toContain("Acme Trading Co., Ltd.");
    expect((await head.command("/customer list")).text).toContain(words.list.emptyMine);
  });

  it("is edited, and a form opened before somebody else's change is refused", async () => {
    const reference = referenceIn((await company.as("rep").command("/customer find 贝塔科技")).text, "CUS");
    const mine = opened((await company.as("rep").command(`/customer edit ${reference}`)).modal);
    const heads = opened((await company.as("head").command(`/customer edit ${reference}`)).modal);
    expect(typedIn(mine, words.fields.name)).toBe("贝塔科技");
    await heads.fill({ [words.fields.region]: "Shanghai" });
    expect(await heads.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await mine.fill({ [words.fields.region]: "Beijing" });
    const { closed } = await mine.submit();
    expect(closed).toBe(false);
    expect(mine.text).toContain(texts.errors.staleForm(reference));
    await mine.close();
    const { text } = await company.as("rep").command(`/customer show ${reference}`);
    expect(text).toContain("Shanghai");
    expect(text).not.toContain("Beijing");
  });

  it("of somebody else is edited by those alone whom the policy lets", async () => {
    const reference = referenceIn((await company.as("rep").command("/customer find 贝塔科技")).text, "CUS");
    const refused = await company.as("otherRep").command(`/customer edit ${reference}`);
    expect(refused.modal).toBeUndefined();
    expect(refused.text).toContain(texts.errors.notAllowed(texts.errors.permissions["customer.edit_any"]));
  });

  it("gets another contact", async () => {
    const { messages } = await company.as("rep").command("/customer show 贝塔科技");
    await messages[0]?.click(words.card.addContact);
    const form = opened(company.as("rep").modal());
    await form.fill({ [words.fields.contactName]: "Zhou Jie", [words.fields.email]: "zhou@beta.example" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    expect((await company.as("rep").command("/customer show 贝塔科技")).text).toContain("Zhou Jie");
  });

  it("whose name would call the whole channel calls nobody", async () => {
    const { text } = await company.as("rep").command("/customer new <!channel> <at>sales</at> *Bold* Ltd");
    expect(text).toContain("<!channel> <at>sales</at> *Bold* Ltd");
    await company.settled();
    expect(company.as("head").channel("sales").find("<!channel> <at>sales</at> *Bold* Ltd")).toBeDefined();
  });
});
