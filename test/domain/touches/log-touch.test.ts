import { DateTime } from "luxon";
import { recordComplaint } from "../../../src/domain/complaints/record-complaint";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { rescheduleFollowUp } from "../../../src/domain/follow-ups/move-follow-up";
import { moveCustomers } from "../../../src/domain/ownership/move-customers";
import { referenceOf } from "../../../src/domain/references";
import type { Person } from "../../../src/domain/scope";
import { lastLoggedBy, lastLoggedByOthers, lastTouch } from "../../../src/domain/touches/last-touch";
import { logTouch } from "../../../src/domain/touches/log-touch";
import { requireTouch } from "../../../src/domain/touches/require-touch";
import type { TouchInput } from "../../../src/domain/touches/touch";
import type { Grade } from "../../../src/policy/policy";
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

const as = (person: Person, at = now) => scopeOf(database.client, person, { now: at });
async function customer(grade: Grade | null = null): Promise<number> {
  const logged = await logCustomer(as(rep), { name: "Acme", contacts: [] }, { despiteDuplicates: true });
  if (logged.kind !== "logged") throw new Error("not logged");
  await database.client.customer.update({ where: { id: logged.customer.id }, data: { grade } });
  return logged.customer.id;
}
const touch = (customerId: number, more: Partial<TouchInput> = {}): TouchInput => ({
  customerId,
  kind: "call",
  outcome: "neutral",
  note: "Asked for a quote",
  nextStep: null,
  nextOn: null,
  sourceLink: null,
  ...more,
});
const followUps = async (customerId: number) =>
  (await database.client.followUp.findMany({ where: { customerId }, orderBy: { id: "asc" } })).map(
    (each) => ({
      status: each.status,
      dueOn: each.dueOn.toISOString().slice(0, 10),
      setBy: each.setBy,
      ownerId: each.ownerId,
      step: each.step,
    }),
  );
const touches = (customerId: number) => database.client.touch.count({ where: { customerId } });
const day = (text: string) => DateTime.fromISO(text, { zone });

test("a touch does the open follow-up, and the next follows the rhythm of the grade", async () => {
  const id = await customer("A");
  await logTouch(as(rep), touch(id, { nextStep: " Send the quote " }));
  expect(await followUps(id)).toEqual([
    { status: "done", dueOn: "2026-11-26", setBy: "rhythm", ownerId: rep.id, step: null },
    { status: "open", dueOn: "2026-12-02", setBy: "rhythm", ownerId: null, step: "Send the quote" },
  ]);
  const stored = await database.client.touch.findFirstOrThrow({ where: { customerId: id } });
  expect(stored).toMatchObject({
    kind: "call",
    note: "Asked for a quote",
    personId: rep.id,
    at: now.toJSDate(),
  });
  const done = await database.client.followUp.findFirst({ where: { customerId: id, status: "done" } });
  expect(done?.touchId).toBe(stored.id);
  expect(await jobsFor(database.client, { kind: "customer", id })).toEqual(["customer.logged", "refresh"]);
  const entry = await database.client.auditEntry.findFirst({
    where: { subjectId: id, action: "customer.touched" },
  });
  expect(entry?.after).toMatchObject({ kind: "call", outcome: "neutral", nextStep: "Send the quote" });
});

test("a day that a person gives is the next follow-up, and a day of the past is refused", async () => {
  const id = await customer("A");
  await logTouch(as(rep), touch(id, { nextOn: day("2026-11-28") }));
  expect((await followUps(id)).at(-1)).toMatchObject({
    status: "open",
    dueOn: "2026-11-28",
    setBy: "person",
  });
  await logTouch(as(rep), touch(id, { nextOn: day("2026-11-25") }));
  expect(await refusal(logTouch(as(rep), touch(id, { nextOn: day("2026-11-24") })))).toEqual({
    code: "INVALID",
    field: "nextOn",
    rule: "date_in_past",
  });
});

