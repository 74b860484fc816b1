import fc from "fast-check";
import { DateTime } from "luxon";
import { dropFollowUps, startFollowUps } from "../../../src/domain/follow-ups/rhythm";
import { regrade } from "../../../src/domain/grading/regrade";
import { mergeCustomers } from "../../../src/domain/merging/merge-customers";
import { unmergeCustomers } from "../../../src/domain/merging/unmerge-customers";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, refusal, scopeOf, shippedPolicy } from "../approvals/company";
import { addCustomer } from "../pool/facts";

const now = DateTime.fromISO("2026-11-23T10:00", { zone: "Asia/Shanghai" });
let database: TestDatabase;
let head: Person, people: Person[];

beforeAll(async () => {
  database = await createDatabase();
  head = await addPerson(database.client, "Head", { roles: ["department_head"] });
  people = [
    await addPerson(database.client, "Rep", { roles: ["rep"] }),
    await addPerson(database.client, "Other", { roles: ["rep"] }),
  ];
});
afterAll(() => database.drop());

const text = fc.option(fc.constantFrom("north", "south", "x".repeat(1200)), { nil: null });
const days = fc.integer({ min: 1, max: 400 });
const facts = fc.record({
  owner: fc.constantFrom(0, 1, null),
  age: fc.integer({ min: 400, max: 800 }),
  industry: fc.option(fc.constantFrom(...Object.keys(shippedPolicy.customers.industries)), { nil: null }),
  size: fc.option(fc.constantFrom(...Object.keys(shippedPolicy.customers.sizes)), { nil: null }),
  source: fc.option(fc.constantFrom(...Object.keys(shippedPolicy.customers.sources)), { nil: null }),
  region: text,
  needs: text,
  intent: fc.constantFrom("unknown", "low", "high"),
  external: fc.boolean(),
  contacts: fc.array(fc.constantFrom("Wang Fang", "Li Na", ""), { maxLength: 4 }),
  touches: fc.array(days, { maxLength: 4 }),
  deals: fc.array(fc.record({ won: fc.boolean(), amount: fc.integer({ min: 1, max: 90_000_000 }), days }), {
    maxLength: 3,
  }),
  complaints: fc.array(days, { maxLength: 2 }),
  claims: fc.array(days, { maxLength: 2 }),
  projects: fc.array(days, { maxLength: 2 }),
  visits: fc.array(days, { maxLength: 2 }),
  doneFollowUps: fc.array(days, { maxLength: 2 }),
  followUp: fc.option(
    fc.record({ in: fc.integer({ min: -5, max: 60 }), setBy: fc.constantFrom("rhythm", "person") }),
    {
      nil: null,
    },
  ),
});
type Facts = typeof facts extends fc.Arbitrary<infer Of> ? Of : never;

let made = 0;
const day = (from: number) => new Date(`${now.plus({ days: from }).toISODate()}T00:00:00Z`);
const ago = (past: number) => now.minus({ days: past }).toJSDate();

async function add(of: Facts): Promise<number> {
  const db = database.client;
  made += 1;
  const owner = of.owner === null ? null : people[of.owner];
  const by = owner ?? head;
  const id = await addCustomer(db, {
    ownerId: owner?.id ?? null,
    at: now.minus({ days: of.age }),
    name: `Acme ${made}`,
  });
  const { industry, size, source, region, needs, intent } = of;
  await db.customer.update({
    where: { id },
    data: { industry, size, source, region, needs, intent, externalId: of.external ? `E-${made}` : null },
  });
  await db.contact.createMany({
    data: of.contacts.map((name, index) => ({ customerId: id, name, phone: `1380000${made}${index}` })),
  });
  for (const past of of.touches)
    await db.touch.create({
      data: {
        customerId: id,
        personId: by.id,
        kind: "call",
        outcome: "neutral",
        at: ago(past),
        createdAt: ago(past),
      },
    });
  for (const deal of of.deals) {
    const stored = await db.deal.create({
      data: {
        customerId: id,
        ownerId: by.id,
        product: "crm",
        channel: "direct",
        stage: "contract",
        amountMinor: deal.amount,
        currency: "CNY",
        expectedOn: day(-deal.days),
        policyVersion: "test",
        ...(deal.won ? { status: "won", closedOn: day(-deal.days), closedAt: ago(deal.days) } : {}),
      },
    });
    if (deal.won)
      await db.payment.create({
        data: { dealId: stored.id, amountMinor: 1, receivedOn: day(-1), recordedBy: by.id },
      });
    await db.returnVisit.create({
      data: { customerId: id, dealId: stored.id, number: 1, dueOn: day(deal.days) },
    });
  }
  const complaint = { severity: "S2", product: "crm", description: "fails", policyVersion: "test" };
  for (const past of of.complaints)
    await db.complaint.create({
      data: { ...complaint, customerId: id, reporterId: by.id, createdAt: ago(past) },
    });
  for (const past of of.claims)
    await db.expenseClaim.create({
      data: {
        claimantId: by.id,
        department: "sales",
        amountMinor: 100,
        currency: "CNY",
        category: "travel",
        spentOn: day(-past),
        purpose: "taxi",
        customerId: id,
        policyVersion: "test",
      },
    });
  for (const past of of.projects)
    await db.project.create({
      data: {
        title: "Rollout",
        background: "b",
        goals: "g",
        requirements: "r",
        budgetMinor: 100,
        currency: "CNY",
        startsOn: day(-past),
        endsOn: day(past),
        customerId: id,
        requesterId: by.id,
        department: "sales",
        policyVersion: "test",
      },
    });
  await db.returnVisit.createMany({
    data: of.visits.map((ahead, index) => ({ customerId: id, number: index + 4, dueOn: day(ahead) })),
  });
  await db.followUp.createMany({
    data: of.doneFollowUps.map((past) => ({
      customerId: id,
      dueOn: day(-past),
      setBy: "rhythm",
      status: "done",
      closedAt: ago(past),
      createdAt: ago(past + 1),
    })),
  });
  const scope = scopeOf(db, head, { now });
  await db.$transaction(async (transaction) => {
    if (of.followUp)
      await transaction.followUp.create({
        data: { customerId: id, dueOn: day(of.followUp.in), setBy: of.followUp.setBy, createdAt: ago(390) },
      });
    await regrade(transaction, scope, [id], "facts");
    if (of.followUp) {
      const dueOn = day(of.followUp.in);
      await transaction.followUp.updateMany({ where: { customerId: id, status: "open" }, data: { dueOn } });
    }
    // Whoever has an owner has an open follow-up, and nobody else.
    if (owner) await startFollowUps(transaction, scope, [id]);
    else await dropFollowUps(transaction, scope, [id]);
  });
  return id;
}

