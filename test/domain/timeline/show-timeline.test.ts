import { DateTime } from "luxon";
import { recordComplaint } from "../../../src/domain/complaints/record-complaint";
import { resolveComplaint } from "../../../src/domain/complaints/resolve-complaint";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { openFollowUp } from "../../../src/domain/follow-ups/follow-up";
import { rescheduleFollowUp } from "../../../src/domain/follow-ups/move-follow-up";
import { moveCustomers } from "../../../src/domain/ownership/move-customers";
import type { Person } from "../../../src/domain/scope";
import { showTimeline, type Timeline } from "../../../src/domain/timeline/show-timeline";
import { logTouch } from "../../../src/domain/touches/log-touch";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person, colleague: Person, head: Person, hr: Person;
const now = DateTime.fromISO("2026-11-25T10:00:00", { zone: "Asia/Shanghai" });

beforeAll(async () => {
  database = await createDatabase();
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  colleague = await addPerson(database.client, "Colleague", { roles: ["rep"] });
  head = await addPerson(database.client, "Head", { roles: ["department_head"] });
  hr = await addPerson(database.client, "Hr", { roles: ["hr"] });
});
afterAll(() => database.drop());

/** So many minutes after the customer was logged. */
const as = (person: Person, minutes = 0) => scopeOf(database.client, person, { now: now.plus({ minutes }) });
async function customer(): Promise<number> {
  const logged = await logCustomer(as(rep), { name: "Acme", contacts: [] }, { despiteDuplicates: true });
  if (logged.kind !== "logged") throw new Error("not logged");
  return logged.customer.id;
}
const call = (customerId: number, note: string | null = null) => ({
  customerId,
  kind: "call" as const,
  outcome: "positive" as const,
  note,
  nextStep: null,
  nextOn: null,
  sourceLink: null,
});
const kinds = ({ events }: Timeline) => events.map(({ kind }) => kind);