test("a day that was agreed stays until it comes or another is given, with the step that is typed meanwhile", async () => {
  const id = await customer("A");
  const open = async () => (await followUps(id)).filter(({ status }) => status === "open");
  await logTouch(as(rep), touch(id, { nextOn: day("2026-12-20") }));
  await logTouch(as(rep), touch(id));
  expect(await open()).toMatchObject([{ dueOn: "2026-12-20", setBy: "person" }]);
  await logTouch(as(rep), touch(id, { nextStep: "Bring the contract" }));
  expect(await open()).toMatchObject([{ dueOn: "2026-12-20", step: "Bring the contract" }]);
  const onItsDay = now.set({ month: 12, day: 20 });
  await logTouch(as(rep, onItsDay), touch(id, { at: onItsDay }));
  expect(await open()).toMatchObject([{ setBy: "rhythm" }]);
  await logTouch(as(rep, onItsDay), touch(id, { at: onItsDay, nextOn: day("2027-01-15") }));
  await logTouch(as(rep, onItsDay), touch(id, { at: onItsDay, nextOn: day("2027-01-08") }));
  expect(await open()).toMatchObject([{ dueOn: "2027-01-08" }]);
});

test("a follow-up that was only put off is done by a touch before its day", async () => {
  const id = await customer("A");
  const [first] = await database.client.followUp.findMany({ where: { customerId: id, status: "open" } });
  await rescheduleFollowUp(as(rep), first?.id ?? 0, day("2026-12-10"));
  await logTouch(as(rep), touch(id));
  expect((await followUps(id)).at(-1)).toMatchObject({
    status: "open",
    setBy: "rhythm",
    dueOn: "2026-12-02",
  });
});

test("a touch is neither of the future nor more than 30 days ago", async () => {
  const id = await customer();
  expect(await refusal(logTouch(as(rep), touch(id, { at: now.plus({ minutes: 1 }) })))).toMatchObject({
    field: "at",
    rule: "date_in_future",
  });
  expect(await refusal(logTouch(as(rep), touch(id, { at: now.minus({ days: 31 }) })))).toMatchObject({
    field: "at",
    rule: "date_too_old",
    limit: 30,
  });
  await logTouch(as(rep), touch(id, { at: now.minus({ days: 30 }) }));
  expect(await touches(id)).toBe(1);
});

test("one that is logged late, after a later touch, leaves the follow-up as it is", async () => {
  const id = await customer("A");
  await logTouch(as(rep), touch(id, { nextOn: day("2026-12-01") }));
  await logTouch(as(rep), touch(id, { at: now.minus({ days: 3 }) }));
  expect((await followUps(id)).map(({ status, dueOn }) => [status, dueOn])).toEqual([
    ["done", "2026-11-26"],
    ["open", "2026-12-01"],
  ]);
});

test("another's customer is touched only by those whom the policy lets, and its owner is told", async () => {
  const id = await customer();
  expect(await refusal(logTouch(as(colleague), touch(id)))).toMatchObject({
    code: "NOT_ALLOWED",
    permission: "touch.log_any",
  });
  await logTouch(as(manager), touch(id));
  expect(await jobsFor(database.client, { kind: "customer", id })).toEqual(
    expect.arrayContaining(["touch.logged"]),
  );
  expect((await followUps(id)).map(({ status, ownerId }) => [status, ownerId])).toEqual([
    ["done", rep.id],
    ["open", null],
  ]);
});

test("one in the public pool is claimed first; who may log any touch opens no follow-up by it", async () => {
  const id = await customer();
  await database.client.$transaction((transaction) =>
    moveCustomers(transaction, as(rep), [id], {
      from: rep.id,
      to: null,
      how: "passed_on",
      ended: "given_up",
      byId: rep.id,
    }),
  );
  expect(await refusal(logTouch(as(colleague), touch(id)))).toEqual({
    code: "WRONG_STATE",
    reference: referenceOf("customer", id),
    status: "pooled",
  });
  await logTouch(as(manager), touch(id, { nextOn: day("2026-12-01") }));
  expect(await touches(id)).toBe(1);
  expect((await followUps(id)).map(({ status }) => status)).toEqual(["dropped"]);
});

