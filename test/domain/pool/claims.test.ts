import { DateTime } from "luxon";
import { editCustomer } from "../../../src/domain/customers/edit-customer";
import { assignFromPool } from "../../../src/domain/pool/assign-from-pool";
import { claimCustomer } from "../../../src/domain/pool/claim-customer";
import { giveUpCustomer } from "../../../src/domain/pool/give-up-customer";
import { listPool } from "../../../src/domain/pool/list-pool";
import { mindPool } from "../../../src/domain/pool/mind-pool";
import { referenceOf } from "../../../src/domain/references";
import type { Person } from "../../../src/domain/scope";
import type { PoolRules } from "../../../src/policy/policy";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, refusal, scopeOf, shippedPolicy } from "../approvals/company";
import { addCustomer, addTouch } from "./facts";

let database: TestDatabase;
let rep: Person, other: Person, head: Person, hr: Person;

beforeAll(async () => {
  database = await createDatabase({ poolSize: 20 });
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  other = await addPerson(database.client, "Other", { roles: ["rep"] });
  head = await addPerson(database.client, "Head", { roles: ["department_head"] });
  hr = await addPerson(database.client, "Hr", { roles: ["hr"] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query("truncate customer, pool_warning cascade");
  await database.pool.query("truncate graphile_worker._private_jobs");
});

const start = DateTime.fromISO("2026-11-23T10:00", { zone: "Asia/Shanghai" });
const as = (person: Person, now = start, rules: Partial<PoolRules> = {}) =>
  scopeOf(database.client, person, {
    now,
    policy: {
      ...shippedPolicy,
      customers: { ...shippedPolicy.customers, pool: { ...shippedPolicy.customers.pool, ...rules } },
    },
  });
const pooled = (
  more: { name?: string; industry?: string; region?: string; grade?: string; at?: DateTime } = {},
) => addCustomer(database.client, { ownerId: null, at: start.minus({ days: 1 }), ...more });
const stored = (id: number) => database.client.customer.findUniqueOrThrow({ where: { id } });
async function waitUntilBlocked(): Promise<void> {
  for (let blocked = false; !blocked; ) {
    const { rows } = await database.pool.query<{ waits: boolean }>(
      "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits",
    );
    blocked = rows[0]?.waits ?? false;
  }
}
const night = (days: number) => mindPool(as(rep, start.startOf("day").plus({ days, hours: 7, minutes: 30 })));

test("whoever claims is its owner, its clocks begin anew, and it is to be contacted within a business day", async () => {
  const id = await pooled();
  const claimed = await claimCustomer(as(rep), id);
  expect(claimed).toMatchObject({ ownerId: rep.id, poolSince: null, attendedFrom: start.toJSDate() });
  expect(await database.client.followUp.findMany({ where: { customerId: id } })).toMatchObject([
    { status: "open", dueOn: new Date("2026-11-24T00:00:00Z") },
  ]);
  expect(await database.client.ownership.findMany({ where: { customerId: id } })).toMatchObject([
    { ownerId: rep.id, how: "claimed", byId: rep.id, until: null },
  ]);
  expect(await database.client.auditEntry.findMany({ where: { subjectId: id } })).toMatchObject([
    { action: "customer.claimed", actorId: rep.id, before: { ownerId: null }, after: { ownerId: rep.id } },
  ]);
});

test("two who claim one customer at the same moment: one has it, the other reads who and when; 200 times", async () => {
  const plenty = { claims_per_day: 10_000, hold_at_most: 10_000 };
  for (let round = 0; round < 200; round += 1) {
    const id = await pooled();
    const pair = round % 2 ? [rep, other] : [other, rep];
    const outcomes = await Promise.allSettled(pair.map((each) => claimCustomer(as(each, start, plenty), id)));
    const winner = pair[outcomes.findIndex(({ status }) => status === "fulfilled")];
    const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.problem] : []));
    expect(refused).toEqual([
      {
        code: "CONFLICT",
        reference: referenceOf("customer", id),
        status: "claimed",
        by: winner?.name,
        at: start.toJSDate(),
      },
    ]);
    expect((await stored(id)).ownerId).toBe(winner?.id);
  }
  expect(await database.client.ownership.count()).toBe(200);
  expect(
    await database.client.auditEntry.count({ where: { action: "customer.claimed", origin: "test" } }),
  ).toBeGreaterThanOrEqual(200);
}, 60_000);

