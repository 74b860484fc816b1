import { DateTime } from "luxon";
import { addBusinessDays, isWorkingDay, storedDay } from "../../../src/domain/calendar/working-days";
import { recordComplaint } from "../../../src/domain/complaints/record-complaint";
import { resolveComplaint } from "../../../src/domain/complaints/resolve-complaint";
import { openDeal } from "../../../src/domain/deals/open-deal";
import { reopenDeal } from "../../../src/domain/deals/reopen-deal";
import { winDeal } from "../../../src/domain/deals/win-deal";
import { DomainError } from "../../../src/domain/errors";
import { listVisits } from "../../../src/domain/return-visits/list-visits";
import { recordVisit, type VisitInput } from "../../../src/domain/return-visits/record-visit";
import type { Person } from "../../../src/domain/scope";
import { addPerson, refusal, shippedPolicy } from "../approvals/company";
import { dealFields, now, type Sales, startSales } from "../deals/company";

let sales: Sales;
let support: Person;
beforeAll(async () => {
  sales = await startSales();
  support = await addPerson(sales.db, "Support", { roles: ["support"], department: "support" });
});
afterAll(() => sales.database.drop());

const content: VisitInput = { score: 5, kind: "call", note: "Happy." };
const visitsOf = (dealId: number) =>
  sales.db.returnVisit.findMany({ where: { dealId }, orderBy: { number: "asc" } });
const day = (date: Date | undefined) => date?.toISOString().slice(0, 10);

async function sold(closedOn = "2026-11-25"): Promise<{ dealId: number; customerId: number }> {
  const customerId = await sales.customer();
  const { id, revision } = await openDeal(sales.as(sales.rep), { ...dealFields, customerId, ownerId: null });
  await winDeal(sales.as(sales.rep), id, revision, { amount: "10", closedOn, payableOn: null });
  return { dealId: id, customerId };
}

async function complaintVisit(): Promise<{ complaintId: number; visitId: number; customerId: number }> {
  const customerId = await sales.customer();
  const { id } = await recordComplaint(sales.as(sales.rep), {
    customerId,
    severity: "S3",
    product: "crm",
    description: "It fails.",
    sourceLink: null,
  });
  await resolveComplaint(sales.as(support), id, "Done.");
  const visit = await sales.db.returnVisit.findFirstOrThrow({ where: { complaintId: id, status: "due" } });
  return { complaintId: id, visitId: visit.id, customerId };
}

test("a sale starts the policy's visits, each on a day that is worked", async () => {
  const { dealId } = await sold("2026-11-25");
  const visits = await visitsOf(dealId);
  // 7, 30 and 90 days on: a Wednesday, Christmas, and the Tuesday of February 23.
  expect(visits.map(({ number, dueOn, status }) => [number, day(dueOn), status])).toEqual([
    [1, "2026-12-02", "due"],
    [2, "2026-12-25", "due"],
    [3, "2027-02-23", "due"],
  ]);
  const { dealId: other } = await sold("2026-11-21");
  const [first, second] = await visitsOf(other);
  // 28 November 2026 is a Saturday, 21 December a Monday.
  expect([day(first?.dueOn), day(second?.dueOn)]).toEqual(["2026-11-30", "2026-12-21"]);
});

test("when the last of them is done, the next follows by grade, its number counting on", async () => {
  const { dealId, customerId } = await sold();
  await sales.db.customer.update({ where: { id: customerId }, data: { grade: "A" } });
  const [first, second, third] = await visitsOf(dealId);
  const record = (id = 0) => recordVisit(sales.as(sales.rep), id, content);
  await record(first?.id);
  await record(third?.id);
  expect(await visitsOf(dealId)).toHaveLength(3);
  await record(second?.id);
  const days = shippedPolicy.deals.return_visits.then_by_grade;
  const next = (await visitsOf(dealId)).at(-1);
  expect([next?.number, next?.status, day(next?.dueOn)]).toEqual([4, "due", "2026-12-25"]);
  expect(now.plus({ days: days.A }).toISODate()).toBe("2026-12-25");
  await sales.db.customer.update({ where: { id: customerId }, data: { grade: null } });
  await record(next?.id);
  const after = (await visitsOf(dealId)).at(-1);
  const due = DateTime.fromISO(day(after?.dueOn) ?? "");
  expect(after?.number).toBe(5);
  expect(due >= now.plus({ days: days.D }).startOf("day")).toBe(true);
  expect(isWorkingDay(shippedPolicy.calendar, due)).toBe(true);
});

