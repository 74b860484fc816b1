import { DateTime } from "luxon";
import { recordComplaint } from "../../../src/domain/complaints/record-complaint";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { handOver } from "../../../src/domain/handover/hand-over";
import { lastHandover, receivedCustomers } from "../../../src/domain/handover/received";
import { showOwned } from "../../../src/domain/handover/what-is-owned";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, refusal, scopeOf } from "../approvals/company";
import { addCustomer, addDeal, closeDeal } from "../pool/facts";

let database: TestDatabase;
let leaver: Person, one: Person, two: Person, head: Person, support: Person;

beforeAll(async () => {
  database = await createDatabase({ poolSize: 20 });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate customer, assignment_turn, sent_message cascade");
  await database.pool.query("truncate graphile_worker._private_jobs");
  await database.client.person.updateMany({ data: { active: false } });
  const add = addPerson.bind(null, database.client);
  leaver = await add("Leaver", { roles: ["rep", "support"] });
  one = await add("One", { roles: ["rep"] });
  two = await add("Two", { roles: ["rep"] });
  head = await add("Head", { roles: ["department_head"] });
  support = await add("Support", { roles: ["support"] });
});

const now = DateTime.fromISO("2026-11-23T10:00", { zone: "Asia/Shanghai" });
const as = (person: Person) => scopeOf(database.client, person, { now });
const owner = async (table: "customer" | "deal" | "complaint", id: number) => {
  const { rows } = await database.pool.query<{ owner_id: number | null }>(
    `select owner_id from ${table} where id = $1`,
    [id],
  );
  return rows[0]?.owner_id ?? null;
};

/** Three customers with an open deal each, a lost deal, a deal with a colleague's customer, and a complaint. */
async function work() {
  const at = now.minus({ days: 3 });
  const customers: number[] = [];
  const deals: number[] = [];
  for (let index = 0; index < 3; index += 1) {
    const id = await addCustomer(database.client, { ownerId: leaver.id, at, name: `Customer ${index}` });
    customers.push(id);
    deals.push(await addDeal(database.client, id, leaver.id, at));
  }
  const [first = 0] = customers;
  await database.client.followUp.create({
    data: { customerId: first, dueOn: now.toJSDate(), setBy: "person", step: "Call back" },
  });
  const lost = await addDeal(database.client, first, leaver.id, at);
  await closeDeal(database.client, lost, "lost", at);
  const colleagues = await addCustomer(database.client, { ownerId: two.id, at });
  const shared = await addDeal(database.client, colleagues, leaver.id, at);
  const complaint = await recordComplaint(as(head), {
    customerId: first,
    severity: "S2",
    product: "crm",
    description: "Login fails.",
    sourceLink: null,
  });
  await database.client.complaint.update({ where: { id: complaint.id }, data: { ownerId: leaver.id } });
  await database.pool.query("truncate graphile_worker._private_jobs");
  return { customers, deals, lost, shared, complaint: complaint.id };
}

test("everything goes to one colleague in one step, audited as one and by record, and they are told once", async () => {
  const { customers, deals, lost, shared, complaint } = await work();
  expect(await showOwned(as(head), leaver.id)).toEqual({
    name: "Leaver",
    owned: { customers: 3, deals: 4, complaints: 1, followUps: 1 },
  });
  await database.client.person.update({ where: { id: leaver.id }, data: { active: false } });
  await handOver(as(head), leaver.id, { kind: "person", id: one.id });
  for (const id of customers) expect(await owner("customer", id)).toBe(one.id);
  for (const id of [...deals, shared]) expect(await owner("deal", id)).toBe(one.id);
  expect(await owner("deal", lost)).toBe(leaver.id);
  expect(await owner("complaint", complaint)).toBe(one.id);
  const stored = await database.client.customer.findFirstOrThrow({
    where: { id: customers[0] ?? 0 },
    include: { followUps: true, ownerships: { orderBy: { id: "asc" } } },
  });
  expect(stored.attendedFrom).toEqual(now.minus({ days: 3 }).toJSDate());
  expect(stored.followUps).toMatchObject([{ status: "open", step: "Call back" }]);
  expect(stored.ownerships).toMatchObject([
    { ownerId: leaver.id, ended: "handed_over" },
    { ownerId: one.id, how: "handed_over", byId: head.id, until: null },
  ]);
  const [entry, ...more] = await database.client.auditEntry.findMany({
    where: { subjectKind: "person", subjectId: leaver.id, action: "person.handed_over" },
  });
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    actorId: head.id,
    after: {
      to: one.id,
      customers: 3,
      deals: 4,
      complaints: 1,
      customerIds: customers,
      complaintIds: [complaint],
    },
  });
  const byRecord = await database.client.auditEntry.groupBy({
    by: ["action"],
    where: {
      action: { endsWith: "handed_over" },
      subjectId: { in: [...customers, ...deals, shared, complaint] },
    },
    _count: true,
  });
  expect(byRecord.map(({ action }) => action).sort()).toEqual([
    "complaint.handed_over",
    "customer.handed_over",
    "deal.handed_over",
  ]);
  expect(await jobsFor(database.client, { kind: "person", id: leaver.id })).toEqual(["handover.received"]);
  const last = await lastHandover(database.client, leaver.id);
  expect(last?.receivers).toEqual([{ ownerId: one.id, customers: 3, deals: 4, complaints: 1 }]);
  expect(await receivedCustomers(database.client, one.id, last?.at ?? new Date(0), 2)).toHaveLength(2);
  expect((await showOwned(as(head), leaver.id)).owned).toEqual({
    customers: 0,
    deals: 0,
    complaints: 0,
    followUps: 0,
  });
});

