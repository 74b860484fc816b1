import type { ChatForm } from "../support/colleague";
import { typedIn } from "../support/colleague";
import type { Post } from "../support/company";
import { cardOf, dayFromToday, opened, referenceIn, said, shareCompany, ways } from "../support/flows";

describe.each(ways)("a project, on $platform over $mode in $locale", (way) => {
  const company = shareCompany(way);
  const { texts } = company;
  const words = texts.projects;

  async function fill(form: ChatForm, title: string, budget: string): Promise<void> {
    await form.fill({
      [words.form.name]: title,
      [words.form.background]: "The shop is ten years old.",
      [words.form.goals]: "Orders up by a fifth within a year.",
      [words.form.requirements]: "Two developers, one designer.",
      [words.form.budget("CNY")]: budget,
      [words.form.startsOn]: dayFromToday(10),
      [words.form.endsOn]: dayFromToday(100),
    });
  }

  async function request(post: Post, title: string, budget: string): Promise<string> {
    const form = opened((await company.as(post).command("/project request")).modal);
    await fill(form, title, budget);
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true, problem: undefined });
    await company.settled();
    return referenceIn(cardOf(company.as(post), title).text, "PRJ");
  }

  it("is reviewed by the head, approved by management, and announced in the channel", async () => {
    const reference = await request("rep", "Shop relaunch", "80,000");
    const asked = cardOf(company.as("head"), reference);
    for (const part of [
      texts.approvals.asked("林晓雨"),
      "Shop relaunch",
      "80,000.00",
      "Two developers, one designer.",
    ])
      expect(asked.text).toContain(part);
    expect(company.as("director").dm().find(reference)).toBeUndefined();

    await company.approve(reference, "head");
    for (const post of ["director", "generalManager"] as const)
      expect(cardOf(company.as(post), reference).buttons).toContain(texts.approvals.approve);
    expect(company.as("rep").channel("projects").find(reference)).toBeUndefined();

    await company.approve(reference, "generalManager");
    expect(cardOf(company.as("rep"), reference).text).toContain(words.notices.approved);
    for (const post of ["rep", "head", "director", "generalManager"] as const) {
      expect(cardOf(company.as(post), reference).text).toMatch(said(texts.shared.statuses.approved));
      expect(cardOf(company.as(post), reference).buttons).not.toContain(texts.approvals.approve);
    }
    const announced = company.as("otherRep").channel("projects").find(reference);
    expect(announced?.text).toContain(words.notices.setUp("林晓雨"));
    expect(announced?.text).not.toContain("Two developers");
    expect(company.as("finance").dm().find(reference)).toBeUndefined();
  });

  it("above 100,000 needs finance too", async () => {
    const reference = await request("rep", "New data centre", "100000.01");
    await company.approve(reference, "head", "director");
    expect(cardOf(company.as("rep"), reference).text).toMatch(said(texts.shared.statuses.pending));
    await company.approve(reference, "otherFinance");
    expect(cardOf(company.as("rep"), reference).text).toContain(words.notices.approved);
  });

  it("of the head goes one level up, and whoever approved there is not asked twice", async () => {
    const reference = await request("head", "Sales academy", "5000");
    expect(cardOf(company.as("head"), reference).buttons).not.toContain(texts.approvals.approve);
    const asked = cardOf(company.as("director"), reference);
    expect(asked.text).toMatch(said(texts.approvals.steps.oneLevelUp));
    await company.approve(reference, "director");
    const management = texts.shared.approvers.management;
    expect(cardOf(company.as("head"), reference).text).toMatch(
      said(texts.approvals.steps.passed(management)),
    );
    expect(cardOf(company.as("head"), reference).text).toContain(words.notices.approved);
  });

  it("comes back for changes with what was typed, and is asked about anew", async () => {
    const reference = await request("rep", "Mobile app", "60000");
    await cardOf(company.as("head"), reference).click(texts.approvals.return);
    const reason = opened(company.as("head").modal());
    await reason.fill({ [texts.approvals.returnForm.label]: "Start later, please." });
    await reason.submit();
    await company.settled();
    const returned = cardOf(company.as("rep"), reference);
    expect(returned.text).toContain("Start later, please.");
    await returned.click(words.card.edit);
    const form = opened(company.as("rep").modal());
    expect(form.text).toContain("Start later, please.");
    expect(typedIn(form, words.form.name)).toBe("Mobile app");
    expect(typedIn(form, words.form.goals)).toBe("Orders up by a fifth within a year.");
    expect(typedIn(form, words.form.startsOn)).toBe(dayFromToday(10));
    await form.fill({ [words.form.startsOn]: dayFromToday(30) });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    await company.approve(reference, "head", "director");
    expect(cardOf(company.as("rep"), reference).text).toContain(words.notices.approved);
  });

  it("is withdrawn by whoever asked for it, and nobody is asked any more", async () => {
    const reference = await request("rep", "Withdrawn idea", "1000");
    const { text } = await company.as("rep").command(`/project withdraw ${reference}`);
    expect(text).toMatch(said(texts.shared.statuses.withdrawn));
    await company.settled();
    const copy = cardOf(company.as("head"), reference);
    expect(copy.text).toMatch(said(texts.shared.statuses.withdrawn));
    expect(copy.buttons).toEqual([]);
  });

  it("says beside the field what is wrong with it, and keeps what was typed", async () => {
    const form = opened(
      (await company.as("rep").command("/project request Portal 70000 2026-12-01 2026-11-30")).modal,
    );
    expect(form.text).toContain(words.form.fromLine);
    expect(typedIn(form, words.form.name)).toBe("Portal");
    await form.fill({
      [words.form.background]: "B",
      [words.form.goals]: "G",
      [words.form.requirements]: "R",
    });
    const { errorsByLabel, closed } = await form.submit();
    expect(closed).toBe(false);
    expect(errorsByLabel).toEqual({ [words.form.endsOn]: texts.errors.invalid.ends_before_start });
    expect(typedIn(form, words.form.background)).toBe("B");
    await form.close();
  });
});
