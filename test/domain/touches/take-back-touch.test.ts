import { DateTime } from "luxon";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { followUpOvertaken, requireFollowUp } from "../../../src/domain/follow-ups/follow-up";
import { rescheduleFollowUp } from "../../../src/domain/follow-ups/move-follow-up";
import { mergeCustomers } from "../../../src/domain/merging/merge-customers";
import { unmergeCustomers } from "../../../src/domain/merging/unmerge-customers";
import { moveCustomers } from "../../../src/domain/ownership/move-customers";
import { referenceOf } from "../../../src/domain/references";
import { recordVisit } from "../../../src/domain/return-visits/record-visit";
import type { Person } from "../../../src/domain/scope";
import { showTimeline } from "../../../src/domain/timeline/show-timeline";
import { lastLoggedBy, lastLoggedOfAll, lastTakenBack } from "../../../src/domain/touches/last-touch";
import { logTouch } from "../../../src/domain/touches/log-touch";
import { requireTouch } from "../../../src/domain/touches/require-touch";
import { mayTakeBack, takeBackTouch } from "../../../src/domain/touches/take-back-touch";
import type { TouchInput } from "../../../src/domain/touches/touch";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person, colleague: Person, head: Person, hr: Person;
const zone = "Asia/Shanghai";
/** A Wednesday, when every customer here is logged. */
const now = DateTime.fromISO("2026-11-25T10:00:00", { zone });

beforeAll(async () => {
  database = await createDatabase({ poolSize: 12 });
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  colleague = await addPerson(database.client, "Colleague", { roles: ["rep"] });
  head = await addPerson(database.client, "Head", { roles: ["department_head"] });
  hr = await addPerson(database.client, "Hr", { roles: ["hr"] });
});
afterAll(() => database.drop());

/** So many minutes after that. */
const as = (person: Person, minutes = 0) => scopeOf(database.client, person, { now: now.plus({ minutes }) });
const day = 24 * 60;
async function customer(grade: "A" | "B" | null = "A"): Promise<number> {
  const logged = await logCustomer(as(rep), { name: "Acme", contacts: [] }, { despiteDuplicates: true });
  if (logged.kind !== "logged") throw new Error("not logged");
  await database.client.customer.update({ where: { id: logged.customer.id }, data: { grade } });
  return logged.customer.id;
}
/** Logs a touch so many minutes after the customer, and gives its id. */
async function log(
  customerId: number,
  minutes: number,
  { by = rep, ...more }: Partial<TouchInput> & { by?: Person } = {},
): Promise<number> {
  await logTouch(as(by, minutes), {
    customerId,
    kind: "call",
    outcome: "neutral",
    note: "Asked for a quote",
    nextStep: null,
    nextOn: null,
    sourceLink: null,
    ...more,
  });
  return (await lastLoggedBy(database.client, customerId, by.id))?.id ?? 0;
}
const followUps = async (customerId: number) =>
  (await database.client.followUp.findMany({ where: { customerId }, orderBy: { id: "asc" } })).map(
    ({ status, dueOn }) => [status, dueOn.toISOString().slice(0, 10)],
  );
const touches = (customerId: number) => database.client.touch.count({ where: { customerId } });

test("whoever logged a touch takes it back: it is kept apart as it was, with who and when, and counts no more", async () => {
  const id = await customer();
  const touch = await log(id, 1, { nextStep: "Send it", sourceLink: "https://chat.example/1" });
  const before = await database.client.touch.findUniqueOrThrow({ where: { id: touch } });
  const { updatedAt } = await database.client.customer.findUniqueOrThrow({ where: { id } });
  await takeBackTouch(as(rep, 5), touch);
  expect(await touches(id)).toBe(0);
  expect(await database.client.takenBackTouch.findUniqueOrThrow({ where: { id: touch } })).toEqual({
    ...before,
    takenBackAt: now.plus({ minutes: 5 }).toJSDate(),
    takenBackById: rep.id,
  });
  const entry = await database.client.auditEntry.findFirstOrThrow({
    where: { subjectKind: "customer", subjectId: id, action: "customer.touch_taken_back" },
  });
  expect(entry).toMatchObject({
    actorId: rep.id,
    before: { kind: "call", outcome: "neutral", note: "Asked for a quote", nextStep: "Send it" },
    after: null,
  });
  // Nothing was learned of the customer by it.
  expect((await database.client.customer.findUniqueOrThrow({ where: { id } })).updatedAt).toEqual(updatedAt);
  expect(await jobsFor(database.client, { kind: "customer", id })).toEqual(["customer.logged", "refresh"]);
});

