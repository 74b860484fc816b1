import type { Locale } from "../../src/i18n/texts";
import { shareCompanyOnBoth } from "../support/both-platforms";
import type { ChatForm, Colleague } from "../support/colleague";
import { typedIn } from "../support/colleague";
import type { Post } from "../support/company";
import { cardOf, dayFromToday, opened, referenceIn, said } from "../support/flows";

const locales: readonly Locale[] = ["en", "zh-Hans", "zh-Hant"];

describe.each(locales)("a company in Slack and in Teams, in %s", (locale) => {
  const company = shareCompanyOnBoth({ locale });
  const { texts, inSlack, inTeams } = company;
  const { approve, steps } = texts.approvals;
  const roles = texts.shared.approvers;

  /** Every copy that these people have, on either platform. */
  const everyCopy = (reference: string, ...posts: Post[]) =>
    posts.flatMap((post) => {
      const { slack, teams } = company.copies(post, reference);
      return [...slack, ...teams];
    });
  /** As a step stands in a card, up to its moment, which differs in nothing but the reader's zone. */
  const approvedBy = (role: string, name: string) => said(steps.approved(role, name, ""));

  it("approves in Teams and in Slack what was filed in Slack, and every copy on both follows", async () => {
    const reference = await company.claim(inSlack("rep"), "128.50 taxi to Acme");
    for (const copy of everyCopy(reference, "rep")) expect(copy.text).toContain("128.50");
    for (const head of [inSlack("head"), inTeams("head")])
      expect(cardOf(head, reference).buttons).toContain(approve);

    await cardOf(inTeams("head"), reference).click(approve);
    await company.settled();
    for (const copy of everyCopy(reference, "rep", "head", "finance", "otherFinance"))
      expect(copy.text).toMatch(approvedBy(roles.department_head, "Grace Chen"));
    for (const copy of everyCopy(reference, "rep", "head")) expect(copy.buttons).not.toContain(approve);
    for (const post of ["finance", "otherFinance"] as const)
      for (const copy of everyCopy(reference, post)) expect(copy.buttons).toContain(approve);

    await cardOf(inSlack("finance"), reference).click(approve);
    await company.settled();
    for (const copy of everyCopy(reference, "rep", "head", "finance", "otherFinance")) {
      expect(copy.text).toMatch(approvedBy(roles.finance, "吴敏"));
      expect(copy.text).toMatch(said(texts.shared.statuses.approved));
      expect(copy.buttons).not.toContain(approve);
    }
    for (const rep of [inSlack("rep"), inTeams("rep")])
      expect(rep.dm().find(texts.expenses.notices.approved)?.text).toContain(reference);

    const trail = (await inTeams("finance").command(`/drumbeat audit ${reference}`)).text;
    expect((await inSlack("finance").command(`/drumbeat audit ${reference}`)).text).toContain("Grace Chen");
    const { actions, subjects, via } = texts.drumbeat.audit;
    const entry = (who: string, subject: string, action: string, where: string) =>
      trail.split("\n").filter((line) => [who, subject, action, where].every((part) => line.includes(part)))
        .length;
    expect(entry("林晓雨", subjects.expense, actions.submitted, via.slack)).toBe(1);
    expect(entry("Grace Chen", subjects.approval, actions.approved, via.teams)).toBe(1);
    expect(entry("吴敏", subjects.approval, actions.approved, via.slack)).toBe(1);
  });
});

