import { showCustomer } from "../../../src/domain/customers/show-customer";
import { editDeal } from "../../../src/domain/deals/edit-deal";
import { listDeals } from "../../../src/domain/deals/list-deals";
import { openDeal } from "../../../src/domain/deals/open-deal";
import { recordPayment } from "../../../src/domain/deals/record-payment";
import { salesOfCustomer } from "../../../src/domain/deals/sales-of-customer";
import { winDeal } from "../../../src/domain/deals/win-deal";
import type { Person } from "../../../src/domain/scope";
import { refusal } from "../approvals/company";
import { dealFields, type Sales, startSales } from "./company";

let sales: Sales;
beforeAll(async () => {
  sales = await startSales();
});
afterAll(() => sales.database.drop());

/** The same company after its installation went over to yen, which have no decimals. */
const inYen = (person: Person) => ({ ...sales.as(person), currency: "JPY" });

test("amounts of a deal are read in its own currency, whatever the installation's is by now", async () => {
  const { rep, finance } = sales;
  const opened = await sales.open({ amount: "120,000.50" });
  const fields = { ...dealFields, amount: "100,000.25", listPrice: "150,000.75" };
  const edited = await editDeal(inYen(rep), opened.id, opened.revision, fields);
  expect(edited).toMatchObject({ amountMinor: 10_000_025n, listMinor: 15_000_075n, currency: "CNY" });
  const won = await winDeal(inYen(rep), opened.id, edited.revision, {
    amount: "90,000.50",
    closedOn: "2026-11-25",
    payableOn: null,
  });
  expect(won.amountMinor).toBe(9_000_050n);
  const pay = (amount: string) =>
    recordPayment(inYen(finance), opened.id, { amount, receivedOn: "2026-11-25", note: null });
  expect(await refusal(pay("90,000.51"))).toMatchObject({
    rule: "too_much_paid",
    limit: "90000.50",
    currency: "CNY",
  });
  const paid = await pay("90,000.50");
  expect(paid.payments.map(({ amountMinor }) => amountMinor)).toEqual([9_000_050n]);
});

test("two currencies are never added up", async () => {
  const { otherRep, as } = sales;
  const customerId = await sales.customer(otherRep);
  const open = (scope: ReturnType<Sales["as"]>, amount: string) =>
    openDeal(scope, { ...dealFields, amount, customerId, ownerId: null });
  await open(as(otherRep), "100");
  await open(as(otherRep), "50");
  await open(inYen(otherRep), "7000");
  const list = await listDeals(as(otherRep), { whose: "mine", state: "open", page: 1 });
  const both = [
    { currency: "CNY", amountMinor: 15_000n },
    { currency: "JPY", amountMinor: 7_000n },
  ];
  expect(list.open).toEqual({ count: 3, amounts: both });
  for (const { id } of list.deals) {
    const { revision, amountMinor, currency } = await sales.db.deal.findUniqueOrThrow({ where: { id } });
    const amount = currency === "JPY" ? String(amountMinor) : String(amountMinor / 100n);
    await winDeal(as(otherRep), id, revision, { amount, closedOn: "2026-11-25", payableOn: null });
  }
  const customer = await showCustomer(as(otherRep), customerId);
  expect((await salesOfCustomer(as(otherRep), customer)).won).toEqual({ count: 3, amounts: both });
});