test("only so many are claimed a day, also by somebody who presses all at once; the next day begins at the company's midnight", async () => {
  for (let round = 0; round < 8; round += 1) {
    await database.pool.query("truncate customer cascade");
    const ids = await Promise.all(Array.from({ length: 9 }, () => pooled()));
    const outcomes = await Promise.allSettled(ids.map((id) => claimCustomer(as(rep), id)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    for (const each of outcomes)
      if (each.status === "rejected") expect(each.reason.problem).toEqual({ code: "CLAIM_LIMIT", limit: 5 });
  }
  const id = await pooled();
  const midnight = start.plus({ days: 1 }).startOf("day");
  expect(await refusal(claimCustomer(as(rep, midnight.minus({ minutes: 1 })), id))).toMatchObject({
    code: "CLAIM_LIMIT",
  });
  await claimCustomer(as(rep, midnight), id);
}, 60_000);

test("nobody claims above what one may hold, nor is assigned more, also at the same moment", async () => {
  const rules = { hold_at_most: 3, claims_per_day: 100 };
  for (let round = 0; round < 8; round += 1) {
    await database.pool.query("truncate customer cascade");
    await addCustomer(database.client, { ownerId: rep.id, at: start });
    const ids = await Promise.all(Array.from({ length: 6 }, () => pooled()));
    const outcomes = await Promise.allSettled(
      ids.map((id, index) =>
        index % 2
          ? claimCustomer(as(rep, start, rules), id)
          : assignFromPool(as(head, start, rules), id, rep.id),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    for (const each of outcomes)
      if (each.status === "rejected")
        expect(each.reason.problem).toEqual({ code: "HOLDING_LIMIT", person: "Rep", limit: 3 });
  }
});

test("who gave a customer up says why, and claims it again only when the days to cool down are over", async () => {
  const id = await addCustomer(database.client, { ownerId: rep.id, at: start });
  expect(await refusal(giveUpCustomer(as(rep), id, " "))).toMatchObject({
    field: "reason",
    rule: "required",
  });
  const given = await giveUpCustomer(as(rep), id, "No budget.");
  expect(given).toMatchObject({ ownerId: null, poolSince: start.toJSDate(), attendedFrom: null });
  expect(await jobsFor(database.client, { kind: "customer", id })).toEqual(["refresh"]);
  expect(await refusal(giveUpCustomer(as(head), id, "Again"))).toMatchObject({
    code: "WRONG_STATE",
    status: "pooled",
  });
  const until = start.startOf("day").plus({ days: 30 });
  expect(await refusal(claimCustomer(as(rep, until.minus({ minutes: 1 })), id))).toEqual({
    code: "COOLING_DOWN",
    reference: referenceOf("customer", id),
    until: until.toJSDate(),
  });
  await claimCustomer(as(other, start.plus({ days: 1 })), id);
  await giveUpCustomer(as(other, start.plus({ days: 2 })), id, "Too far away.");
  await claimCustomer(as(rep, until), id);
  expect((await stored(id)).ownerId).toBe(rep.id);
});

test("whoever may edit other people's customers may give one up for its owner, who is told", async () => {
  const id = await addCustomer(database.client, { ownerId: rep.id, at: start });
  expect(await refusal(giveUpCustomer(as(other), id, "Mine now"))).toMatchObject({ code: "NOT_ALLOWED" });
  await giveUpCustomer(as(head), id, "He left the region.");
  expect(await jobsFor(database.client, { kind: "customer", id })).toEqual(["refresh", "pool.given-up"]);
});

test("an assigned customer is somebody else's to have, whatever they claimed today, and they are told", async () => {
  const id = await pooled();
  expect(await refusal(assignFromPool(as(rep), id, other.id))).toMatchObject({ permission: "pool.assign" });
  expect(await refusal(assignFromPool(as(head), id, 999_999))).toMatchObject({ field: "person" });
  await assignFromPool(as(head, start, { claims_per_day: 1 }), id, rep.id);
  expect(await jobsFor(database.client, { kind: "customer", id })).toEqual([
    "refresh",
    "customer.handed-over",
  ]);
  expect(await refusal(claimCustomer(as(other), id))).toMatchObject({
    code: "CONFLICT",
    status: "assigned",
    by: "Rep",
  });
});

test("whoever edits a customer of the pool assigns it by that: with the permission, and to nobody who holds all they may", async () => {
  const id = await pooled();
  const to = { name: "Customer", ownerId: rep.id };
  const editor = as(head);
  const permissions = { ...editor.policy.permissions, "pool.assign": [] };
  const without = { ...editor, policy: { ...editor.policy, permissions } };
  expect(await refusal(editCustomer(without, id, 1, to))).toMatchObject({
    code: "NOT_ALLOWED",
    permission: "pool.assign",
  });
  await addCustomer(database.client, { ownerId: rep.id, at: start });
  expect(await refusal(editCustomer(as(head, start, { hold_at_most: 1 }), id, 1, to))).toMatchObject({
    code: "HOLDING_LIMIT",
    person: "Rep",
  });
  expect((await editCustomer(editor, id, 1, to)).ownerId).toBe(rep.id);
});

test("only those claim whom the policy lets, and nothing that has an owner", async () => {
  const id = await pooled();
  expect(await refusal(claimCustomer(as(head), id))).toMatchObject({ permission: "pool.claim" });
  expect(await refusal(claimCustomer(as(hr), id))).toMatchObject({ code: "NOT_FOUND" });
  const owned = await addCustomer(database.client, { ownerId: other.id, at: start });
  expect(await refusal(claimCustomer(as(rep), owned))).toMatchObject({
    code: "CONFLICT",
    status: "owned",
    by: "Other",
  });
});

test("the night warns an owner once of all at 7, 3 and 1 days, and returns what stays untouched with one message", async () => {
  const at = start.minus({ hours: 2 });
  const quiet = [
    await addCustomer(database.client, { ownerId: rep.id, at }),
    await addCustomer(database.client, { ownerId: rep.id, at }),
  ];
  const saved = await addCustomer(database.client, { ownerId: rep.id, at });
  const told = () => jobsFor(database.client, { kind: "person", id: rep.id });
  const done: string[][] = [];
  for (const day of [22, 23, 24, 27, 28, 29]) {
    await database.pool.query("truncate graphile_worker._private_jobs");
    if (day === 28) await addTouch(database.client, saved, other.id, start.plus({ days: 28, hours: -8 }));
    await night(day);
    await night(day);
    done.push(await told());
  }
  expect(done).toEqual([[], ["pool.warned"], [], ["pool.warned"], [], ["pool.warned"]]);
  await database.pool.query("truncate graphile_worker._private_jobs");
  expect(await night(30)).toEqual({ warned: 0, returned: 2 });
  expect(await told()).toEqual(["pool.returned"]);
  for (const id of quiet) {
    expect(await stored(id)).toMatchObject({ ownerId: null });
    expect(await database.client.ownership.findMany({ where: { customerId: id } })).toMatchObject([
      { ended: "returned", byId: rep.id },
    ]);
    expect(
      await database.client.auditEntry.findMany({ where: { subjectId: id, via: "clock" } }),
    ).toMatchObject([{ action: "customer.returned_to_pool", actorId: null, before: { ownerId: rep.id } }]);
  }
  expect((await stored(saved)).ownerId).toBe(rep.id);
  expect(await refusal(claimCustomer(as(rep, start.plus({ days: 30 })), quiet[0] ?? 0))).toMatchObject({
    code: "COOLING_DOWN",
  });
});

test("after nights in which nothing ran the warning comes first, and the return a day later", async () => {
  const id = await addCustomer(database.client, { ownerId: rep.id, at: start });
  expect(await night(45)).toEqual({ warned: 1, returned: 0 });
  expect(await night(45)).toEqual({ warned: 0, returned: 0 });
  expect(await night(46)).toEqual({ warned: 0, returned: 1 });
  expect((await stored(id)).ownerId).toBeNull();
});

test("whoever logs a touch at the moment of the return keeps the customer", async () => {
  const kept = await addCustomer(database.client, { ownerId: rep.id, at: start });
  const lost = await addCustomer(database.client, { ownerId: rep.id, at: start });
  await night(29);
  const toucher = await database.pool.connect();
  try {
    await toucher.query("begin");
    await toucher.query("update customer set updated_at = now() where id = $1", [kept]);
    const returning = night(30);
    await waitUntilBlocked();
    await toucher.query(
      "insert into touch (customer_id, person_id, kind, outcome, at) values ($1, $2, 'call', 'neutral', $3)",
      [kept, rep.id, start.plus({ days: 30, hours: -3 }).toJSDate()],
    );
    await toucher.query("commit");
    expect(await returning).toEqual({ warned: 0, returned: 1 });
  } finally {
    toucher.release();
  }
  expect([(await stored(kept)).ownerId, (await stored(lost)).ownerId]).toEqual([rep.id, null]);
});

test("two replicas at the same moment warn once and return once", async () => {
  for (let index = 0; index < 5; index += 1)
    await addCustomer(database.client, { ownerId: index % 2 ? rep.id : other.id, at: start });
  const sum = (nights: { warned: number; returned: number }[]) => ({
    warned: nights.reduce((all, { warned }) => all + warned, 0),
    returned: nights.reduce((all, { returned }) => all + returned, 0),
  });
  expect(sum(await Promise.all([night(29), night(29), night(29)]))).toEqual({ warned: 5, returned: 0 });
  expect(sum(await Promise.all([night(30), night(30), night(30)]))).toEqual({ warned: 0, returned: 5 });
  expect(await jobsFor(database.client, { kind: "person", id: rep.id })).toEqual([
    "pool.warned",
    "pool.returned",
  ]);
});

test("passing a customer on to a colleague keeps its clock", async () => {
  const id = await addCustomer(database.client, { ownerId: rep.id, at: start });
  await night(29);
  await editCustomer(as(rep, start.plus({ days: 29 })), id, 1, { name: "Customer", ownerId: other.id });
  expect(await night(30)).toEqual({ warned: 0, returned: 1 });
});

test("the pool is listed newest first, page by page, and by industry, region and grade", async () => {
  const ids: number[] = [];
  for (let index = 0; index < 45; index += 1)
    ids.push(
      await pooled({
        at: start.minus({ hours: 50 - Math.floor(index / 3) }),
        industry: index % 5 === 0 ? "retail" : "finance",
        region: index % 9 === 0 ? "Shanghai Pudong" : "北京",
        ...(index % 15 === 0 ? { grade: "B" } : {}),
      }),
    );
  const none = { industry: null, grade: null, region: null };
  const seen: number[] = [];
  let after = null;
  for (let page = 0; page < 3; page += 1) {
    const read = await listPool(as(rep), none, after);
    expect(read.total).toBe(45);
    seen.push(...read.customers.map(({ id }) => id));
    after = read.next;
  }
  expect(after).toBeNull();
  expect(seen).toEqual([...ids].reverse());
  const count = async (filter: object) => (await listPool(as(rep), { ...none, ...filter }, null)).total;
  expect(await count({ industry: "retail" })).toBe(9);
  expect(await count({ region: "shanghai" })).toBe(5);
  expect(await count({ grade: "B" })).toBe(3);
  expect(await count({ grade: "D" })).toBe(42);
  expect(await count({ industry: "retail", region: "shanghai", grade: "B" })).toBe(1);
  expect(await refusal(listPool(as(hr), none, null))).toMatchObject({ permission: "customer.view" });
});
