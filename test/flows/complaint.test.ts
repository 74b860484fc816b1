import { typedIn } from "../support/colleague";
import { cardOf, opened, referenceIn, said, shareCompany, ways } from "../support/flows";

describe.each(ways)("a complaint, on $platform over $mode in $locale", (way) => {
  const company = shareCompany(way);
  const { texts, policy } = company;
  const words = texts.complaints;
  const product = (key: string) => policy.products[key]?.[way.locale] ?? key;

  beforeAll(async () => {
    await company.as("rep").command("/customer new Acme Trading, Wang Fang, 13800001111");
    await company.settled();
  });

  it("is recorded from a message, with its text filled in, and its owner and channel hear of it", async () => {
    await company.as("otherRep").say("Acme: the CRM has been down since nine, S1!", { in: "general" });
    const message = company.as("rep").channel("general").find("down since nine");
    await message?.shortcut("complaint-from-message");
    const form = opened(company.as("rep").modal());
    expect(form.title).toBe(words.form.newTitle);
    expect(typedIn(form, words.fields.description)).toBe("Acme: the CRM has been down since nine, S1!");
    expect(typedIn(form, words.fields.severity)).toBe(policy.complaints.severities.S1[way.locale]);
    expect(typedIn(form, words.fields.product)).toBe(product("crm"));
    await form.fill({ [words.fields.customer]: "Acme" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();

    const owners = (["support", "otherSupport"] as const).filter((post) =>
      company.as(post).dm().find("CMP-1001"),
    );
    expect(owners).toHaveLength(1);
    const [owner = "support"] = owners;
    const told = cardOf(company.as(owner), "CMP-1001");
    expect(told.text).toContain(words.notices.recordedForYou("林晓雨"));
    expect(told.text).toContain("down since nine");
    expect(told.buttons).toEqual(expect.arrayContaining([words.card.resolve, words.card.assign]));
    const heard = company.as("head").channel("complaints").find("CMP-1001");
    expect(heard?.text).toContain(words.notices.recorded("林晓雨"));
    expect(heard?.buttons).toEqual([texts.shared.open]);
    await company.as("director").channel("complaints").find("CMP-1001")?.click(texts.shared.open);
    expect(company.answers("director", "complaints", product("crm"))).toHaveLength(1);
    expect(company.answers("specialist", "complaints", product("crm"))).toEqual([]);
  });

  it("is assigned to somebody, who is told, as is whoever recorded it", async () => {
    const form = opened((await company.as("otherSupport").command("/complaint assign CMP-1001")).modal);
    await form.fill({ [words.fields.person]: "何伟" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    expect(cardOf(company.as("projectManager"), "CMP-1001").text).toContain(words.notices.assignedToYou);
    expect(cardOf(company.as("rep"), "CMP-1001").text).toContain(words.notices.nowWith("何伟"));
  });

  it("is resolved by its owner, whoever recorded it reads what was done, and every copy follows", async () => {
    await cardOf(company.as("projectManager"), "CMP-1001").click(words.card.resolve);
    const form = opened(company.as("projectManager").modal());
    expect((await form.submit()).closed).toBe(false);
    await form.fill({ [words.fields.resolution]: "The database was restarted." });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const told = cardOf(company.as("rep"), "CMP-1001");
    expect(told.text).toContain(words.notices.resolved);
    expect(told.text).toContain("The database was restarted.");
    const posts = ["support", "otherSupport", "projectManager", "rep"] as const;
    const copies = (await Promise.all(posts.map((post) => company.copies(post, "CMP-1001")))).flat();
    expect(copies.length).toBeGreaterThanOrEqual(3);
    for (const copy of copies) {
      expect(copy.text).toMatch(said(texts.shared.statuses.resolved));
      expect(copy.buttons).not.toContain(words.card.resolve);
    }
    expect(company.as("head").channel("complaints").find("CMP-1001")?.text).toMatch(
      said(texts.shared.statuses.resolved),
    );
    const again = await company.as("projectManager").command("/complaint resolve CMP-1001 once more");
    expect(again.text).toContain("CMP-1001");
    expect(again.text).toContain("何伟");
  });

  it("is recorded by one line, for the owner of its product", async () => {
    const { text } = await company
      .as("rep")
      .command(`/complaint new Acme S2 ${product("service")} 迟到了两天`);
    const reference = referenceIn(text, "CMP");
    await company.settled();
    expect(cardOf(company.as("projectManager"), reference).text).toContain(
      words.notices.recordedForYou("林晓雨"),
    );
  });

  it("is listed for those whom it concerns, and hidden from the others", async () => {
    expect((await company.as("rep").command("/complaint list")).text).toContain("CMP-1002");
    expect((await company.as("rep").command("/complaint list")).text).not.toContain("CMP-1001");
    expect((await company.as("specialist").command("/complaint show CMP-1001")).text).toContain(
      texts.errors.notFound("CMP-1001"),
    );
    expect((await company.as("head").command("/complaint show CMP-1001")).text).toContain(
      "The database was restarted.",
    );
  });
});