test("everything that happened is there, newest first, with who did it", async () => {
  const id = await customer();
  await logTouch(as(rep, 1), call(id, "Asked for a quote"));
  const open = await openFollowUp(database.client, id);
  await rescheduleFollowUp(as(head, 2), open?.id ?? 0, now.plus({ days: 3 }));
  const deal = await database.client.deal.create({
    data: {
      customerId: id,
      ownerId: rep.id,
      product: "crm",
      channel: "direct",
      stage: "contract",
      amountMinor: 1234567n,
      currency: "CNY",
      expectedOn: now.toJSDate(),
      status: "won",
      closedOn: now.toJSDate(),
      policyVersion: "test",
      closedAt: now.plus({ minutes: 4 }).toJSDate(),
      createdAt: now.plus({ minutes: 3 }).toJSDate(),
    },
  });
  await database.client.payment.create({
    data: {
      dealId: deal.id,
      amountMinor: 500n,
      receivedOn: now.toJSDate(),
      recordedBy: head.id,
      createdAt: now.plus({ minutes: 5 }).toJSDate(),
    },
  });
  await database.client.returnVisit.create({
    data: {
      customerId: id,
      dealId: deal.id,
      number: 1,
      dueOn: now.toJSDate(),
      status: "done",
      score: 4,
      doneAt: now.plus({ minutes: 6 }).toJSDate(),
      doneById: rep.id,
    },
  });
  const complaint = await recordComplaint(as(rep, 7), {
    customerId: id,
    severity: "S3",
    product: "crm",
    description: "Slow",
    sourceLink: null,
  });
  await database.client.complaint.update({ where: { id: complaint.id }, data: { ownerId: rep.id } });
  await resolveComplaint(as(rep, 8), complaint.id, "Restarted");
  await database.client.complaintPause.create({
    data: {
      complaintId: complaint.id,
      since: now.plus({ minutes: 8 }).toJSDate(),
      until: now.plus({ minutes: 9 }).toJSDate(),
      why: "resolved",
      endedBy: "reopened",
      endedById: head.id,
    },
  });
  await database.client.complaint.update({
    where: { id: complaint.id },
    data: { status: "open", resolvedAt: null },
  });
  await database.client.gradeChange.create({
    data: {
      customerId: id,
      before: "D",
      after: "B",
      score: 6000,
      cause: "facts",
      at: now.plus({ minutes: 10 }).toJSDate(),
    },
  });
  const move = async (
    minutes: number,
    from: number | null,
    to: number | null,
    how: "claimed" | "passed_on",
    ended: "given_up" | "passed_on",
  ) =>
    database.client.$transaction((transaction) =>
      moveCustomers(transaction, as(rep, minutes), [id], { from, to, how, ended, byId: rep.id }),
    );
  await move(11, rep.id, null, "passed_on", "given_up");
  await move(12, null, colleague.id, "claimed", "passed_on");
  await database.client.customerMerge.create({
    data: {
      keptId: id,
      mergedId: await customer(),
      byId: head.id,
      at: now.plus({ minutes: 13 }).toJSDate(),
      until: now.plus({ days: 30 }).toJSDate(),
      moved: {},
      before: {},
      undoneAt: now.plus({ minutes: 14 }).toJSDate(),
      undoneById: head.id,
    },
  });

  const { events, older } = await showTimeline(as(head), id);
  expect(older).toBeNull();
  expect(events.map(({ kind, person }) => [kind, person])).toEqual([
    ["unmerged", "Head"],
    ["merged", "Head"],
    ["owned", "Rep"],
    ["pooled", null],
    ["graded", null],
    ["complaint_reopened", "Head"],
    ["complaint_resolved", null],
    ["complaint_recorded", "Rep"],
    ["visited", "Rep"],
    ["paid", "Head"],
    ["deal_closed", "Rep"],
    ["deal_opened", "Rep"],
    ["follow_up_moved", "Head"],
    ["touched", "Rep"],
    ["logged", "Rep"],
  ]);
  expect(events.find(({ kind }) => kind === "deal_closed")?.facts).toMatchObject({
    won: true,
    amount: 1234567n,
    currency: "CNY",
  });
  expect(events.find(({ kind }) => kind === "follow_up_moved")?.facts).toMatchObject({
    to: new Date("2026-11-28"),
  });
  expect(events.find(({ kind }) => kind === "touched")?.facts).toEqual({
    touch: "call",
    outcome: "positive",
    note: "Asked for a quote",
    more: false,
    personId: rep.id,
    loggedAt: now.plus({ minutes: 1 }).toJSDate(),
  });

  expect(events.find(({ kind }) => kind === "owned")?.facts).toEqual({ how: "claimed", owner: "Colleague" });
  expect(events.find(({ kind }) => kind === "pooled")?.facts).toEqual({ ended: "given_up", owner: "Rep" });

  // Neither deals nor complaints of others; what concerns the customer alone stays.
  const seen = kinds(
    await showTimeline(as(await addPerson(database.client, "Other", { roles: ["rep"] })), id),
  );
  expect(seen).not.toContain("deal_opened");
  expect(seen).not.toContain("paid");
  expect(seen).not.toContain("complaint_recorded");
  expect(seen).toContain("touched");
  expect(await refusal(showTimeline(as(hr), id))).toMatchObject({ code: "NOT_FOUND" });
});

test("pages hold 20 each, and every event stands on exactly one, also those of one moment", async () => {
  const id = await customer();
  await database.client.touch.createMany({
    data: Array.from({ length: 45 }, (_, index) => ({
      customerId: id,
      personId: rep.id,
      kind: "call",
      outcome: "neutral",
      at: now.plus({ minutes: Math.floor(index / 7) }).toJSDate(),
    })),
  });
  const seen: string[] = [];
  let after: Timeline["older"] = null;
  const sizes: number[] = [];
  do {
    const page: Timeline = await showTimeline(as(rep), id, after);
    sizes.push(page.events.length);
    seen.push(...page.events.map((each) => `${each.kind} ${each.id}`));
    after = page.older;
  } while (after);
  expect(sizes).toEqual([20, 20, 6]);
  expect(new Set(seen).size).toBe(46);
});

test("a page reads its newest by an index, however many touches there are", async () => {
  const id = await customer();
  await database.pool.query(
    `insert into touch (customer_id, person_id, kind, outcome, at)
      select $1, $2, 'call', 'neutral', $3::timestamptz - number * interval '1 hour' from generate_series(1, 10000) as number`,
    [id, rep.id, now.toJSDate()],
  );
  await database.pool.query("analyze touch");
  await showTimeline(as(rep), id);
  const started = performance.now();
  const { older } = await showTimeline(as(rep), id);
  await showTimeline(as(rep), id, older);
  expect(performance.now() - started).toBeLessThan(500);
});
