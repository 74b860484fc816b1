import { receivedFor } from "../../../src/domain/deals/deal";
import { editDeal } from "../../../src/domain/deals/edit-deal";
import { loseDeal } from "../../../src/domain/deals/lose-deal";
import { recordPayment } from "../../../src/domain/deals/record-payment";
import { reopenDeal } from "../../../src/domain/deals/reopen-deal";
import { winDeal } from "../../../src/domain/deals/win-deal";
import { DomainError } from "../../../src/domain/errors";
import type { Person } from "../../../src/domain/scope";
import { dealFields, type Sales, startSales } from "./company";

const rounds = 200;
let sales: Sales;
beforeAll(async () => {
  sales = await startSales();
});
afterAll(() => sales.database.drop());

const problemOf = (result: PromiseSettledResult<unknown>) =>
  result.status === "rejected" && result.reason instanceof DomainError
    ? result.reason.problem
    : result.status;

const win = (person: Person, id: number, revision: number) =>
  winDeal(sales.as(person), id, revision, { amount: "120,000", closedOn: "2026-11-25", payableOn: null });
const lose = (person: Person, id: number, revision: number) =>
  loseDeal(sales.as(person), id, revision, { lostReason: "price", note: null, competitor: null });
const pay = (person: Person, id: number, amount: string) =>
  recordPayment(sales.as(person), id, { amount, receivedOn: "2026-11-25", note: null });

test(`won by one and lost by another at one moment, ${rounds} times: one of the two, and the other hears who and when`, async () => {
  const ends = { won: 0, lost: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const { id, revision } = await sales.open();
    const starts = [() => win(sales.rep, id, revision), () => lose(sales.manager, id, revision)];
    const inTurn = round % 2 ? starts : starts.reverse();
    const results = await Promise.allSettled(inTurn.map((start) => start()));
    const failed = results.filter(({ status }) => status === "rejected");
    expect(failed).toHaveLength(1);
    const deal = await sales.show(id);
    const entry = await sales.db.auditEntry.findFirst({
      where: { subjectKind: "deal", subjectId: id, action: { in: ["deal.won", "deal.lost"] } },
    });
    expect(failed.map(problemOf)).toEqual([
      {
        code: "CONFLICT",
        reference: `DEA-${id}`,
        status: deal.status,
        by: deal.status === "won" ? "Rep" : "Manager",
        at: entry?.at,
      },
    ]);
    expect(deal.returnVisits).toHaveLength(deal.status === "won" ? 1 : 0);
    ends[deal.status === "won" ? "won" : "lost"] += 1;
  }
  // It is no race when the same one always wins.
  expect(Math.min(ends.won, ends.lost)).toBeGreaterThan(0);
}, 120_000);

test(`two of finance record at one moment, ${rounds} times: never more than the amount`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { id } = await sales.won({ amount: "100" });
    const results = await Promise.allSettled([
      pay(sales.finance, id, "60"),
      pay(sales.otherFinance, id, "60"),
    ]);
    expect(results.map(problemOf).filter((each) => each !== "fulfilled")).toEqual([
      { code: "INVALID", field: "amount", rule: "too_much_paid", limit: "40.00", currency: "CNY" },
    ]);
    expect(receivedFor(await sales.show(id))).toBe(6_000n);
  }
}, 120_000);

test("paid and reopened, or made less, at one moment: one of the two", async () => {
  for (let round = 0; round < 60; round += 1) {
    const { id, revision } = await sales.won({ amount: "100" });
    const other = () =>
      round % 2
        ? reopenDeal(sales.as(sales.manager), id)
        : editDeal(sales.as(sales.manager), id, revision, { ...dealFields, amount: "50" });
    const results = await Promise.allSettled([pay(sales.finance, id, "60"), other()]);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(DomainError);
    const deal = await sales.show(id);
    expect(receivedFor(deal)).toBe(deal.status === "won" && deal.amountMinor === 10_000n ? 6_000n : 0n);
  }
}, 60_000);