test("the follow-up that it did is open again, and the one that it opened is dropped", async () => {
  const id = await customer();
  const touch = await log(id, 1, { nextStep: "Send it" });
  expect(await followUps(id)).toEqual([
    ["done", "2026-11-26"],
    ["open", "2026-12-02"],
  ]);
  await takeBackTouch(as(rep, 5), touch);
  expect(await followUps(id)).toEqual([
    ["open", "2026-11-26"],
    ["dropped", "2026-12-02"],
  ]);
  const [again, dropped] = await database.client.followUp.findMany({
    where: { customerId: id },
    orderBy: { id: "asc" },
  });
  expect(again).toMatchObject({ closedAt: null, ownerId: null, touchId: null });
  expect(dropped).toMatchObject({ closedAt: now.plus({ minutes: 5 }).toJSDate(), ownerId: rep.id });
  // Whoever has the card of the dropped one before them reads why.
  const gone = await requireFollowUp(as(rep), dropped?.id ?? 0);
  expect((await followUpOvertaken(database.client, gone)).problem).toMatchObject({
    code: "CONFLICT",
    status: "touch_taken_back",
    by: "Rep",
  });
  await log(id, 9);
  expect((await followUps(id)).map(([status]) => status)).toEqual(["done", "dropped", "open"]);
});

test("what a later touch has done since stays, and the day by rhythm is counted from the touches that stand", async () => {
  const id = await customer();
  const mistaken = await log(id, day);
  // Logged after it, of the day before.
  await log(id, day + 5, { at: now });
  expect(await followUps(id)).toEqual([
    ["done", "2026-11-26"],
    ["open", "2026-12-03"],
  ]);
  await takeBackTouch(as(rep, day + 9), mistaken);
  expect(await followUps(id)).toEqual([
    ["done", "2026-11-26"],
    ["open", "2026-12-02"],
  ]);
});

test("one that was logged late did no follow-up, and taken back leaves them as they are", async () => {
  const id = await customer();
  await log(id, 5);
  const late = await log(id, 6, { at: now });
  const before = await followUps(id);
  await takeBackTouch(as(rep, 9), late);
  expect(await followUps(id)).toEqual(before);
});

test("a day that somebody gave since stands", async () => {
  const id = await customer();
  const touch = await log(id, 1);
  const open = await database.client.followUp.findFirstOrThrow({ where: { customerId: id, status: "open" } });
  await rescheduleFollowUp(as(rep, 2), open.id, now.plus({ days: 20 }));
  await takeBackTouch(as(rep, 5), touch);
  expect(await followUps(id)).toEqual([
    ["dropped", "2026-11-26"],
    ["moved", "2026-12-02"],
    ["open", "2026-12-15"],
  ]);
});

test("of a customer in the public pool no follow-up is opened", async () => {
  const id = await customer();
  const touch = await log(id, 1);
  await database.client.$transaction((transaction) =>
    moveCustomers(transaction, as(rep, 2), [id], {
      from: rep.id,
      to: null,
      how: "passed_on",
      ended: "given_up",
      byId: rep.id,
    }),
  );
  await takeBackTouch(as(rep, 5), touch);
  expect((await followUps(id)).map(([status]) => status)).toEqual(["dropped", "dropped"]);
});

