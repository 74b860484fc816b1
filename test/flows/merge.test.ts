import { opened, referenceIn, said, shareCompany, ways } from "../support/flows";

describe.each(ways)("merging customers, on $platform over $mode in $locale", (way) => {
  const company = shareCompany(way);
  const { texts } = company;
  const words = texts.merging;
  let kept = "";
  let gone = "";

  const log = async (line: string) => {
    const rep = company.as("rep");
    await rep.command(`/customer new ${line}`);
    return referenceIn((await rep.dm().waitForMessage(line.split(",")[0] ?? line)).text, "CUS");
  };
  /** What a line says that is given its words and then something of the moment. */
  const begins = (line: string) => said(line.split("\u0000")[0]?.trim() ?? "");

  it("shows both, merges them after a question, and tells whose it was", async () => {
    kept = await log("Acme Trading, Wang Fang, 13800001111");
    gone = await log("贝塔科技, Li Na, 13900002222");
    const between = way.locale === "en" ? " into " : `${words.into[0]}`;
    const { messages } = await company
      .as("head")
      .command(
        `/customer ${way.locale === "en" ? "merge" : words.verbs.merge.words[0]} ${gone}${between}${kept}`,
      );
    const [preview] = messages;
    expect(preview?.text).toContain("Acme Trading");
    expect(preview?.text).toContain("贝塔科技");
    expect(preview?.text).toContain(words.counts.contacts(1));
    await preview?.click(words.merge);
    await company.settled();
    expect(company.as("rep").dm().find(words.told(gone, kept))).toBeDefined();
  });

  it("leads whoever names the merged one to the kept one, and changes nothing of it", async () => {
    const shown = (await company.as("rep").command(`/customer show ${gone}`)).text;
    expect(shown).toContain(words.shownInstead(gone, kept));
    expect(shown).toContain("Wang Fang");
    expect(shown).toContain("Li Na");
    expect(shown).toMatch(begins(words.includes(gone, "\u0000")));
    expect((await company.as("head").command(`/pool give ${gone} no budget`)).text).toContain(
      texts.errors.merged(gone, kept),
    );
    expect((await company.as("rep").command("/customer find 贝塔")).text).toContain(
      texts.customers.list.emptyFound("贝塔"),
    );
  });

  it("is undone from the card by who may, and each has its own again", async () => {
    const card = await company.as("head").command(`/customer show ${kept}`);
    await card.messages[0]?.click(words.undo);
    await company.settled();
    const own = (await company.as("rep").command(`/customer show ${gone}`)).text;
    expect(own).toContain("Li Na");
    expect(own).not.toContain("Wang Fang");
    expect(company.as("rep").dm().find(words.toldUndone(gone))).toBeDefined();
    expect((await company.as("head").command(`/customer unmerge ${kept}`)).text).toContain(
      words.nothingToUndo(kept),
    );
  });

  it("asks by form which goes and which stays, and refuses one with itself beside the field", async () => {
    await company.as("head").command("/customer merge");
    const form = opened(company.as("head").modal());
    await form.fill({ [words.form.merged]: gone, [words.form.kept]: gone });
    const refused = await form.submit();
    expect(refused.errorsByLabel).toEqual({ [words.form.merged]: texts.errors.invalid.is_the_same });
    await form.fill({ [words.form.kept]: kept });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
  });

  it("is nothing for a rep with a colleague's customer", async () => {
    const answer = (await company.as("otherRep").command(`/customer merge ${gone} into ${kept}`)).text;
    expect(answer).toContain(texts.errors.notAllowed(texts.errors.permissions["customer.merge"]));
  });
});