test("a customer of several sales is visited by grade once, whichever sale's visits end last", async () => {
  const { dealId, customerId } = await sold();
  const { id: other, revision } = await openDeal(sales.as(sales.rep), {
    ...dealFields,
    customerId,
    ownerId: null,
  });
  await winDeal(sales.as(sales.rep), other, revision, {
    amount: "10",
    closedOn: "2026-11-25",
    payableOn: null,
  });
  for (const { id } of [...(await visitsOf(dealId)), ...(await visitsOf(other))])
    await recordVisit(sales.as(sales.rep), id, content);
  const due = await sales.db.returnVisit.findMany({ where: { customerId, status: "due" } });
  expect(due).toMatchObject([{ dealId, number: 4 }]);
  await recordVisit(sales.as(sales.rep), due[0]?.id ?? 0, content);
  expect(await sales.db.returnVisit.findMany({ where: { customerId, status: "due" } })).toMatchObject([
    { dealId, number: 5 },
  ]);
});

test("a visit is a touch, with what was said and how content the customer was", async () => {
  const { dealId, customerId } = await sold();
  const [first] = await visitsOf(dealId);
  await recordVisit(sales.as(sales.rep), first?.id ?? 0, { score: 2, kind: "visit", note: "Slow." });
  const [done] = await visitsOf(dealId);
  const touch = await sales.db.touch.findFirstOrThrow({ where: { customerId } });
  expect(done).toMatchObject({ status: "done", score: 2, touchId: touch.id, doneById: sales.rep.id });
  expect(done?.doneAt).toEqual(now.toJSDate());
  expect(touch).toMatchObject({ kind: "visit", outcome: "negative", note: "Slow.", personId: sales.rep.id });
  expect(
    await sales.db.auditEntry.findFirst({
      where: { subjectKind: "deal", subjectId: dealId, action: "deal.visited" },
    }),
  ).toMatchObject({ after: { visit: 1, score: 2 } });
});

test("reopening a sale drops its visits that are due, and keeps what was done", async () => {
  const { dealId } = await sold();
  const [first, second] = await visitsOf(dealId);
  await recordVisit(sales.as(sales.rep), first?.id ?? 0, content);
  await reopenDeal(sales.as(sales.manager), dealId);
  expect((await visitsOf(dealId)).map(({ status }) => status)).toEqual(["done", "dropped", "dropped"]);
  expect(await refusal(recordVisit(sales.as(sales.rep), second?.id ?? 0, content))).toMatchObject({
    code: "WRONG_STATE",
    reference: `DEA-${dealId}`,
  });
});

test.each([
  [{ score: 0 }, "score"],
  [{ score: 6 }, "score"],
  [{ score: 2.5 }, "score"],
  [{ note: "x".repeat(2001) }, "note"],
])("a visit with %j is refused, and nothing is stored", async (wrong, field) => {
  const { dealId, customerId } = await sold();
  const [first] = await visitsOf(dealId);
  expect(
    await refusal(recordVisit(sales.as(sales.rep), first?.id ?? 0, { ...content, ...wrong })),
  ).toMatchObject({ code: "INVALID", field });
  expect(await sales.db.touch.count({ where: { customerId } })).toBe(0);
});

test("is recorded by the customer's owner, the complaint's, and whoever may log other people's touches", async () => {
  const { dealId } = await sold();
  const [first, second, third] = await visitsOf(dealId);
  for (const person of [sales.otherRep, sales.specialist, sales.finance])
    expect(await refusal(recordVisit(sales.as(person), first?.id ?? 0, content))).toMatchObject({
      code: "NOT_ALLOWED",
      permission: "touch.log_any",
    });
  await recordVisit(sales.as(sales.rep), first?.id ?? 0, content);
  await recordVisit(sales.as(sales.manager), second?.id ?? 0, content);
  await recordVisit(sales.as(support), third?.id ?? 0, content);
  const { complaintId, visitId } = await complaintVisit();
  await sales.db.complaint.update({ where: { id: complaintId }, data: { ownerId: sales.specialist.id } });
  expect((await recordVisit(sales.as(sales.specialist), visitId, content)).reopened).toBe(false);
  expect(await refusal(recordVisit(sales.as(sales.rep), 999_999, content))).toMatchObject({
    code: "NOT_FOUND",
  });
});

