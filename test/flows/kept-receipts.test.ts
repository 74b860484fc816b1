import { cardOf, opened, picture, platforms, shareCompany } from "../support/flows";

describe.each(platforms)("receipts sent one by one, on $platform", ({ platform }) => {
  const company = shareCompany({ platform });
  const send = async (...names: string[]) => {
    for (const name of names) {
      await company.as("rep").say("", { files: [picture(name)] });
      await company.settled();
    }
    return company
      .as("rep")
      .dm()
      .waitForMessage(`${names.at(-1)}.png is kept`);
  };
  const received = async (reference: string): Promise<string[]> => {
    await cardOf(company.as("head"), reference).click("View receipts");
    await company.settled();
    const files = company
      .as("head")
      .dm()
      .messages.flatMap((message) => message.files);
    return files.map(({ name }) => name);
  };

  it("are chosen from in the form that the last of them opens", async () => {
    const answer = await send("outward", "other", "homeward");
    await answer.click("File an expense with it");
    const form = opened(company.as("rep").modal());
    await form.fill({
      "Amount (CNY)": "900",
      Category: "Travel",
      Purpose: "Train both ways",
      "Receipts you sent": ["homeward.png", "outward.png"],
    });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    const claim = cardOf(company.as("head"), "Train both ways");
    expect(claim.text).toContain("2 files");
    const [reference = ""] = /EXP-\d+/.exec(claim.text) ?? [];
    expect((await received(reference)).sort()).toEqual(["homeward.png", "outward.png"]);
  });

  it("are added to a claim that came back", async () => {
    const reference = await company.claimByForm("rep", {
      amount: "80",
      category: "travel",
      purpose: "Taxi without a receipt",
    });
    await cardOf(company.as("head"), reference).click("Return");
    const reason = opened(company.as("head").modal());
    await reason.fill({ [company.texts.approvals.returnForm.label]: "The receipt is missing." });
    await reason.submit();
    await company.settled();
    await send("taxi");
    await cardOf(company.as("rep"), "The receipt is missing.").click(company.texts.expenses.card.edit);
    const form = opened(company.as("rep").modal());
    await form.fill({ "Receipts you sent": ["taxi.png"] });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    expect(cardOf(company.as("head"), reference).text).toContain("1 file");
  });
});
