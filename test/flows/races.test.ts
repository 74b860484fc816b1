import { DomainError } from "../../src/domain/errors";
import type { ClaimInput } from "../../src/domain/expenses/claim";
import { submitClaim } from "../../src/domain/expenses/submit-claim";
import { referenceOf } from "../../src/domain/references";
import { picture, shareCompany } from "../support/flows";
import { about, numberOf, presses, racesOf, racing, racingClaim, racingScope } from "../support/races";

const times = 200;
/** So many races run at once: more than a real office ever sees, fewer than the platform's three seconds allow. */
const abreast = 5;

const company = shareCompany(racing);
const { claims, race } = racesOf(company, { abreast, patience: 60_000 });

const approvalsOf = (references: readonly string[]) =>
  company.running.db.client.auditEntry.groupBy({
    by: ["subjectId"],
    where: {
      subjectKind: "expense",
      action: "approval.approved",
      subjectId: { in: references.map(numberOf) },
    },
    _count: true,
  });

it(`two approvers at the same moment: one decision, one notice, the other is told who was first; ${times} times`, async () => {
  const references = await claims(times);
  const first = presses(company.as("finance"), "Approve");
  const second = presses(company.as("otherFinance"), "Approve");
  await race(references, (reference) => {
    const clicks = [first(reference), second(reference)];
    return numberOf(reference) % 2 ? clicks : clicks.reverse();
  });

  const decided = await approvalsOf(references);
  expect(decided).toHaveLength(times);
  expect(decided.every(({ _count }) => _count === 1)).toBe(true);
  const notices = about(company.as("rep"), /Your expense is approved/);
  const losers = (["finance", "otherFinance"] as const).map((post) =>
    about(company.as(post), /was already approved by/),
  );
  const winners = await company.running.db.client.approvalAssignee.findMany({
    where: { decision: "approved" },
    select: {
      decider: { select: { name: true } },
      step: { select: { request: { select: { subjectId: true } } } },
    },
  });
  for (const reference of references) {
    const winner = winners.filter(({ step }) => referenceOf("expense", step.request.subjectId) === reference);
    expect(winner).toHaveLength(1);
    expect(notices.get(reference)).toHaveLength(1);
    const late = losers.flatMap((each) => each.get(reference) ?? []);
    expect(late).toHaveLength(1);
    expect(late[0]?.text).toContain(`${reference} was already approved by ${winner[0]?.decider?.name}, `);
  }
}, 120_000);

it(`one person's double click decides once, ${times} times`, async () => {
  const references = await claims(times);
  const approve = presses(company.as("finance"), "Approve");
  await race(references, (reference) => {
    const click = approve(reference);
    return [click, click];
  });
  const decided = await approvalsOf(references);
  expect(decided).toHaveLength(times);
  expect(decided.every(({ _count }) => _count === 1)).toBe(true);
  const notices = about(company.as("rep"), /Your expense is approved/);
  for (const reference of references) expect(notices.get(reference)).toHaveLength(1);
}, 120_000);

it(`approving against withdrawing: one of the two, and the other is told, ${times} times`, async () => {
  const references = await claims(times);
  const withdraw = presses(company.as("rep"), "Withdraw");
  const approve = presses(company.as("finance"), "Approve");
  await race(references, (reference) => {
    const clicks = [withdraw(reference), approve(reference)];
    return numberOf(reference) % 2 ? clicks : clicks.reverse();
  });
  const ids = references.map(numberOf);
  const stored = await company.running.db.client.expenseClaim.findMany({ where: { id: { in: ids } } });
  const requests = await company.running.db.client.approvalRequest.findMany({
    where: { subjectKind: "expense", subjectId: { in: ids } },
  });
  const lateApprovals = about(company.as("finance"), /was already withdrawn by 林晓雨/);
  const lateWithdrawals = about(
    company.as("rep"),
    /was already approved by 吴敏|is approved, so this can no longer be done/,
  );
  const notices = about(company.as("rep"), /Your expense is approved/);
  for (const { id, status } of stored) {
    const reference = referenceOf("expense", id);
    expect(requests.filter(({ subjectId }) => subjectId === id).map((each) => each.status)).toEqual([status]);
    expect(["approved", "withdrawn"]).toContain(status);
    const [late, other] =
      status === "approved" ? [lateWithdrawals, lateApprovals] : [lateApprovals, lateWithdrawals];
    expect(late.get(reference)).toHaveLength(1);
    expect(other.get(reference)).toBeUndefined();
    expect(notices.get(reference) ?? []).toHaveLength(status === "approved" ? 1 : 0);
  }
}, 120_000);

it(`two people with one invoice at the same moment: one claim, the other refused naming it, ${times} times`, async () => {
  const [rep, other] = await Promise.all([
    racingScope(company, "lin.xiaoyu@yunfan.example"),
    racingScope(company, "daniel.wright@yunfan.example"),
  ]);
  for (let count = 0; count < times; count += 1) {
    const file = (name: string) => ({ name, content: picture(`race-${count}`).content });
    const claim = (form: string): ClaimInput =>
      count % 3 === 0
        ? racingClaim(count, { invoiceNumber: `RACE ${count} ${form}` })
        : count % 3 === 1
          ? racingClaim(count, { receipts: [file(`${form}.png`)] })
          : racingClaim(count, { invoiceNumber: `RACE-${count}-x`, receipts: [file("same.png")] });
    const outcomes = await Promise.allSettled([submitClaim(rep, claim("x")), submitClaim(other, claim("X"))]);
    const [filed, ...more] = outcomes.flatMap((outcome) =>
      outcome.status === "fulfilled" ? [outcome.value.id] : [],
    );
    const [refused] = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(more).toEqual([]);
    expect(refused).toBeInstanceOf(DomainError);
    expect(refused).toMatchObject({
      problem: { code: "INVOICE_USED", reference: referenceOf("expense", filed ?? 0) },
    });
  }
  await company.settled(60_000);
}, 120_000);

it("two people hand in forms with one invoice at the same moment: one is filed, the other reads whose it is", async () => {
  for (let count = 0; count < 10; count += 1) {
    const filled = {
      amount: "20",
      category: "travel",
      purpose: `Form ${count}`,
      invoiceNumber: `FORMS-${count}`,
    };
    const forms = [await company.claimForm("rep", filled), await company.claimForm("otherRep", filled)];
    const outcomes = await Promise.all(forms.map((form) => form.submit()));
    const refused = outcomes.filter(({ closed }) => !closed);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.errorsByLabel["Invoice number"]).toMatch(
      /already claimed in EXP-\d+ by (林晓雨|Daniel Wright)/,
    );
    for (const [index, form] of forms.entries()) if (outcomes[index]?.closed === false) await form.close();
  }
}, 60_000);