test("whoever logged it may within 7 days, who may edit any customer within 30, others not", async () => {
  const id = await customer();
  const touch = await log(id, 0);
  const reference = referenceOf("customer", id);
  expect(await refusal(takeBackTouch(as(colleague), touch))).toMatchObject({
    code: "NOT_ALLOWED",
    permission: "customer.edit_any",
  });
  expect(await refusal(takeBackTouch(as(hr), touch))).toMatchObject({ code: "NOT_FOUND" });
  expect(await refusal(takeBackTouch(as(rep, 7 * day + 1), touch))).toEqual({
    code: "TOO_LATE",
    reference,
    until: now.plus({ days: 7 }).toJSDate(),
  });
  expect(await refusal(takeBackTouch(as(head, 30 * day + 1), touch))).toMatchObject({ code: "TOO_LATE" });
  const known = await requireTouch(as(rep), touch);
  expect(
    await Promise.all([
      mayTakeBack(as(rep, 7 * day), known),
      mayTakeBack(as(rep, 7 * day + 1), known),
      mayTakeBack(as(colleague), known),
      mayTakeBack(as(head, 30 * day), known),
      mayTakeBack(as(head, 30 * day + 1), known),
    ]),
  ).toEqual([true, false, false, true, false]);
  await takeBackTouch(as(head, 30 * day), touch);
  expect(await touches(id)).toBe(0);
  // Its owner, who logged it, is told.
  expect(await jobsFor(database.client, { kind: "customer", id })).toContain("touch.taken-back");
  expect((await lastTakenBack(database.client, id))?.takenBackBy.name).toBe("Head");
});

test("whoever logged it may although the customer is somebody else's by now, who is told", async () => {
  const id = await customer();
  const touch = await log(id, 1);
  await database.client.$transaction((transaction) =>
    moveCustomers(transaction, as(head, 2), [id], {
      from: rep.id,
      to: colleague.id,
      how: "passed_on",
      ended: "passed_on",
      byId: head.id,
    }),
  );
  await takeBackTouch(as(rep, 5), touch);
  expect(await jobsFor(database.client, { kind: "customer", id })).toContain("touch.taken-back");
  expect((await followUps(id))[0]).toEqual(["open", "2026-11-26"]);
});

test("one that recorded a return visit stays", async () => {
  const id = await customer();
  const visit = await database.client.returnVisit.create({
    data: { customerId: id, number: 1, dueOn: now.toJSDate() },
  });
  await recordVisit(as(rep, 1), visit.id, { score: 4, kind: "call", note: null });
  const touch = await lastLoggedBy(database.client, id, rep.id);
  expect(await refusal(takeBackTouch(as(rep, 2), touch?.id ?? 0))).toEqual({
    code: "VISIT_TOUCH",
    reference: referenceOf("customer", id),
  });
  expect(await mayTakeBack(as(rep, 2), await requireTouch(as(rep), touch?.id ?? 0))).toBe(false);
  expect(await touches(id)).toBe(1);
});

test("the last one that somebody logged is the last of all their customers, unless it is long ago", async () => {
  const [one, other] = [await customer(), await customer()];
  const writer = await addPerson(database.client, "Writer", { roles: ["department_head"] });
  await log(one, 1, { by: writer });
  const last = await log(other, 2, { by: writer, at: now.minus({ days: 20 }) });
  expect((await lastLoggedOfAll(as(writer, 5), writer.id))?.id).toBe(last);
  expect((await lastLoggedOfAll(as(writer, 30 * day), writer.id))?.id).toBe(last);
  expect(await lastLoggedOfAll(as(writer, 62 * day), writer.id)).toBeNull();
});

