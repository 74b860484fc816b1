import fc from "fast-check";
import { receivedFor } from "../../../src/domain/deals/deal";
import { loseDeal } from "../../../src/domain/deals/lose-deal";
import { recordPayment } from "../../../src/domain/deals/record-payment";
import { voidPayment } from "../../../src/domain/deals/void-payment";
import { DomainError } from "../../../src/domain/errors";
import { decimalFromMinor } from "../../../src/domain/money";
import { jobsFor, refusal } from "../approvals/company";
import { type Sales, startSales } from "./company";

let sales: Sales;
beforeAll(async () => {
  sales = await startSales();
});
afterAll(() => sales.database.drop());

const pay = (dealId: number, amount: string, by = sales.finance) =>
  recordPayment(sales.as(by), dealId, { amount, receivedOn: "2026-11-25", note: null });

test("a payment is recorded for a won deal, and its owner is told", async () => {
  const { id } = await sales.won();
  const paid = await recordPayment(sales.as(sales.finance), id, {
    amount: "50,000.50",
    receivedOn: "2026-11-24",
    note: "First instalment",
  });
  expect(paid.payments).toMatchObject([
    { amountMinor: 5_000_050n, note: "First instalment", recordedBy: sales.finance.id, voidedAt: null },
  ]);
  expect(receivedFor(paid)).toBe(5_000_050n);
  expect(await jobsFor(sales.db, { kind: "deal", id })).toContain("deal.paid");
});

test("no more is recorded than is still to be paid, and the last of it is", async () => {
  const { id } = await sales.won({ amount: "100" });
  await pay(id, "60");
  expect(await refusal(pay(id, "40.01"))).toEqual({
    code: "INVALID",
    field: "amount",
    rule: "too_much_paid",
    limit: "40.00",
    currency: "CNY",
  });
  await pay(id, "40");
  expect(await refusal(pay(id, "0.01"))).toMatchObject({ rule: "too_much_paid", limit: "0.00" });
  expect(receivedFor(await sales.show(id))).toBe(10_000n);
});

test.each([
  [{ amount: "0" }, "amount", "not_positive"],
  [{ amount: "-5" }, "amount", "not_positive"],
  [{ receivedOn: "2026-11-26" }, "receivedOn", "date_in_future"],
  [{ receivedOn: "yesterday" }, "receivedOn", "not_a_date"],
  [{ note: "x".repeat(151) }, "note", "too_long"],
])("a payment with %j is refused", async (wrong, field, rule) => {
  const { id } = await sales.won();
  const input = { amount: "10", receivedOn: "2026-11-25", note: null, ...wrong };
  expect(await refusal(recordPayment(sales.as(sales.finance), id, input))).toMatchObject({ field, rule });
});

test("nothing is recorded for a deal that is not won, or by anybody but finance", async () => {
  const { id, revision } = await sales.open();
  expect(await refusal(pay(id, "10"))).toMatchObject({ code: "WRONG_STATE", status: "open" });
  const lost = { lostReason: "price", note: null, competitor: null };
  await loseDeal(sales.as(sales.rep), id, revision, lost);
  expect(await refusal(pay(id, "10"))).toMatchObject({ code: "WRONG_STATE", status: "lost" });
  const won = await sales.won();
  for (const person of [sales.rep, sales.manager, sales.specialist])
    expect(await refusal(pay(won.id, "10", person))).toMatchObject({ permission: "payment.record" });
});

test("a payment is voided once, with a reason, and stays", async () => {
  const { id } = await sales.won();
  const [payment] = (await pay(id, "70000")).payments;
  const paymentId = payment?.id ?? 0;
  const take = (reason: string, by = sales.finance) => voidPayment(sales.as(by), id, paymentId, reason);
  expect(await refusal(take(" "))).toMatchObject({ field: "reason", rule: "required" });
  expect(await refusal(take("Mine", sales.rep))).toMatchObject({ permission: "payment.record" });
  const voided = await take("Another customer’s");
  expect(voided.payments).toMatchObject([
    { id: paymentId, voidReason: "Another customer’s", voidedBy: sales.finance.id },
  ]);
  expect(receivedFor(voided)).toBe(0n);
  expect(await refusal(take("Again", sales.otherFinance))).toMatchObject({
    code: "CONFLICT",
    status: "payment_voided",
    by: "Finance",
  });
  expect(await refusal(voidPayment(sales.as(sales.finance), id, 999_999, "x"))).toMatchObject({
    code: "NOT_FOUND",
  });
  const other = await sales.won();
  expect(
    await refusal(voidPayment(sales.as(sales.finance), other.id, paymentId, "Of another deal")),
  ).toMatchObject({ code: "NOT_FOUND" });
});

test("whatever is recorded and voided, what was received is the sum of what stands, and never above the amount", async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ pay: fc.bigInt({ min: 1n, max: 6_000n }) }) },
    { weight: 1, arbitrary: fc.record({ take: fc.nat({ max: 5 }) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps) => {
      const { id } = await sales.won({ amount: "100" });
      const standing: { id: number; amountMinor: bigint }[] = [];
      const sum = () => standing.reduce((total, { amountMinor }) => total + amountMinor, 0n);
      for (const each of steps) {
        if ("pay" in each) {
          const fits = sum() + each.pay <= 10_000n;
          const result = await settled(pay(id, decimalFromMinor(each.pay, "CNY")));
          expect(result.ok).toBe(fits);
          const paymentId = result.ok ? (result.value.payments.at(-1)?.id ?? 0) : 0;
          if (fits) standing.push({ id: paymentId, amountMinor: each.pay });
        } else {
          const [taken] = standing.splice(each.take, 1);
          if (taken) await voidPayment(sales.as(sales.finance), id, taken.id, "By mistake");
        }
        const deal = await sales.show(id);
        expect(receivedFor(deal)).toBe(sum());
        expect(receivedFor(deal)).toBeLessThanOrEqual(deal.amountMinor);
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);

async function settled<T>(promise: Promise<T>): Promise<{ ok: true; value: T } | { ok: false }> {
  try {
    return { ok: true, value: await promise };
  } catch (error) {
    if (error instanceof DomainError) return { ok: false };
    throw error;
  }
}