test("after a complaint the customer is asked once, business days later; a low score opens it again", async () => {
  const { complaintId, visitId } = await complaintVisit();
  const visit = await sales.db.returnVisit.findUniqueOrThrow({ where: { id: visitId } });
  const due = addBusinessDays(shippedPolicy.calendar, now, shippedPolicy.complaints.return_visit_after);
  expect(visit).toMatchObject({ number: 1, dueOn: storedDay(due) });
  const { reopened } = await recordVisit(sales.as(sales.rep), visitId, { ...content, score: 2 });
  expect(reopened).toBe(true);
  expect(await sales.db.complaint.findUniqueOrThrow({ where: { id: complaintId } })).toMatchObject({
    status: "open",
    reopened: 1,
  });
  await resolveComplaint(sales.as(support), complaintId, "Now really.");
  const again = await sales.db.returnVisit.findFirstOrThrow({ where: { complaintId, status: "due" } });
  expect(again.number).toBe(2);
  expect((await recordVisit(sales.as(sales.rep), again.id, { ...content, score: 3 })).reopened).toBe(false);
  expect((await sales.db.complaint.findUniqueOrThrow({ where: { id: complaintId } })).status).toBe(
    "resolved",
  );
  expect(await sales.db.returnVisit.count({ where: { complaintId } })).toBe(2);
});

test("are listed for whoever is to make them, the most overdue first", async () => {
  await sales.db.returnVisit.deleteMany();
  const early = await sold("2026-10-01");
  await sold("2026-11-25");
  const { customerId } = await complaintVisit();
  const mine = await listVisits(sales.as(sales.rep), { whose: "mine", page: 1 });
  expect(mine.total).toBe(7);
  expect(mine.visits[0]?.dealId).toBe(early.dealId);
  const days = mine.visits.map(({ dueOn }) => dueOn.getTime());
  expect(days).toEqual([...days].sort((one, other) => one - other));
  expect((await listVisits(sales.as(sales.otherRep), { whose: "mine", page: 1 })).total).toBe(0);
  const supports = await listVisits(sales.as(support), { whose: "mine", page: 1 });
  expect(supports.visits.map((visit) => visit.customerId)).toEqual([customerId]);
  expect((await listVisits(sales.as(support), { whose: "all", page: 1 })).total).toBe(7);
  expect(await refusal(listVisits(sales.as(sales.rep), { whose: "all", page: 1 }))).toMatchObject({
    permission: "touch.log_any",
  });
});

test("of two who record one visit at one moment one counts, the other hears who, 200 times", async () => {
  const firsts = { Rep: 0, Manager: 0 };
  for (let round = 0; round < 200; round += 1) {
    const { dealId, customerId } = await sold();
    const [first] = await visitsOf(dealId);
    const people = round % 2 ? [sales.rep, sales.manager] : [sales.manager, sales.rep];
    const results = await Promise.allSettled(
      people.map((person) => recordVisit(sales.as(person), first?.id ?? 0, content)),
    );
    const [done] = await visitsOf(dealId);
    const winner = done?.doneById === sales.rep.id ? "Rep" : "Manager";
    const lost = results.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(lost).toHaveLength(1);
    expect(lost[0]).toBeInstanceOf(DomainError);
    expect(lost[0].problem).toEqual({
      code: "CONFLICT",
      reference: `DEA-${dealId}`,
      status: "visited",
      by: winner,
      at: done?.doneAt,
    });
    expect(await sales.db.touch.count({ where: { customerId } })).toBe(1);
    firsts[winner] += 1;
  }
  expect(Math.min(firsts.Rep, firsts.Manager)).toBeGreaterThan(0);
}, 120_000);

test("the last two visits of a sale, recorded at one moment, are followed by one", async () => {
  for (let round = 0; round < 20; round += 1) {
    const { dealId } = await sold();
    const [first, second, third] = await visitsOf(dealId);
    await recordVisit(sales.as(sales.rep), first?.id ?? 0, content);
    await Promise.all([
      recordVisit(sales.as(sales.rep), second?.id ?? 0, content),
      recordVisit(sales.as(sales.manager), third?.id ?? 0, content),
    ]);
    expect((await visitsOf(dealId)).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  }
}, 60_000);
