import { loadCustomer } from "../../../src/domain/customers/customer";
import { editCustomer } from "../../../src/domain/customers/edit-customer";
import { loseDeal } from "../../../src/domain/deals/lose-deal";
import { openDeal } from "../../../src/domain/deals/open-deal";
import { assignFromPool } from "../../../src/domain/pool/assign-from-pool";
import { claimCustomer } from "../../../src/domain/pool/claim-customer";
import { giveUpCustomer } from "../../../src/domain/pool/give-up-customer";
import type { Person } from "../../../src/domain/scope";
import { refusal } from "../approvals/company";
import { dealFields, type Sales, startSales } from "../deals/company";

let sales: Sales;
beforeAll(async () => {
  sales = await startSales();
});
afterAll(() => sales.database.drop());

/** A customer of the rep's with a deal of the rep's, a lost one, and one that the manager works. */
async function worked(): Promise<{ customerId: number; open: number; lost: number; managers: number }> {
  const { as, rep, manager } = sales;
  const customerId = await sales.customer();
  const open = async (by: Person) =>
    (await openDeal(as(by), { ...dealFields, customerId, ownerId: by.id })).id;
  const deals = { open: await open(rep), lost: await open(rep), managers: await open(manager) };
  await loseDeal(as(rep), deals.lost, null, { lostReason: "price", note: null, competitor: null });
  return { customerId, ...deals };
}

const ownersOf = async ({ open, lost, managers }: Awaited<ReturnType<typeof worked>>) =>
  Promise.all(
    [open, lost, managers].map(
      async (id) => (await sales.db.deal.findUniqueOrThrow({ where: { id } })).ownerId,
    ),
  );

async function passOn(customerId: number, ownerId: number) {
  const customer = await loadCustomer(sales.db, customerId);
  if (!customer) throw new Error("no customer");
  const { revision, name, industry, size, region, source, needs, intent } = customer;
  const fields = { name, industry, size, region, source, needs, intent, ownerId };
  return editCustomer(sales.as(sales.manager), customerId, revision, fields);
}

test("open deals follow a customer that is passed on, but what somebody else works and what is closed stays", async () => {
  const { rep, otherRep, manager, db } = sales;
  const deals = await worked();
  await passOn(deals.customerId, otherRep.id);
  expect(await ownersOf(deals)).toEqual([otherRep.id, rep.id, manager.id]);
  const trail = await db.auditEntry.findMany({
    where: { subjectKind: "deal", subjectId: deals.open, action: "deal.handed_over" },
  });
  expect(trail).toMatchObject([
    { actorId: manager.id, before: { ownerId: rep.id }, after: { ownerId: otherRep.id } },
  ]);
});

test.each([
  ["claimed", (id: number) => claimCustomer(sales.as(sales.otherRep), id)],
  ["assigned", (id: number) => assignFromPool(sales.as(sales.manager), id, sales.otherRep.id)],
] as const)(
  "a customer that is %s from the pool brings the open deals of its last owner",
  async (_, take) => {
    const { rep, otherRep, manager, as } = sales;
    const deals = await worked();
    await giveUpCustomer(as(rep), deals.customerId, "No time.");
    expect(await ownersOf(deals)).toEqual([rep.id, rep.id, manager.id]);
    await take(deals.customerId);
    expect(await ownersOf(deals)).toEqual([otherRep.id, rep.id, manager.id]);
  },
);

test("a form about a deal that was opened before its owner changed is stale", async () => {
  const { rep, otherRep, as } = sales;
  const deals = await worked();
  const lost = { lostReason: "price", note: null, competitor: null };
  await passOn(deals.customerId, otherRep.id);
  expect(await refusal(loseDeal(as(rep), deals.open, 1, lost))).toMatchObject({ code: "NOT_FOUND" });
  expect(await refusal(loseDeal(as(otherRep), deals.open, 1, lost))).toMatchObject({ code: "STALE_FORM" });
});