test("the timeline says that it was taken back, by whom and when, and what it was", async () => {
  const id = await customer();
  const touch = await log(id, 1);
  await takeBackTouch(as(head, 5), touch);
  const { events } = await showTimeline(as(rep), id);
  expect(events.map(({ kind, person }) => [kind, person])).toEqual([
    ["touch_taken_back", "Head"],
    ["logged", "Rep"],
  ]);
  expect(events[0]).toMatchObject({
    at: now.plus({ minutes: 5 }).toJSDate(),
    facts: { touch: "call", by: "Rep", at: now.plus({ minutes: 1 }).toJSDate() },
  });
});

test("of two who take it back at one moment one does, and the other is told who and when, a hundred times", async () => {
  const id = await customer();
  for (let race = 1; race <= 100; race += 1) {
    const touch = await log(id, race);
    const outcomes = await Promise.allSettled([
      takeBackTouch(as(rep, race), touch),
      takeBackTouch(as(head, race), touch),
    ]);
    const lost = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.problem] : []));
    const [winner] = outcomes[0]?.status === "fulfilled" ? ["Rep"] : ["Head"];
    expect(lost).toEqual([
      {
        code: "CONFLICT",
        reference: referenceOf("customer", id),
        status: "touch_taken_back",
        by: winner,
        at: now.plus({ minutes: race }).toJSDate(),
      },
    ]);
    expect(await touches(id)).toBe(0);
    expect((await followUps(id)).filter(([status]) => status === "open")).toEqual([["open", "2026-11-26"]]);
  }
  expect(
    await database.client.auditEntry.count({
      where: { subjectId: id, action: "customer.touch_taken_back" },
    }),
  ).toBe(100);
}, 60_000);

test("of a touch that is logged and one that is taken back at one moment, one follow-up is open", async () => {
  for (let race = 0; race < 100; race += 1) {
    const id = await customer();
    const touch = await log(id, 1);
    await Promise.all([takeBackTouch(as(rep, 5), touch), log(id, 6, { by: head })]);
    expect(await touches(id)).toBe(1);
    expect((await followUps(id)).filter(([status]) => status === "open")).toEqual([["open", "2026-12-02"]]);
  }
}, 60_000);

