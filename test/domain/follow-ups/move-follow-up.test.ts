import { DateTime } from "luxon";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { openFollowUp } from "../../../src/domain/follow-ups/follow-up";
import { listFollowUps, mostCounted } from "../../../src/domain/follow-ups/list-follow-ups";
import { rescheduleFollowUp, snoozeFollowUp } from "../../../src/domain/follow-ups/move-follow-up";
import { moveCustomers } from "../../../src/domain/ownership/move-customers";
import { referenceOf } from "../../../src/domain/references";
import type { Person } from "../../../src/domain/scope";
import { logTouch } from "../../../src/domain/touches/log-touch";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person, colleague: Person, manager: Person;
const zone = "Asia/Shanghai";
/** A Wednesday. */
const now = DateTime.fromISO("2026-11-25T10:00:00", { zone });

beforeAll(async () => {
  database = await createDatabase({ poolSize: 12 });
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  colleague = await addPerson(database.client, "Colleague", { roles: ["rep"] });
  manager = await addPerson(database.client, "Manager", { roles: ["marketing_manager"] });
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query("truncate customer cascade"));

const as = (person: Person, at = now) => scopeOf(database.client, person, { now: at });
const day = (text: string) => DateTime.fromISO(text, { zone });
async function customer(name: string, owner = rep): Promise<{ customerId: number; followUpId: number }> {
  const logged = await logCustomer(as(owner), { name, contacts: [] }, { despiteDuplicates: true });
  if (logged.kind !== "logged") throw new Error("not logged");
  const customerId = logged.customer.id;
  const open = await openFollowUp(database.client, customerId);
  return { customerId, followUpId: open?.id ?? 0 };
}
const call = (customerId: number) => ({
  customerId,
  kind: "call" as const,
  outcome: "neutral" as const,
  note: null,
  nextStep: null,
  nextOn: null,
  sourceLink: null,
});
const iso = (date: Date) => date.toISOString().slice(0, 10);

test("an owner puts a follow-up on another day: the open one becomes moved, and a person's stands in its place", async () => {
  const { customerId, followUpId } = await customer("Acme");
  const moved = await rescheduleFollowUp(as(rep), followUpId, day("2026-12-05"));
  expect(moved).toMatchObject({ status: "open", setBy: "person" });
  expect(iso(moved.dueOn)).toBe("2026-12-05");
  const was = await database.client.followUp.findUnique({ where: { id: followUpId } });
  expect(was).toMatchObject({ status: "moved", ownerId: rep.id, closedAt: now.toJSDate() });
  const entry = await database.client.auditEntry.findFirst({
    where: { subjectId: customerId, action: "customer.follow_up_moved" },
  });
  expect(entry).toMatchObject({ before: { dueOn: "2026-11-26" }, after: { dueOn: "2026-12-05" } });
  expect(await jobsFor(database.client, { kind: "customer", id: customerId })).toContain("refresh");
});

test("a snooze counts from the day it was due, or from today where that is over, and ends on a day that is worked", async () => {
  const { followUpId } = await customer("Acme");
  // From Thursday to Saturday, which is off.
  const snoozed = await snoozeFollowUp(as(rep), followUpId, 2);
  expect(iso(snoozed.dueOn)).toBe("2026-11-30");
  const overdue = await snoozeFollowUp(as(rep, day("2026-12-09").set({ hour: 9 })), snoozed.id, 1);
  expect(iso(overdue.dueOn)).toBe("2026-12-10");
});

test("a day of the past is refused, and another's follow-up, and the same day again changes nothing", async () => {
  const { customerId, followUpId } = await customer("Acme");
  expect(await refusal(rescheduleFollowUp(as(rep), followUpId, day("2026-11-24")))).toMatchObject({
    field: "nextOn",
    rule: "date_in_past",
  });
  expect(await refusal(snoozeFollowUp(as(colleague), followUpId, 1))).toMatchObject({
    code: "NOT_ALLOWED",
    permission: "customer.edit_any",
  });
  expect((await rescheduleFollowUp(as(rep), followUpId, day("2026-11-26"))).id).toBe(followUpId);
  expect(await database.client.followUp.count({ where: { customerId } })).toBe(1);
  await rescheduleFollowUp(as(manager), followUpId, day("2026-11-27"));
});

test("whoever comes second is told who was first, and what they did", async () => {
  const { customerId, followUpId } = await customer("Acme");
  const reference = referenceOf("customer", customerId);
  const moved = await rescheduleFollowUp(as(manager), followUpId, day("2026-11-27"));
  expect(await refusal(rescheduleFollowUp(as(rep), followUpId, day("2026-11-30")))).toEqual({
    code: "CONFLICT",
    reference,
    status: "rescheduled",
    by: "Manager",
    at: now.toJSDate(),
  });
  await logTouch(as(rep), call(customerId));
  expect(await refusal(snoozeFollowUp(as(manager), moved.id, 1))).toEqual({
    code: "CONFLICT",
    reference,
    status: "followed_up",
    by: "Rep",
    at: now.toJSDate(),
  });
  const open = await openFollowUp(database.client, customerId);
  await database.client.$transaction((transaction) =>
    moveCustomers(transaction, as(rep), [customerId], {
      from: rep.id,
      to: null,
      how: "passed_on",
      ended: "given_up",
      byId: rep.id,
    }),
  );
  expect(await refusal(snoozeFollowUp(as(manager), open?.id ?? 0, 1))).toMatchObject({
    code: "WRONG_STATE",
    status: "pooled",
  });
});

test("of a touch and two moves at one moment each is done or told who was first, and one follow-up is open", async () => {
  for (let race = 0; race < 200; race += 1) {
    const { customerId, followUpId } = await customer(`Acme ${race}`);
    const tries = await Promise.allSettled([
      rescheduleFollowUp(as(rep), followUpId, day("2026-12-01")),
      rescheduleFollowUp(as(manager), followUpId, day("2026-12-02")),
      logTouch(as(rep), call(customerId)),
    ]);
    for (const each of tries)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ problem: { code: "CONFLICT" } });
    expect(tries[2]?.status).toBe("fulfilled");
    expect(await database.client.followUp.count({ where: { customerId, status: "open" } })).toBe(1);
  }
}, 60_000);

