import { DateTime } from "luxon";
import { changeSeverity } from "../../../src/domain/complaints/change-severity";
import { complaintTimeline } from "../../../src/domain/complaints/complaint-timeline";
import { listComplaints } from "../../../src/domain/complaints/list-complaints";
import { recordComplaint } from "../../../src/domain/complaints/record-complaint";
import { reopenComplaint } from "../../../src/domain/complaints/reopen-complaint";
import { reportComplaints } from "../../../src/domain/complaints/report-complaints";
import { resolveComplaint } from "../../../src/domain/complaints/resolve-complaint";
import { respondToComplaint } from "../../../src/domain/complaints/respond-to-complaint";
import { resumeAfterTouch } from "../../../src/domain/complaints/resume-after-touch";
import { keepAnswer } from "../../../src/domain/complaints/resume-complaint";
import { waitForCustomer } from "../../../src/domain/complaints/wait-for-customer";
import { watchClocks } from "../../../src/domain/complaints/watch-clocks";
import {
  whoHearsOfBreach,
  whoHearsOfChange,
  whoHearsOfEscalation,
  whoHearsOfWarning,
} from "../../../src/domain/complaints/who-hears";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import type { Person } from "../../../src/domain/scope";
import type { Severity } from "../../../src/policy/policy";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, refusal, scopeOf, shippedPolicy } from "../approvals/company";

let database: TestDatabase;
let rep: Person, support: Person, head: Person, director: Person, manager: Person, stranger: Person;
let customerId: number;

beforeAll(async () => {
  database = await createDatabase();
  const add = addPerson.bind(null, database.client);
  rep = await add("Rep", { roles: ["rep"] });
  stranger = await add("Stranger", { roles: ["rep"] });
  support = await add("Support", { roles: ["support"], department: "support" });
  head = await add("Head", { roles: ["department_head"], department: "support", headOf: ["support"] });
  director = await add("Director", { roles: ["director"], department: "management" });
  manager = await add("Manager", { roles: ["general_manager"], department: "management" });
  const logged = await logCustomer(
    scopeOf(database.client, rep),
    { name: "Acme", contacts: [] },
    { despiteDuplicates: true },
  );
  if (logged.kind !== "logged") throw new Error("not logged");
  customerId = logged.customer.id;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.returnVisit.deleteMany();
  await database.client.complaintAlarm.deleteMany();
  await database.client.complaintPause.deleteMany();
  await database.client.complaint.deleteMany();
});

const as = (person: Person, now: DateTime) => scopeOf(database.client, person, { now });
const record = async (now: DateTime, severity: Severity = "S2") =>
  (
    await recordComplaint(as(rep, now), {
      customerId,
      severity,
      product: "crm",
      description: "Login fails.",
      sourceLink: null,
    })
  ).id;
const reopen = (now: DateTime, id: number, score: number) =>
  database.client.$transaction((transaction) => reopenComplaint(transaction, as(rep, now), id, score));
/** Audit entries are timed by the database: what is to stand among them in order happens now. */
const now = () => DateTime.now().setZone("Asia/Shanghai");

test("a timeline tells everything, each wait with who, when, why and how long, newest last", async () => {
  const recordedAt = now().minus({ seconds: 1 });
  const id = await record(recordedAt, "S1");
  await respondToComplaint(as(support, now()), id, "We are on it.");
  await waitForCustomer(as(support, now()), id, "Which version?");
  await keepAnswer(as(support, now()), id, "Version 4.2");
  await changeSeverity(as(support, now()), id, { from: "S1", to: "S2", reason: "One user alone." });
  await waitForCustomer(as(support, now()), id, "Since when?");
  await database.client.$transaction((transaction) =>
    resumeAfterTouch(transaction, as(rep, now()), customerId),
  );
  await resolveComplaint(as(support, now()), id, "Updated it.");
  await reopen(now(), id, 2);
  await watchClocks(as(support, now().plus({ days: 30 })));
  const { events, total } = await complaintTimeline(as(rep, now()), id);
  expect(total).toBe(events.length);
  expect(events.map(({ who, what }) => [who, what.kind])).toEqual([
    ["Rep", "recorded"],
    ["Support", "responded"],
    ["Support", "paused"],
    ["Support", "went_on"],
    ["Support", "severity"],
    ["Support", "paused"],
    ["Rep", "went_on"],
    ["Support", "resolved"],
    ["Rep", "reopened"],
    [null, "alarm"],
    [null, "alarm"],
    [null, "alarm"],
    [null, "alarm"],
  ]);
  expect(events.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      { kind: "responded", text: "We are on it." },
      { kind: "paused", text: "Which version?" },
      { kind: "went_on", endedBy: "answer", text: "Version 4.2", lasted: expect.any(Number) },
      { kind: "severity", from: "S1", to: "S2", text: "One user alone." },
      { kind: "went_on", endedBy: "touch", text: null, lasted: expect.any(Number) },
      { kind: "reopened", score: 2 },
      { kind: "alarm", clock: "resolve", level: "breach", severity: "S2" },
    ]),
  );
  expect(await refusal(complaintTimeline(as(stranger, now()), id))).toMatchObject({ code: "NOT_FOUND" });
});

test("a long timeline is turned page by page, the newest first in hand", async () => {
  const id = await record(now());
  for (let round = 0; round < 11; round += 1) {
    await waitForCustomer(as(support, now()), id, `Question ${round}`);
    await keepAnswer(as(support, now()), id, `Answer ${round}`);
  }
  const newest = await complaintTimeline(as(rep, now()), id);
  expect(newest).toMatchObject({ total: 23, page: 2, pages: 2 });
  expect(newest.events).toHaveLength(3);
  expect((await complaintTimeline(as(rep, now()), id, 1)).events).toHaveLength(20);
  expect((await complaintTimeline(as(rep, now()), id, 99)).page).toBe(2);
});

