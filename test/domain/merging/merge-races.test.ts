import { DateTime } from "luxon";
import { editCustomer } from "../../../src/domain/customers/edit-customer";
import { mergeCustomers } from "../../../src/domain/merging/merge-customers";
import { unmergeCustomers } from "../../../src/domain/merging/unmerge-customers";
import { referenceOf } from "../../../src/domain/references";
import type { Person } from "../../../src/domain/scope";
import { logTouch } from "../../../src/domain/touches/log-touch";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, refusal, scopeOf } from "../approvals/company";
import { addCustomer } from "../pool/facts";

const now = DateTime.fromISO("2026-11-23T10:00", { zone: "Asia/Shanghai" });
let database: TestDatabase;
let rep: Person, other: Person, head: Person;

beforeAll(async () => {
  database = await createDatabase({ poolSize: 20 });
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  other = await addPerson(database.client, "Other", { roles: ["rep"] });
  head = await addPerson(database.client, "Head", { roles: ["department_head"] });
});
afterAll(() => database.drop());

const as = (person: Person, at = now) => scopeOf(database.client, person, { now: at });
const add = (owner: Person | null = rep) =>
  addCustomer(database.client, { ownerId: owner?.id ?? null, at: now.minus({ days: 9 }), name: "Acme" });
const stored = (id: number) => database.client.customer.findUniqueOrThrow({ where: { id } });
const merged = (mergedId: number, keptId: number) => ({
  code: "MERGED",
  reference: referenceOf("customer", mergedId),
  into: referenceOf("customer", keptId),
});
const refusals = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.problem] : []));
const touch = (customerId: number) => ({
  customerId,
  kind: "call" as const,
  outcome: "neutral" as const,
  at: now,
  note: null,
  nextStep: null,
  nextOn: null,
  sourceLink: null,
});

test("its owner merges two of theirs, a head any two, and nobody else's", async () => {
  const [mine, mine2, others] = [await add(), await add(), await add(other)];
  await mergeCustomers(as(rep), { keptId: mine, mergedId: mine2 });
  expect(await refusal(mergeCustomers(as(rep), { keptId: mine, mergedId: others }))).toMatchObject({
    code: "NOT_ALLOWED",
  });
  const merge = await mergeCustomers(as(head), { keptId: mine, mergedId: others });
  expect(await refusal(unmergeCustomers(as(rep), merge.id))).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await jobsFor(database.client, { kind: "customer", id: others })).toContain("customer.merged");
});

test("one is not merged into itself, nor after it was merged", async () => {
  const [a, b, c] = [await add(), await add(), await add()];
  expect(await refusal(mergeCustomers(as(head), { keptId: a, mergedId: a }))).toEqual({
    code: "INVALID",
    field: "merged",
    rule: "is_the_same",
  });
  await mergeCustomers(as(head), { keptId: a, mergedId: b });
  expect(await refusal(mergeCustomers(as(head), { keptId: b, mergedId: c }))).toEqual(merged(b, a));
  expect(await refusal(mergeCustomers(as(head), { keptId: c, mergedId: b }))).toEqual(merged(b, a));
});

test("is undone within the policy's days, once, and the latest first", async () => {
  const [a, b, c] = [await add(), await add(null), await add(other)];
  const first = await mergeCustomers(as(head), { keptId: a, mergedId: b });
  const second = await mergeCustomers(as(head), { keptId: a, mergedId: c });
  expect(await refusal(unmergeCustomers(as(head), first.id))).toEqual({
    code: "LATER_MERGE",
    reference: referenceOf("customer", b),
    later: referenceOf("customer", c),
  });
  const late = as(head, now.plus({ days: 30, minutes: 1 }));
  expect(await refusal(unmergeCustomers(late, second.id))).toMatchObject({ code: "TOO_LATE" });
  await unmergeCustomers(as(head), second.id);
  expect(await refusal(unmergeCustomers(as(head), second.id))).toMatchObject({
    code: "CONFLICT",
    status: "unmerged",
    by: "Head",
  });
  await unmergeCustomers(as(head), first.id);
});

test("what came after the merge stays with the one that was kept", async () => {
  const [kept, gone] = [await add(null), await add()];
  const merge = await mergeCustomers(as(head), { keptId: kept, mergedId: gone });
  await logTouch(as(rep, now.plus({ hours: 1 })), touch(kept));
  const { revision } = await stored(kept);
  await editCustomer(as(head), kept, revision, { name: "Acme", needs: "later", ownerId: other.id });
  await unmergeCustomers(as(head, now.plus({ hours: 2 })), merge.id);
  expect(await stored(kept)).toMatchObject({ needs: "later", ownerId: other.id });
  expect(await stored(gone)).toMatchObject({ ownerId: rep.id, mergedIntoId: null });
  expect(await database.client.touch.count({ where: { customerId: kept } })).toBe(1);
  for (const customerId of [kept, gone])
    expect(await database.client.followUp.count({ where: { customerId, status: "open" } })).toBeLessThan(2);
});

test("the merged one's owner who left meanwhile is not its owner again: it goes to the public pool", async () => {
  const leaver = await addPerson(database.client, "Leaver", { roles: ["rep"] });
  const [kept, gone] = [await add(), await add(leaver)];
  const merge = await mergeCustomers(as(head), { keptId: kept, mergedId: gone });
  await database.client.person.update({ where: { id: leaver.id }, data: { active: false } });
  await unmergeCustomers(as(head), merge.id);
  expect(await stored(gone)).toMatchObject({ ownerId: null, poolSince: now.toJSDate() });
});

test("two who merge a pair the other way round: one does, the other reads into which; 200 times", async () => {
  for (let round = 0; round < 200; round += 1) {
    const [a, b] = [await add(), await add()];
    const outcomes = await Promise.allSettled([
      mergeCustomers(as(head), { keptId: a, mergedId: b }),
      mergeCustomers(as(rep), { keptId: b, mergedId: a }),
    ]);
    const [gone, kept] = outcomes[0].status === "fulfilled" ? [b, a] : [a, b];
    expect(refusals(outcomes)).toEqual([merged(gone, kept)]);
    expect(await stored(kept)).toMatchObject({ mergedIntoId: null, ownerId: rep.id });
    expect(await database.client.customerMerge.count({ where: { keptId: kept } })).toBe(1);
  }
}, 120_000);

test("a touch and an edit of the one that is merged at that moment go with it, or are refused; 200 times", async () => {
  for (let round = 0; round < 200; round += 1) {
    const [kept, gone] = [await add(), await add(other)];
    const { revision } = await stored(gone);
    const doings = [
      () => mergeCustomers(as(head), { keptId: kept, mergedId: gone }),
      () => logTouch(as(other), touch(gone)),
      () => editCustomer(as(other), gone, revision, { name: "Acme", needs: "ten seats" }),
    ];
    const shift = round % 3;
    const started = await Promise.allSettled(
      [...doings.slice(shift), ...doings.slice(0, shift)].map((each) => each()),
    );
    const [merging, touching, editing] = started.map((_, index) => started[(index + 3 - shift) % 3]);
    expect(merging?.status).toBe("fulfilled");
    const touched = touching?.status === "fulfilled" ? 1 : 0;
    expect(await database.client.touch.count({ where: { customerId: kept } })).toBe(touched);
    expect(await database.client.touch.count({ where: { customerId: gone } })).toBe(0);
    expect((await stored(kept)).needs).toBe(editing?.status === "fulfilled" ? "ten seats" : null);
    for (const problem of refusals(started)) expect(["MERGED", "STALE_FORM"]).toContain(problem.code);
  }
}, 120_000);