describe("after a merge", () => {
  const kinds = async (id: number) => (await showTimeline(as(head), id)).events.map(({ kind }) => kind);

  test("a touch of the merged one is taken back with the kept one, and goes back with it when that is undone", async () => {
    const [kept, merged] = [await customer(), await customer()];
    const touch = await log(merged, 1);
    const stays = await log(kept, 2);
    const merge = await mergeCustomers(as(head, 3), { keptId: kept, mergedId: merged });
    const taken = await takeBackTouch(as(rep, 5), touch);
    expect(taken.customer.id).toBe(kept);
    expect(await kinds(kept)).toContain("touch_taken_back");
    await unmergeCustomers(as(head, 9), merge.id);
    expect(await touches(merged)).toBe(0);
    expect((await requireTouch(as(rep), stays)).customerId).toBe(kept);
    expect(await kinds(kept)).not.toContain("touch_taken_back");
    expect(await kinds(merged)).toContain("touch_taken_back");
    for (const id of [kept, merged])
      expect((await followUps(id)).filter(([status]) => status === "open")).toHaveLength(1);
  });

  test("the follow-up that it did before the merge is open once more, and each has one when that is undone", async () => {
    const [kept, merged] = [await customer(), await customer()];
    const touch = await log(merged, 1, { nextOn: now });
    const merge = await mergeCustomers(as(head, 3), { keptId: kept, mergedId: merged });
    expect((await followUps(kept)).filter(([status]) => status === "open")).toEqual([["open", "2026-11-25"]]);
    await takeBackTouch(as(rep, 5), touch);
    expect((await followUps(kept)).filter(([status]) => status === "open")).toEqual([["open", "2026-11-26"]]);
    await unmergeCustomers(as(head, 9), merge.id);
    for (const id of [kept, merged])
      expect((await followUps(id)).filter(([status]) => status === "open")).toEqual([["open", "2026-11-26"]]);
  });

  test("who awaited the first contact before the merge awaits it again", async () => {
    const [kept, merged] = [await customer(), await customer()];
    const touch = await log(merged, 1);
    await mergeCustomers(as(head, 3), { keptId: kept, mergedId: merged });
    // Of the two the kept one's was due first; since then it follows the rhythm from the other's touch.
    expect((await followUps(kept)).filter(([status]) => status === "open")).toEqual([["open", "2027-02-23"]]);
    await takeBackTouch(as(rep, 5), touch);
    expect((await followUps(kept)).filter(([status]) => status === "open")).toEqual([["open", "2026-11-26"]]);
  });

  test("one that was taken back before goes with its customer there and back", async () => {
    const [kept, merged] = [await customer(), await customer()];
    await takeBackTouch(as(rep, 2), await log(merged, 1));
    const merge = await mergeCustomers(as(head, 3), { keptId: kept, mergedId: merged });
    expect(await kinds(kept)).toContain("touch_taken_back");
    await unmergeCustomers(as(head, 9), merge.id);
    expect(await kinds(merged)).toContain("touch_taken_back");
    expect(await kinds(kept)).not.toContain("touch_taken_back");
  });

  test("a merge that is older than taking back is undone still", async () => {
    const [kept, merged] = [await customer(), await customer()];
    const touch = await log(merged, 1);
    const merge = await mergeCustomers(as(head, 3), { keptId: kept, mergedId: merged });
    await database.pool.query(
      "update customer_merge set moved = moved - 'takenBackTouches' where id = $1 and moved ? 'takenBackTouches'",
      [merge.id],
    );
    await unmergeCustomers(as(head, 9), merge.id);
    expect((await requireTouch(as(rep), touch)).customerId).toBe(merged);
  });

  test("of an undone merge and a taking back at one moment, each customer keeps what is its own", async () => {
    for (let race = 0; race < 100; race += 1) {
      const [kept, merged] = [await customer(), await customer()];
      const touch = await log(merged, 1, { nextOn: now });
      const merge = await mergeCustomers(as(head, 3), { keptId: kept, mergedId: merged });
      const [, taking] = await Promise.allSettled([
        unmergeCustomers(as(head, 5), merge.id),
        takeBackTouch(as(rep, 5), touch),
      ]);
      const refused = taking?.status === "rejected" ? taking.reason.problem.code : null;
      expect([null, "STALE_FORM"]).toContain(refused);
      expect(await touches(merged)).toBe(refused === null ? 0 : 1);
      // Of the one that was taken back nothing is left, whichever of the two was first.
      expect((await followUps(merged)).filter(([status]) => status === "open")).toEqual([
        ["open", refused === null ? "2026-11-26" : "2026-11-25"],
      ]);
      expect((await followUps(kept)).filter(([status]) => status === "open")).toEqual([
        ["open", "2026-11-26"],
      ]);
    }
  }, 60_000);

  test("of a merge and a taking back at one moment nothing is lost", async () => {
    for (let race = 0; race < 100; race += 1) {
      const [kept, merged] = [await customer(), await customer()];
      const touch = await log(merged, 1);
      const [, taking] = await Promise.allSettled([
        mergeCustomers(as(head, 3), { keptId: kept, mergedId: merged }),
        takeBackTouch(as(rep, 5), touch),
      ]);
      const refused = taking?.status === "rejected" ? taking.reason.problem.code : null;
      expect([null, "MERGED", "STALE_FORM"]).toContain(refused);
      expect(await touches(kept)).toBe(refused === null ? 0 : 1);
      expect(await touches(merged)).toBe(0);
      const gone = await database.client.takenBackTouch.findUnique({ where: { id: touch } });
      expect(gone?.customerId ?? null).toBe(refused === null ? kept : null);
      expect((await followUps(kept)).filter(([status]) => status === "open")).toHaveLength(1);
    }
  }, 60_000);
});
