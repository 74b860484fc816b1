import { typedIn } from "../support/colleague";
import {
  cardOf,
  categoryName,
  opened,
  picture,
  referenceIn,
  said,
  shareCompany,
  ways,
} from "../support/flows";

describe.each(ways)("an expense, on $platform over $mode in $locale", (way) => {
  const company = shareCompany(way);
  const { texts, policy } = company;
  const words = texts.expenses;

  it("is filed with a receipt by form, approved by the head and by finance, paid, and every copy follows", async () => {
    const reference = await company.claimByForm("rep", {
      amount: "1,280.50",
      category: "travel",
      purpose: "Train to Acme",
      receipts: picture("train"),
    });
    const asked = cardOf(company.as("head"), reference);
    expect(asked.text).toContain(texts.approvals.asked("林晓雨"));
    expect(asked.text).toContain("Train to Acme");
    expect(asked.text).toContain("1,280.50");
    expect(asked.text).toContain(words.card.budget(new Date().getUTCFullYear()));
    expect(company.as("finance").dm().find(reference)).toBeUndefined();

    await asked.click(texts.approvals.approve);
    await company.settled();
    expect(asked.buttons).not.toContain(texts.approvals.approve);
    for (const post of ["finance", "otherFinance"] as const)
      expect(cardOf(company.as(post), reference).buttons).toContain(texts.approvals.approve);

    await company.approve(reference, "finance");
    expect(cardOf(company.as("rep"), reference).text).toContain(words.notices.approved);
    for (const post of ["rep", "head", "finance", "otherFinance"] as const) {
      const copy = cardOf(company.as(post), reference);
      expect(copy.text).toMatch(said(texts.shared.statuses.approved));
      expect(copy.text).toContain("吴敏");
      expect(copy.buttons).not.toContain(texts.approvals.approve);
    }

    await cardOf(company.as("otherFinance"), reference).click(words.card.pay);
    await company.settled();
    expect(cardOf(company.as("rep"), reference).text).toContain(words.notices.paid);
    for (const post of ["rep", "head", "finance", "otherFinance"] as const) {
      const copies = company
        .as(post)
        .dm()
        .messages.filter(({ text }) => text.includes(reference));
      for (const copy of copies) {
        expect(copy.text).toMatch(said(texts.shared.statuses.paid));
        expect(copy.buttons).not.toContain(words.card.pay);
      }
    }
  });

  it.each([
    ["128.50 taxi to Acme", "128.50", "taxi to Acme"],
    ["新建128.5 打车去贝塔", "128.50", "打车去贝塔"],
    ["新增 ¥1，280．00 高鐵 到 台北", null, null],
  ])("is filed by the line %s", async (line, amount, purpose) => {
    const verb = /^\d/.test(line) ? "new " : "";
    const { modal } = await company.as("rep").command(`/expense ${verb}${line}`);
    if (amount === null) {
      // From 500 a receipt is needed: the form asks for it, with what was typed in it.
      const form = opened(modal);
      expect(typedIn(form, words.form.purpose)).toBe("高鐵 到 台北");
      expect(typedIn(form, words.form.category)).toBe(categoryName(policy, "travel", way.locale));
      return await form.close();
    }
    expect(modal).toBeUndefined();
    await company.settled();
    const { text } = cardOf(company.as("rep"), purpose ?? "");
    expect(text).toContain(words.notices.filed);
    expect(text).toContain(amount);
    expect(text).toContain(categoryName(policy, "travel", way.locale));
    expect(cardOf(company.as("head"), referenceIn(text, "EXP")).buttons).toContain(texts.approvals.approve);
  });

  it("opens the form with what was typed where the line does not say which category", async () => {
    const form = opened((await company.as("rep").command("/expense new 88 souvenirs")).modal);
    expect(form.text).toContain(words.form.needsCategory);
    expect(typedIn(form, words.form.amount("CNY"))).toBe("88");
    expect(typedIn(form, words.form.purpose)).toBe("souvenirs");
    await form.fill({ [words.form.category]: categoryName(policy, "office", way.locale) });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    expect(cardOf(company.as("rep"), "souvenirs").text).toContain(words.notices.filed);
  });

  it("is rejected with a reason that the requester reads, and nobody is asked any more", async () => {
    const reference = await company.claim("rep", "45 taxi twice");
    await cardOf(company.as("head"), reference).click(texts.approvals.reject);
    const form = opened(company.as("head").modal());
    expect(form.title).toBe(texts.approvals.rejectForm.title(reference));
    expect((await form.submit()).closed).toBe(false);
    await form.fill({ [texts.approvals.rejectForm.label]: "You claimed this ride last week." });
    expect((await form.submit()).closed).toBe(true);
    await company.settled();
    const told = cardOf(company.as("rep"), reference);
    expect(told.text).toContain(words.notices.rejected);
    expect(told.text).toContain("You claimed this ride last week.");
    expect(cardOf(company.as("head"), reference).buttons).not.toContain(texts.approvals.approve);
    expect(company.as("finance").dm().find(reference)).toBeUndefined();
  });

  it("is returned for changes, filed again with what was typed, and asked about anew", async () => {
    const reference = await company.claimByForm("rep", {
      amount: "620",
      category: "meals",
      purpose: "Dinner",
      invoiceNumber: `RETURN-${way.locale}`,
      receipts: picture(`dinner-${way.locale}`),
    });
    await cardOf(company.as("head"), reference).click(texts.approvals.return);
    const reason = opened(company.as("head").modal());
    await reason.fill({ [texts.approvals.returnForm.label]: "Who was there?" });
    await reason.submit();
    await company.settled();

    const returned = cardOf(company.as("rep"), reference);
    expect(returned.text).toContain(words.notices.returned);
    expect(returned.text).toContain("Who was there?");
    await returned.click(words.card.edit);
    const form = opened(company.as("rep").modal());
    expect(form.text).toContain("Who was there?");
    expect(form.text).toContain(words.form.alreadyAttached(1));
    expect(typedIn(form, words.form.amount("CNY"))).toBe("620.00");
    expect(typedIn(form, words.form.category)).toBe(categoryName(policy, "meals", way.locale));
    expect(typedIn(form, words.form.purpose)).toBe("Dinner");
    expect(typedIn(form, words.form.invoiceNumber)).toBe(`RETURN-${way.locale}`);
    await form.fill({ [words.form.purpose]: "Dinner with Ms Li of Acme" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();

    const again = cardOf(company.as("head"), reference);
    expect(again.text).toContain("Dinner with Ms Li of Acme");
    expect(again.text).toContain(texts.approvals.asked("林晓雨"));
    await company.approve(reference, "head", "finance");
    expect(cardOf(company.as("rep"), reference).text).toContain(words.notices.approved);
  });
});