test("warnings are the owner's, a breach the head's too, and what lasts management's", async () => {
  const { client } = database;
  const id = await record(now());
  expect(await whoHearsOfWarning(client, shippedPolicy, id)).toEqual([support.id]);
  expect(await whoHearsOfBreach(client, shippedPolicy, id)).toEqual([support.id, head.id]);
  expect(await whoHearsOfEscalation(client)).toEqual([director.id, manager.id]);
});

test("where nobody is answerable, or nobody heads them, whoever may assign is told", async () => {
  const { client } = database;
  const id = await record(now());
  const assigners = [support.id, head.id, director.id, manager.id];
  await client.complaint.update({ where: { id }, data: { ownerId: rep.id } });
  expect(await whoHearsOfBreach(client, shippedPolicy, id)).toEqual([rep.id, ...assigners]);
  await client.complaint.update({ where: { id }, data: { ownerId: null } });
  expect(await whoHearsOfWarning(client, shippedPolicy, id)).toEqual(assigners);
  expect(await whoHearsOfBreach(client, shippedPolicy, id)).toEqual(assigners);
});

test("whoever recorded it hears what happens to it, and its owner what others did", async () => {
  const { client } = database;
  const id = await record(now());
  await respondToComplaint(as(support, now()), id, "We are on it.");
  expect(await whoHearsOfChange(client, id)).toEqual([rep.id]);
  await waitForCustomer(as(head, now()), id, "Which version?");
  expect(await whoHearsOfChange(client, id)).toEqual([rep.id, support.id]);
  await client.$transaction((transaction) => resumeAfterTouch(transaction, as(stranger, now()), customerId));
  expect(await whoHearsOfChange(client, id)).toEqual([support.id]);
  await watchClocks(as(support, now().plus({ days: 2 })));
  expect(await whoHearsOfChange(client, id)).toEqual([support.id]);
});

test("a list begins with what runs out next, and what waits for its customer comes last", async () => {
  const monday = DateTime.fromISO("2026-11-23T09:00", { zone: "Asia/Shanghai" });
  const waiting = await record(monday, "S1");
  await waitForCustomer(as(support, monday), waiting, "Which version?");
  const ordinary = await record(monday, "S3");
  const serious = await record(monday.plus({ minutes: 1 }), "S2");
  const answered = await record(monday, "S2");
  await respondToComplaint(as(support, monday), answered, "We are on it.");
  const { complaints } = await listComplaints(as(rep, monday), { whose: "mine", state: "open", page: 1 });
  expect(complaints.map(({ id }) => id)).toEqual([serious, ordinary, answered, waiting]);
  expect(complaints.map((each) => each.waiting)).toEqual([false, false, false, true]);
  expect(complaints[0]?.dueAt).toEqual(monday.plus({ hours: 5, minutes: 1 }).toJSDate());
});

test("a month's report counts by severity, in time or not, its waits, and what customers said", async () => {
  const first = DateTime.fromISO("2026-11-02T09:00", { zone: "Asia/Shanghai" });
  const inTime = await record(first);
  await respondToComplaint(as(support, first.plus({ hours: 1 })), inTime, "We are on it.");
  await waitForCustomer(as(support, first.plus({ hours: 1 })), inTime, "Which version?");
  await keepAnswer(as(support, first.plus({ hours: 27 })), inTime, "4.2");
  await resolveComplaint(as(support, first.plus({ hours: 28 })), inTime, "Done.");
  const late = await record(first);
  await respondToComplaint(as(support, first.plus({ days: 1 })), late, "Sorry.");
  await waitForCustomer(as(support, first.plus({ days: 1 })), late, "Since when?");
  const forgotten = await record(first, "S1");
  await record(first.minus({ days: 7 }), "S1");
  await watchClocks(as(support, first.plus({ days: 1 })));
  await database.client.returnVisit.updateMany({
    where: { complaintId: inTime },
    data: { status: "done", score: 4, doneAt: first.plus({ days: 5 }).toJSDate(), doneById: rep.id },
  });
  const report = await reportComplaints(as(head, first.plus({ days: 3 })), first.plus({ days: 20 }));
  expect(report.month.toISODate()).toBe("2026-11-01");
  expect(report.bySeverity).toEqual([
    {
      severity: "S1",
      recorded: 1,
      answered: 1,
      answeredInTime: 0,
      solved: 1,
      solvedInTime: 0,
      breachedNow: 1,
    },
    {
      severity: "S2",
      recorded: 2,
      answered: 2,
      answeredInTime: 1,
      solved: 1,
      solvedInTime: 1,
      breachedNow: 0,
    },
  ]);
  expect(report.pauses).toMatchObject({
    count: 2,
    lasted: (26 + 48) * 3_600_000,
    longest: [
      { complaintId: late, reason: "Since when?", who: "Support", lasted: 48 * 3_600_000 },
      { complaintId: inTime, reason: "Which version?", who: "Support", lasted: 26 * 3_600_000 },
    ],
  });
  expect(report.satisfaction).toEqual({ visits: 1, average: 4 });
  expect(forgotten).toBeGreaterThan(late);
  expect(await refusal(reportComplaints(as(rep, first), first))).toMatchObject({
    permission: "complaint.report",
  });
});

test("a month without complaints is reported as such", async () => {
  const report = await reportComplaints(as(head, now()), now().minus({ years: 1 }));
  expect(report).toMatchObject({
    bySeverity: [],
    pauses: { count: 0, lasted: 0, longest: [] },
    satisfaction: { visits: 0, average: null },
  });
});