const tables = [
  "customer",
  "contact",
  "touch",
  "follow_up",
  "deal",
  "payment",
  "return_visit",
  "complaint",
  "expense_claim",
  "project",
  "ownership",
  "pool_warning",
  "customer_search",
];

/** Every row of every table as text, but for what says only when it was last looked at. */
async function everything(): Promise<Record<string, string[]>> {
  const read = tables.map(async (table) => {
    const { rows } = await database.pool.query<{ row: string }>(
      `select (to_jsonb(t) - 'updated_at' - 'revision' - 'graded_at')::text as row from ${table} t order by 1`,
    );
    return [table, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

const as = (person: Person, at = now) => scopeOf(database.client, person, { now: at });
const merge = (mergedId: number, keptId: number, at = now) =>
  mergeCustomers(as(head, at), { keptId, mergedId });
const belonging = async (id: number) => {
  const where = { customerId: id };
  const db = database.client;
  return Promise.all([
    db.contact.count({ where }),
    db.touch.count({ where }),
    db.deal.count({ where }),
    db.complaint.count({ where }),
    db.returnVisit.count({ where }),
    db.followUp.count({ where }),
    db.expenseClaim.count({ where }),
    db.project.count({ where }),
  ]);
};
const afresh = () =>
  database.pool.query("truncate customer, project, expense_claim, customer_merge, customer_search cascade");

test("a merge that is undone leaves every row of every table as it was", async () => {
  await fc.assert(
    fc.asyncProperty(facts, facts, fc.integer({ min: 0, max: 29 }), async (one, other, later) => {
      await afresh();
      const [keptId, mergedId] = [await add(one), await add(other)];
      const was = await everything();
      const sums = (await belonging(keptId)).map(async (count, index) => {
        return count + ((await belonging(mergedId))[index] ?? 0);
      });
      const expected = await Promise.all(sums);
      const { id } = await merge(mergedId, keptId);
      expect(await belonging(keptId)).toEqual(expected);
      expect(await belonging(mergedId)).toEqual(expected.map(() => 0));
      const kept = await database.client.customer.findUniqueOrThrow({ where: { id: keptId } });
      const open = await database.client.followUp.findMany({ where: { customerId: keptId, status: "open" } });
      expect(open).toHaveLength(kept.ownerId === null ? 0 : 1);
      await unmergeCustomers(as(head, now.plus({ minutes: later })), id);
      expect(await everything()).toEqual(was);
    }),
    { numRuns: 12 },
  );
}, 60_000);

test("A into B and B into C, undone in reverse, leave every row as it was; in the other order it is refused", async () => {
  await fc.assert(
    fc.asyncProperty(facts, facts, facts, async (one, two, three) => {
      await afresh();
      const [a, b, c] = [await add(one), await add(two), await add(three)];
      const was = await everything();
      const first = await merge(a, b);
      const between = await everything();
      const second = await merge(b, c);
      expect(await refusal(unmergeCustomers(as(head), first.id))).toMatchObject({ code: "MERGED" });
      await unmergeCustomers(as(head), second.id);
      expect(await everything()).toEqual(between);
      await unmergeCustomers(as(head), first.id);
      expect(await everything()).toEqual(was);
    }),
    { numRuns: 5 },
  );
}, 60_000);