test("in turn the customers are spread over the reps, deals go with them, complaints to whom the policy names", async () => {
  const { customers, deals, shared, complaint } = await work();
  await handOver(as(head), leaver.id, { kind: "in_turn" });
  const [a, b, c] = await Promise.all(customers.map((id) => owner("customer", id)));
  expect([a, b, c]).toEqual([one.id, two.id, one.id]);
  expect(await Promise.all(deals.map((id) => owner("deal", id)))).toEqual([a, b, c]);
  expect(await owner("deal", shared)).toBe(two.id);
  expect(await owner("complaint", complaint)).toBe(support.id);
});

test("to the pool go the customers, and their open deals to whoever hands over", async () => {
  const { customers, deals, shared, complaint } = await work();
  await handOver(as(head), leaver.id, { kind: "pool" });
  for (const id of customers) {
    expect(await owner("customer", id)).toBeNull();
    expect(await database.client.followUp.count({ where: { customerId: id, status: "open" } })).toBe(0);
  }
  for (const id of deals) expect(await owner("deal", id)).toBe(head.id);
  expect(await owner("deal", shared)).toBe(two.id);
  expect(await owner("complaint", complaint)).toBe(support.id);
});

test("only those hand over whom the policy lets, to somebody else who works here, and nothing twice", async () => {
  await work();
  expect(await refusal(handOver(as(one), leaver.id, { kind: "pool" }))).toMatchObject({
    permission: "customer.hand_over",
  });
  expect(await refusal(showOwned(as(one), leaver.id))).toMatchObject({ permission: "customer.hand_over" });
  expect(await refusal(handOver(as(head), 999_999, { kind: "pool" }))).toMatchObject({ field: "leaver" });
  expect(await refusal(handOver(as(head), leaver.id, { kind: "person", id: leaver.id }))).toMatchObject({
    field: "to",
    rule: "is_the_same",
  });
  await database.client.person.update({ where: { id: two.id }, data: { active: false } });
  expect(await refusal(handOver(as(head), leaver.id, { kind: "person", id: two.id }))).toMatchObject({
    field: "to",
    rule: "unknown_person",
  });
  const done = await Promise.all(
    Array.from({ length: 4 }, () => handOver(as(head), leaver.id, { kind: "person", id: one.id })),
  );
  expect(done.map(({ customers }) => customers).sort()).toEqual([0, 0, 0, 3]);
  expect(await jobsFor(database.client, { kind: "person", id: leaver.id })).toEqual(["handover.received"]);
});

test("in turn, while leads are given out in turn, neither waits for the other for ever; 20 times", async () => {
  const specialist = await addPerson(database.client, "Specialist", { roles: ["specialist"] });
  for (let race = 0; race < 20; race += 1) {
    await addCustomer(database.client, { ownerId: leaver.id, at: now.minus({ days: 3 }) });
    const lead = (index: number) =>
      logCustomer(
        as(specialist),
        { name: `Lead ${race} ${index}`, contacts: [] },
        { despiteDuplicates: true },
      );
    await Promise.all([lead(1), lead(2), handOver(as(head), leaver.id, { kind: "in_turn" }), lead(3)]);
  }
}, 60_000);

test("ten thousand customers are handed over in a few seconds", async () => {
  await database.pool.query(
    `insert into customer (name, name_key, owner_id, creator_id, attended_from)
      select 'Customer ' || n, 'customer' || n, $1, $1, now() from generate_series(1, 10000) n`,
    [leaver.id],
  );
  await database.pool.query(
    "insert into ownership (customer_id, owner_id, since, how) select id, owner_id, '2026-01-01', 'imported' from customer",
  );
  const began = Date.now();
  const moved = await handOver(as(head), leaver.id, { kind: "in_turn" });
  expect(moved.customers).toBe(10_000);
  expect(Date.now() - began).toBeLessThan(15_000);
  const held = await database.client.customer.groupBy({ by: ["ownerId"], _count: true });
  expect(held.map(({ _count }) => _count)).toEqual([5_000, 5_000]);
}, 60_000);
