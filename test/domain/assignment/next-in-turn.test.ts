import { DateTime } from "luxon";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, scopeOf, shippedPolicy } from "../approvals/company";
import { addCustomer } from "../pool/facts";

let database: TestDatabase;
let loggers: Person[], reps: Person[];

beforeAll(async () => {
  database = await createDatabase({ poolSize: 20 });
  loggers = [];
  for (const name of ["Ann", "Ben", "Cleo", "Dan"])
    loggers.push(await addPerson(database.client, name, { roles: ["specialist"] }));
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate customer, assignment_turn cascade");
  await database.client.person.updateMany({ where: { roles: { has: "rep" } }, data: { active: false } });
  reps = [];
  for (const name of ["R1", "R2", "R3"])
    reps.push(await addPerson(database.client, name, { roles: ["rep"] }));
});

const now = DateTime.fromISO("2026-11-23T10:00", { zone: "Asia/Shanghai" });
const policyHolding = (hold_at_most: number) => ({
  ...shippedPolicy,
  customers: { ...shippedPolicy.customers, pool: { ...shippedPolicy.customers.pool, hold_at_most } },
});
let count = 0;
async function lead(by: Person | undefined, facts: { ownerId?: number; policy?: typeof shippedPolicy } = {}) {
  if (!by) throw new Error("nobody logs it");
  count += 1;
  const { policy = shippedPolicy, ...input } = facts;
  const scope = scopeOf(database.client, by, { now, policy });
  const logged = await logCustomer(
    scope,
    { name: `Lead ${count}`, contacts: [], ...input },
    { despiteDuplicates: true },
  );
  if (logged.kind !== "logged") throw new Error("not logged");
  return logged.customer;
}
const ownerOf = async (by: Person | undefined, facts: Parameters<typeof lead>[1] = {}) =>
  (await lead(by, facts)).owner?.name ?? null;

test("leads go to one rep after the other, whoever logs them, and what a rep logs is their own", async () => {
  expect(await ownerOf(loggers[0])).toBe("R1");
  expect(await ownerOf(loggers[1])).toBe("R2");
  expect(await ownerOf(reps[0])).toBe("R1");
  expect(await ownerOf(loggers[0], { ownerId: reps[0]?.id ?? 0 })).toBe("R1");
  expect(await ownerOf(loggers[0])).toBe("R3");
  expect(await ownerOf(loggers[0])).toBe("R1");
});

test("who is away, switched off or has all one may hold is passed over, and comes again when they are back", async () => {
  const [r1, r2, r3] = reps;
  const away = { awayFrom: now.minus({ days: 1 }).toJSDate(), awayUntil: now.plus({ days: 1 }).toJSDate() };
  await database.client.person.update({ where: { id: r2?.id ?? 0 }, data: away });
  expect([await ownerOf(loggers[0]), await ownerOf(loggers[0]), await ownerOf(loggers[0])]).toEqual([
    "R1",
    "R3",
    "R1",
  ]);
  await database.client.person.update({
    where: { id: r2?.id ?? 0 },
    data: { awayFrom: null, awayUntil: null },
  });
  expect(await ownerOf(loggers[0])).toBe("R2");
  await database.client.person.update({ where: { id: r3?.id ?? 0 }, data: { active: false } });
  const held = { policy: policyHolding(3) };
  expect([
    await ownerOf(loggers[0], held),
    await ownerOf(loggers[0], held),
    await ownerOf(loggers[0], held),
  ]).toEqual(["R1", "R2", "R2"]);
  expect(r1?.name).toBe("R1");
});

test("a lead that nobody can take goes to the public pool, and those who may assign it are told", async () => {
  await database.client.person.updateMany({ where: { roles: { has: "rep" } }, data: { active: false } });
  const customer = await lead(loggers[0]);
  expect(customer).toMatchObject({ ownerId: null, poolSince: now.toJSDate(), attendedFrom: null });
  expect(await database.client.ownership.count({ where: { customerId: customer.id } })).toBe(0);
  expect(await database.client.followUp.count({ where: { customerId: customer.id } })).toBe(0);
  expect(await jobsFor(database.client, { kind: "customer", id: customer.id })).toEqual([
    "customer.logged",
    "pool.nobody-in-turn",
  ]);
});

test("leads that four people log at the same moment are spread within one of each other, 200 leads", async () => {
  for (let round = 0; round < 10; round += 1)
    await Promise.all(Array.from({ length: 20 }, (_, index) => lead(loggers[index % 4])));
  const held = await database.client.customer.groupBy({ by: ["ownerId"], _count: true });
  const counts = held.map(({ _count }) => _count);
  expect(counts).toHaveLength(3);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(200);
}, 60_000);

test("at the same moment too nobody gets one more than they may hold", async () => {
  for (const { id } of reps) await addCustomer(database.client, { ownerId: id, at: now });
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, index) => ownerOf(loggers[index % 4], { policy: policyHolding(3) })),
  );
  expect(outcomes.filter((each) => each === null)).toHaveLength(2);
  const held = await database.client.customer.groupBy({
    by: ["ownerId"],
    where: { ownerId: { not: null } },
    _count: true,
  });
  expect(held.map(({ _count }) => _count)).toEqual([3, 3, 3]);
});