describe("one person with an account in each", () => {
  const company = shareCompanyOnBoth();
  const { inSlack, inTeams, texts } = company;

  it("is one person, whose first account is joined by the second", async () => {
    const people = await company.running.db.client.person.findMany({ include: { accounts: true } });
    const emails = people.map(({ email }) => email);
    expect(new Set(emails).size).toBe(emails.length);
    for (const { name, accounts } of people)
      expect({ name, on: accounts.map(({ platform }) => platform).sort() }).toEqual({
        name,
        on: ["slack", "teams"],
      });
  });

  it("is asked in Teams, and approves in Slack", async () => {
    const reference = await company.claim(inTeams("rep"), "42 taxi filed in Teams");
    expect(cardOf(inTeams("head"), reference).buttons).toContain("Approve");
    await cardOf(inSlack("head"), reference).click("Approve");
    await company.settled();
    const asked = cardOf(inTeams("head"), reference);
    expect(asked.buttons).not.toContain("Approve");
    expect(asked.text).toContain("approved by Grace Chen");
    const decisions = await company.running.db.client.auditEntry.findMany({
      where: { subjectKind: "expense", subjectId: Number(reference.slice(4)) },
      orderBy: { id: "asc" },
      select: { action: true, via: true },
    });
    expect(decisions).toEqual([
      { action: "expense.submitted", via: "teams" },
      { action: "approval.approved", via: "slack" },
    ]);
  });

  it("is told in Teams who was first in Slack, and when", async () => {
    const reference = await company.claim(inSlack("rep"), "43 taxi decided twice");
    const late = cardOf(inTeams("head"), reference).holdClick("Approve");
    await cardOf(inSlack("head"), reference).click("Approve");
    await company.settled();
    await late();
    await company.settled();
    expect(inTeams("head").dm().last()?.text).toMatch(
      new RegExp(`${reference} was already approved by Grace Chen, .*\\d\\d:\\d\\d`),
    );
  });

  it("gets back in Slack what was returned in Teams, and files it again there with what was typed", async () => {
    const reference = await company.claim(inSlack("rep"), "44 taxi sent back");
    await cardOf(inTeams("head"), reference).click("Return");
    const reason = opened(inTeams("head").modal());
    await reason.fill({ [texts.approvals.returnForm.label]: "To <b>whom</b>?" });
    expect(await reason.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    for (const rep of [inSlack("rep"), inTeams("rep")])
      expect(cardOf(rep, reference).text).toContain("To <b>whom</b>?");
    await cardOf(inSlack("rep"), reference).click(texts.expenses.card.edit);
    const form = opened(inSlack("rep").modal());
    expect(form.text).toContain("To <b>whom</b>?");
    expect(typedIn(form, texts.expenses.form.purpose)).toBe("taxi sent back");
    await form.fill({ [texts.expenses.form.purpose]: "taxi to Acme, sent back" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    for (const head of [inSlack("head"), inTeams("head")]) {
      expect(cardOf(head, reference).text).toContain("taxi to Acme, sent back");
      expect(cardOf(head, reference).buttons).toContain("Approve");
    }
  });

  it("reads in both the language that was chosen in one", async () => {
    const choice = (await inTeams("otherRep").command("/drumbeat language")).messages[0];
    await choice?.click("繁體中文");
    const reference = await company.claim(inSlack("otherRep"), "45 taxi language");
    for (const rep of [inSlack("otherRep"), inTeams("otherRep")])
      expect(cardOf(rep, reference).text).toContain("您的報銷已送出。");
    await (await inSlack("otherRep").command("/drumbeat 語言")).messages[0]?.click("简体中文");
    const { text } = await inTeams("otherRep").command(`/expense show ${reference}`);
    expect(text).toContain("报销");
    expect(text).not.toContain("報銷");
  });

  it("may in both what an administrator allowed in one, from that moment", async () => {
    const reference = await company.claim(inTeams("rep"), "46 taxi to pay");
    await cardOf(inTeams("head"), reference).click("Approve");
    await company.settled();
    await cardOf(inSlack("finance"), reference).click("Approve");
    await company.settled();
    const pay = cardOf(inTeams("otherFinance"), reference).holdClick("Mark as paid");
    const admin = inSlack("admin");
    await (await admin.command("/drumbeat people 钱丽")).messages[0]?.click("Edit");
    const form = opened(admin.modal());
    await form.fill({ Roles: ["HR"] });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    await pay();
    expect(inTeams("otherFinance").dm().last()?.text).toMatch(/mark expenses as paid/);
    expect((await inSlack("otherFinance").command(`/drumbeat audit ${reference}`)).text).toContain(
      "Your role does not allow you",
    );
    const { status } = await company.running.db.client.expenseClaim.findUniqueOrThrow({
      where: { id: Number(reference.slice(4)) },
    });
    expect(status).toBe("approved");
  });
});

describe("what else a company does", () => {
  const company = shareCompanyOnBoth({ locale: "zh-Hant" });
  const { inSlack, inTeams, texts } = company;

  it("records a complaint in Slack that its owner resolves in Teams", async () => {
    await inSlack("rep").command("/customer new Acme Trading, Wang Fang, 13800001111");
    await company.settled();
    const { text } = await inSlack("rep").command("/complaint new Acme S2 CRM 無法登入");
    const reference = referenceIn(text, "CMP");
    await company.settled();
    const owner = (["support", "otherSupport"] as const).find((post) => inTeams(post).dm().find(reference));
    if (!owner) throw new Error("nobody was asked to look after it");
    const words = texts.complaints;
    await cardOf(inTeams(owner), reference).click(words.card.resolve);
    const form = opened(inTeams(owner).modal());
    await form.fill({ [words.fields.resolution]: "已重新啟動資料庫。" });
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true });
    await company.settled();
    for (const colleague of [inSlack("rep"), inTeams("rep"), inSlack(owner), inTeams(owner)]) {
      const copy = cardOf(colleague, reference);
      expect(copy.text).toMatch(said(texts.shared.statuses.resolved));
      expect(copy.buttons).not.toContain(words.card.resolve);
    }
    for (const reader of [inSlack("head"), inTeams("head")])
      expect(reader.channel("complaints").find(reference)?.text).toMatch(
        said(texts.shared.statuses.resolved),
      );
  });

  it("requests a project in Teams that is reviewed in Slack, approved in Teams and announced in both", async () => {
    const words = texts.projects;
    const form = opened((await inTeams("rep").command("/project request")).modal);
    await fill(form);
    expect(await form.submit()).toMatchObject({ errorsByLabel: {}, closed: true, problem: undefined });
    await company.settled();
    const reference = referenceIn(cardOf(inTeams("rep"), "商城改版").text, "PRJ");
    const decides = async (colleague: Colleague) => {
      await cardOf(colleague, reference).click(texts.approvals.approve);
      await company.settled();
    };
    await decides(inSlack("head"));
    await decides(inTeams("director"));
    for (const post of ["rep", "head", "director"] as const) {
      const { slack, teams } = company.copies(post, reference);
      for (const copy of [...slack, ...teams]) {
        expect(copy.text).toMatch(said(texts.shared.statuses.approved));
        expect(copy.buttons).not.toContain(texts.approvals.approve);
      }
    }
    for (const reader of [inSlack("otherRep"), inTeams("otherRep")])
      expect(reader.channel("projects").find(reference)?.text).toContain(words.notices.setUp("林晓雨"));

    async function fill(opening: ChatForm): Promise<void> {
      await opening.fill({
        [words.form.name]: "商城改版",
        [words.form.background]: "十年了。",
        [words.form.goals]: "訂單增加兩成。",
        [words.form.requirements]: "兩名工程師。",
        [words.form.budget("CNY")]: "80000",
        [words.form.startsOn]: dayFromToday(10),
        [words.form.endsOn]: dayFromToday(100),
      });
    }
  });
});
