import { DateTime } from "luxon";
import { DomainError } from "../../src/domain/errors";
import type { ClaimInput } from "../../src/domain/expenses/claim";
import { submitClaim } from "../../src/domain/expenses/submit-claim";
import { rolesOf } from "../../src/domain/people/identify";
import { referenceOf } from "../../src/domain/references";
import type { Scope } from "../../src/domain/scope";
import type { ChatMessage } from "../support/colleague";
import type { Post } from "../support/company";
import { dayFromToday, picture, shareCompany } from "../support/flows";

const times = 200;
/** So many races run at once: more than a real office ever sees, fewer than the platform's three seconds allow. */
const abreast = 5;

/** Finance alone decides, so that two people are asked about each claim at once. */
const company = shareCompany({
  policy: (yaml) =>
    yaml.replace(
      "steps: [{ approver: department_head }, { approver: finance }]",
      "steps: [{ approver: finance }]",
    ),
  sandbox: { timings: { quiet: 10, firstEffect: 50 }, messageRate: { perSecond: 100_000, burst: 100_000 } },
});

async function scopeOf(email: string): Promise<Scope> {
  const { client } = company.running.db;
  const person = await client.person.findUniqueOrThrow({ where: { email } });
  return {
    db: client,
    policy: { ...company.policy, approvals: { ...company.policy.approvals, expense: financeAlone } },
    timeZone: "Asia/Shanghai",
    currency: "CNY",
    now: DateTime.now().setZone("Asia/Shanghai"),
    actor: { ...person, roles: rolesOf(person.roles) },
    via: "slack",
    origin: "race",
  };
}

const financeAlone = [{ steps: [{ approver: "finance" as const, rule: "any" as const }] }];

const input = (count: number, more: Partial<ClaimInput> = {}): ClaimInput => ({
  amount: "10",
  category: "travel",
  spentOn: dayFromToday(-1),
  purpose: `Taxi ${count}`,
  customerId: null,
  projectId: null,
  invoiceNumber: null,
  receipts: [],
  storedReceiptIds: [],
  ...more,
});

/** Files so many claims of the rep, and gives their references once both of finance have been asked about each. */
async function claims(count: number): Promise<string[]> {
  const scope = await scopeOf("lin.xiaoyu@yunfan.example");
  const references: string[] = [];
  for (let index = 0; index < count; index += 1)
    references.push(referenceOf("expense", (await submitClaim(scope, input(index))).id));
  await company.settled(60_000);
  return references;
}

/** The newest lasting message about each record, looked up once for all of them. */
function cardsOf(post: Post): Map<string, ChatMessage> {
  const cards = new Map<string, ChatMessage>();
  for (const message of company.as(post).dm().messages) {
    const [reference] = /EXP-\d+/.exec(message.text) ?? [];
    if (reference && !message.isEphemeral) cards.set(reference, message);
  }
  return cards;
}

/** How often each record is spoken of in messages with this text. */
function told(posts: Post[], text: RegExp): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const post of posts)
    for (const message of company.as(post).dm().messages) {
      const [reference] = /EXP-\d+/.exec(message.text) ?? [];
      if (!reference || !text.test(message.text)) continue;
      found.set(reference, [...(found.get(reference) ?? []), message.text]);
    }
  return found;
}

async function race(
  references: readonly string[],
  starts: (reference: string) => (() => Promise<unknown>)[],
) {
  for (let from = 0; from < references.length; from += abreast) {
    const clicks = references.slice(from, from + abreast).map(starts);
    await Promise.all(clicks.flat().map((click) => click()));
  }
  await company.settled(60_000);
}

const approvalsOf = (references: readonly string[]) =>
  company.running.db.client.auditEntry.groupBy({
    by: ["subjectId"],
    where: {
      subjectKind: "expense",
      action: "approval.approved",
      subjectId: { in: references.map((reference) => Number(reference.slice(4))) },
    },
    _count: true,
  });

function held(cards: Map<string, ChatMessage>, reference: string, label: string): () => Promise<unknown> {
  const card = cards.get(reference);
  if (!card) throw new Error(`there is no card of ${reference}`);
  return card.holdClick(label);
}

it(`two approvers at the same moment: one decision, one notice, the other is told who was first; ${times} times`, async () => {
  const references = await claims(times);
  const first = cardsOf("finance");
  const second = cardsOf("otherFinance");
  await race(references, (reference) => {
    const clicks = [held(first, reference, "Approve"), held(second, reference, "Approve")];
    return Number(reference.slice(4)) % 2 ? clicks : clicks.reverse();
  });

  const decided = await approvalsOf(references);
  expect(decided).toHaveLength(times);
  expect(decided.every(({ _count }) => _count === 1)).toBe(true);
  const notices = told(["rep"], /Your expense is approved/);
  const losers = told(["finance", "otherFinance"], /was already approved by/);
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
    expect(losers.get(reference)).toHaveLength(1);
    expect(losers.get(reference)?.[0]).toContain(
      `${reference} was already approved by ${winner[0]?.decider?.name}, `,
    );
  }
}, 120_000);

it(`one person's double click decides once, ${times} times`, async () => {
  const references = await claims(times);
  const cards = cardsOf("finance");
  await race(references, (reference) => {
    const click = held(cards, reference, "Approve");
    return [click, click];
  });
  const decided = await approvalsOf(references);
  expect(decided).toHaveLength(times);
  expect(decided.every(({ _count }) => _count === 1)).toBe(true);
  const notices = told(["rep"], /Your expense is approved/);
  for (const reference of references) expect(notices.get(reference)).toHaveLength(1);
}, 120_000);

it(`approving against withdrawing: one of the two, and the other is told, ${times} times`, async () => {
  const references = await claims(times);
  const mine = cardsOf("rep");
  const asked = cardsOf("finance");
  await race(references, (reference) => {
    const clicks = [held(mine, reference, "Withdraw"), held(asked, reference, "Approve")];
    return Number(reference.slice(4)) % 2 ? clicks : clicks.reverse();
  });
  const ids = references.map((reference) => Number(reference.slice(4)));
  const stored = await company.running.db.client.expenseClaim.findMany({ where: { id: { in: ids } } });
  const requests = await company.running.db.client.approvalRequest.findMany({
    where: { subjectKind: "expense", subjectId: { in: ids } },
  });
  const lateApprovals = told(["finance"], /was already withdrawn by 林晓雨/);
  const lateWithdrawals = told(
    ["rep"],
    /was already approved by 吴敏|is approved, so this can no longer be done/,
  );
  const notices = told(["rep"], /Your expense is approved/);
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
    scopeOf("lin.xiaoyu@yunfan.example"),
    scopeOf("daniel.wright@yunfan.example"),
  ]);
  for (let count = 0; count < times; count += 1) {
    const file = (name: string) => ({ name, content: picture(`race-${count}`).content });
    const claim = (form: string): ClaimInput =>
      count % 3 === 0
        ? input(count, { invoiceNumber: `RACE ${count} ${form}` })
        : count % 3 === 1
          ? input(count, { receipts: [file(`${form}.png`)] })
          : input(count, { invoiceNumber: `RACE-${count}-x`, receipts: [file("same.png")] });
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