test("of a touch that is logged late it is that one which was logged last, by whom and by others than the owner", async () => {
  const id = await customer();
  await logTouch(as(manager), touch(id, { note: "Today" }));
  await logTouch(as(manager), touch(id, { note: "Last week", at: now.minus({ days: 7 }) }));
  await logTouch(as(rep), touch(id, { note: "Own" }));
  expect((await lastLoggedBy(database.client, id, manager.id))?.note).toBe("Last week");
  expect((await lastLoggedByOthers(database.client, { id, ownerId: rep.id }))?.note).toBe("Last week");
  expect((await lastTouch(database.client, id))?.note).toBe("Own");
});

test("a touch keeps a link to the web and no other, and is shown to whoever sees its customer", async () => {
  const id = await customer();
  await logTouch(as(rep), touch(id, { sourceLink: "https://chat.example/1" }));
  const linked = await lastLoggedBy(database.client, id, rep.id);
  expect(await requireTouch(as(colleague), linked?.id ?? 0)).toMatchObject({
    sourceLink: "https://chat.example/1",
  });
  await logTouch(as(rep), touch(id, { sourceLink: "javascript:alert(1)" }));
  expect((await lastLoggedBy(database.client, id, rep.id))?.sourceLink).toBeNull();
  const hr = await addPerson(database.client, "Hr", { roles: ["hr"] });
  expect(await refusal(requireTouch(as(hr), linked?.id ?? 0))).toMatchObject({ code: "NOT_FOUND" });
});

test("one that was merged into another says which", async () => {
  const [id, into] = [await customer(), await customer()];
  await database.client.customer.update({
    where: { id },
    data: { mergedIntoId: into, ownerId: null, attendedFrom: null },
  });
  expect(await refusal(logTouch(as(rep), touch(id)))).toEqual({
    code: "MERGED",
    reference: referenceOf("customer", id),
    into: referenceOf("customer", into),
  });
});

test("a customer who was reached is no longer waited for; one who did not answer is", async () => {
  const id = await customer();
  const complaint = await recordComplaint(as(rep), {
    customerId: id,
    severity: "S3",
    product: "crm",
    description: "Slow",
    sourceLink: null,
  });
  await database.client.complaintPause.create({
    data: { complaintId: complaint.id, since: now.toJSDate(), why: "customer" },
  });
  const waiting = () =>
    database.client.complaintPause.count({ where: { complaintId: complaint.id, until: null } });
  await logTouch(as(rep, now.plus({ minutes: 1 })), touch(id, { outcome: "no_answer" }));
  expect(await waiting()).toBe(1);
  await logTouch(as(rep, now.plus({ minutes: 2 })), touch(id, { outcome: "positive" }));
  expect(await waiting()).toBe(0);
});

test("a form that is handed in twice, also at once, logs one touch; another form logs another", async () => {
  const id = await customer();
  await Promise.all([1, 2, 3].map(() => logTouch(as(rep), touch(id), "form-1")));
  expect(await touches(id)).toBe(1);
  await logTouch(as(rep), touch(id), "form-2");
  expect(await touches(id)).toBe(2);
});

test("of two touches at one moment both count, and one follow-up is open", async () => {
  for (let race = 0; race < 200; race += 1) {
    const id = await customer("B");
    await Promise.all([
      logTouch(as(rep), touch(id, { note: "one" })),
      logTouch(as(manager), touch(id, { note: "two" })),
    ]);
    expect(await touches(id)).toBe(2);
    expect((await followUps(id)).map(({ status }) => status).sort()).toEqual(["done", "done", "open"]);
  }
}, 60_000);