test("a list has the overdue first, then today's, then those of the week to come, and counts them", async () => {
  const due = async (name: string, on: string, owner = rep) => {
    const { followUpId } = await customer(name, owner);
    await database.client.followUp.update({ where: { id: followUpId }, data: { dueOn: new Date(on) } });
  };
  await due("In a week", "2026-12-02");
  await due("Later", "2026-12-03");
  await due("Today", "2026-11-25");
  await due("Overdue", "2026-11-20");
  await due("Another's", "2026-11-19", colleague);
  const mine = await listFollowUps(as(rep), { whose: "mine", page: 1 });
  expect(mine.followUps.map(({ customerName }) => customerName)).toEqual(["Overdue", "Today", "In a week"]);
  expect(mine).toMatchObject({ overdue: 1, today: 1, coming: 1, page: 1, pages: 1 });
  const today = await listFollowUps(as(rep), { whose: "mine", page: 1, days: 0, perPage: 1 });
  expect(today).toMatchObject({ overdue: 1, today: 1, coming: 0, pages: 2 });
  expect(today.followUps).toHaveLength(1);
  expect(await refusal(listFollowUps(as(rep), { whose: "all", page: 1 }))).toMatchObject({
    code: "NOT_ALLOWED",
  });
  const all = await listFollowUps(as(manager), { whose: "all", page: 9 });
  expect(all.followUps.map(({ customerName, ownerName }) => [customerName, ownerName])).toEqual([
    ["Another's", "Colleague"],
    ["Overdue", "Rep"],
    ["Today", "Rep"],
    ["In a week", "Rep"],
  ]);
});

test("among very many of everybody's a page is found without counting them all, and one's own without theirs", async () => {
  await database.pool.query("truncate customer cascade");
  await database.pool.query(
    `insert into customer (id, name, name_key, owner_id, creator_id, attended_from)
      select n, 'Many ' || n, 'many', $1::int + 0 * n, $1, now() from generate_series(1, 30000) n`,
    [colleague.id],
  );
  await database.pool.query(
    `insert into follow_up (customer_id, due_on, set_by) select n, '2026-11-20', 'rhythm' from generate_series(1, 30000) n`,
  );
  await database.pool.query("update customer set owner_id = $1 where id % 1000 = 0", [rep.id]);
  await database.pool.query("analyze customer, follow_up");
  const all = await listFollowUps(as(manager), { whose: "all", page: 99 });
  expect(all).toMatchObject({ overdue: mostCounted, today: 0, coming: 0, page: 50, pages: 50 });
  expect(all.followUps).toHaveLength(20);
  expect(await listFollowUps(as(rep), { whose: "mine", page: 2 })).toMatchObject({ overdue: 30, pages: 2 });
});
