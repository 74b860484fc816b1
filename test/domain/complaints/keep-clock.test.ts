import fc from "fast-check";
import { DateTime } from "luxon";
import { changeSeverity } from "../../../src/domain/complaints/change-severity";
import { alarmLevels, type ClockName, clockNames } from "../../../src/domain/complaints/clock";
import { measureAnew } from "../../../src/domain/complaints/measure-anew";
import { recordComplaint } from "../../../src/domain/complaints/record-complaint";
import { reopenComplaint } from "../../../src/domain/complaints/reopen-complaint";
import { resolveComplaint } from "../../../src/domain/complaints/resolve-complaint";
import { respondToComplaint } from "../../../src/domain/complaints/respond-to-complaint";
import { resumeAfterTouch } from "../../../src/domain/complaints/resume-after-touch";
import { keepAnswer, resumeComplaint } from "../../../src/domain/complaints/resume-complaint";
import { waitForCustomer } from "../../../src/domain/complaints/wait-for-customer";
import { watchClocks } from "../../../src/domain/complaints/watch-clocks";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { DomainError } from "../../../src/domain/errors";
import type { Person, Scope } from "../../../src/domain/scope";
import { logTouch } from "../../../src/domain/touches/log-touch";
import { type Severity, severities } from "../../../src/policy/policy";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, refusal, scopeOf, shippedPolicy } from "../approvals/company";
import { situations } from "../calendar/calendars";
import { type Happening, happenings, StopwatchModel, serviceRules } from "./clock-model";

let database: TestDatabase;
let rep: Person, support: Person, head: Person, director: Person;
let customerId: number;

beforeAll(async () => {
  database = await createDatabase();
  const add = addPerson.bind(null, database.client);
  rep = await add("Rep", { roles: ["rep"] });
  support = await add("Support", { roles: ["support"], department: "support" });
  head = await add("Head", { roles: ["department_head"], department: "support", headOf: ["support"] });
  director = await add("Director", { roles: ["director"], department: "management" });
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
  await database.client.complaintAlarm.deleteMany();
  await database.client.complaintPause.deleteMany();
  await database.client.complaint.deleteMany();
});

/** A Monday on which the shipped calendar is worked. */
const monday = (time: string) => DateTime.fromISO(`2026-11-23T${time}`, { zone: "Asia/Shanghai" });
const tuesday = (time: string) => monday(time).plus({ days: 1 });
const as = (person: Person, now: DateTime) => scopeOf(database.client, person, { now });
const at = (now: DateTime) => as(support, now);
const recorded = async (now = monday("09:00"), severity: Severity = "S2") =>
  (
    await recordComplaint(as(rep, now), {
      customerId,
      severity,
      product: "crm",
      description: "Login fails.",
      sourceLink: null,
    })
  ).id;
const stored = (id: number) => database.client.complaint.findUniqueOrThrow({ where: { id } });
const alarmsOf = async (complaintId: number) =>
  (await database.client.complaintAlarm.findMany({ where: { complaintId } }))
    .map(({ clock, level, severity }) => `${clock} ${level} ${severity}`)
    .sort();
const notices = async (id: number) =>
  (await jobsFor(database.client, { kind: "complaint", id })).filter((job) => job !== "refresh");
const touch = (scope: Scope) =>
  database.client.$transaction((transaction) => resumeAfterTouch(transaction, scope, customerId));
const reopen = (scope: Scope, id: number, score = 2) =>
  database.client.$transaction((transaction) => reopenComplaint(transaction, scope, id, score));

test("clocks begin with the record, in working hours, and round the clock for what cannot wait", async () => {
  const serious = await stored(await recorded(monday("16:00")));
  expect(serious.createdAt).toEqual(monday("16:00").toJSDate());
  expect(serious.respondDueAt).toEqual(tuesday("11:00").toJSDate());
  expect(serious.resolveDueAt).toEqual(monday("16:00").plus({ days: 7 }).toJSDate());
  expect(serious.nextAlarmAt).toEqual(monday("18:00").toJSDate());
  const stopped = await stored(await recorded(monday("23:30"), "S1"));
  expect(stopped.respondDueAt).toEqual(tuesday("00:30").toJSDate());
  expect(stopped.resolveDueAt).toEqual(tuesday("23:30").toJSDate());
});

test("an answer stops its clock, waiting stops both, and an answer of the customer's sets them going", async () => {
  const id = await recorded();
  await respondToComplaint(at(monday("10:00")), id, "We are on it.");
  expect(await stored(id)).toMatchObject({ response: "We are on it.", respondDueAt: null });
  await waitForCustomer(at(monday("11:00")), id, "Which version?");
  expect(await stored(id)).toMatchObject({ respondDueAt: null, resolveDueAt: null, nextAlarmAt: null });
  await keepAnswer(at(tuesday("11:00")), id, "Version 4.2");
  // One business day was waited.
  expect((await stored(id)).resolveDueAt).toEqual(monday("18:00").plus({ days: 7 }).toJSDate());
  await waitForCustomer(at(tuesday("14:00")), id, "And since when?");
  await touch(as(rep, tuesday("15:00")));
  const pauses = await database.client.complaintPause.findMany({ orderBy: { id: "asc" } });
  expect(pauses).toMatchObject([
    { reason: "Which version?", byId: support.id, endedBy: "answer", endedById: support.id },
    { reason: "And since when?", endedBy: "touch", endedById: rep.id, until: tuesday("15:00").toJSDate() },
  ]);
  await touch(as(rep, tuesday("16:00")));
  expect(await refusal(resumeComplaint(at(tuesday("17:00")), id))).toMatchObject({
    code: "CONFLICT",
    status: "resumed",
    by: "Rep",
  });
});

test("what nobody asked of the customer cannot be answered", async () => {
  const id = await recorded();
  expect(await refusal(keepAnswer(at(monday("10:00")), id, "x"))).toMatchObject({ code: "WRONG_STATE" });
});

test("resolving ends a wait, answers who was not answered, and asks for a return visit", async () => {
  const id = await recorded();
  await waitForCustomer(at(monday("10:00")), id, "Which version?");
  await resolveComplaint(at(monday("11:00")), id, "Found it out ourselves.");
  const now = monday("11:00").toJSDate();
  expect(await stored(id)).toMatchObject({ respondedAt: now, resolvedAt: now, nextAlarmAt: null });
  expect(await database.client.complaintPause.findMany()).toMatchObject([
    { endedBy: "resolved", until: now },
  ]);
  expect(await database.client.returnVisit.count({ where: { complaintId: id, status: "due" } })).toBe(1);
});

test("opened again it goes on where it stopped, once", async () => {
  const id = await recorded();
  await resolveComplaint(at(monday("11:00")), id, "Done.");
  expect(await reopen(as(rep, tuesday("11:00")), id)).toBe(true);
  expect(await reopen(as(rep, tuesday("11:00")), id)).toBe(false);
  expect(await stored(id)).toMatchObject({
    status: "open",
    reopened: 1,
    resolvedAt: null,
    resolution: null,
    // Answered by the solution, and a business day was no delay of the owner's.
    respondDueAt: null,
    resolveDueAt: monday("18:00").plus({ days: 7 }).toJSDate(),
  });
});

test("another severity is measured from the same facts, keeps the waits, and takes no breach back", async () => {
  const id = await recorded(monday("09:00"), "S1");
  await waitForCustomer(at(monday("09:30")), id, "Which version?");
  await resumeComplaint(at(monday("11:00")), id);
  await watchClocks(at(monday("11:30")));
  expect(await stored(id)).toMatchObject({ respondBreachedAt: monday("11:30").toJSDate() });
  const change = { from: "S1", to: "S3", reason: "Only the report is wrong." } as const;
  await changeSeverity(at(monday("12:00")), id, change);
  expect(await stored(id)).toMatchObject({
    severity: "S3",
    respondBreachedAt: monday("11:30").toJSDate(),
    // Eight hours of work from nine, of which one and a half were waited.
    respondDueAt: tuesday("10:30").toJSDate(),
  });
  expect(await refusal(changeSeverity(at(monday("12:01")), id, change))).toMatchObject({
    code: "STALE_FORM",
  });
  const same = { from: "S3", to: "S3", reason: "x" } as const;
  expect(await refusal(changeSeverity(at(monday("12:01")), id, same))).toMatchObject({
    field: "severity",
    rule: "unchanged",
  });
});

test("an answer within the minute after a breach is late all the same, and a graver level judges no answer anew", async () => {
  const late = await recorded(monday("09:00"), "S1");
  await respondToComplaint(at(monday("10:00").plus({ seconds: 20 })), late, "Sorry.");
  expect((await stored(late)).respondBreachedAt).toEqual(monday("10:00").toJSDate());
  const inTime = await recorded(monday("09:00"), "S3");
  await respondToComplaint(at(monday("15:00")), inTime, "We are on it.");
  await changeSeverity(at(monday("16:00")), inTime, { from: "S3", to: "S1", reason: "It is everywhere." });
  expect((await stored(inTime)).respondBreachedAt).toBeNull();
});

test("its owner is warned twice, its head told of the breach, management later", async () => {
  const id = await recorded();
  const told: Record<string, string[]> = {};
  for (const time of ["10:59", "11:00", "13:11", "13:12", "13:59", "14:00", "17:59", "18:00"]) {
    const before = await notices(id);
    await watchClocks(at(monday(time)));
    told[time] = (await notices(id)).slice(before.length);
  }
  expect(told).toEqual({
    "10:59": [],
    "11:00": ["complaint.warned"],
    "13:11": [],
    "13:12": ["complaint.warned"],
    "13:59": [],
    "14:00": ["complaint.breached"],
    "17:59": [],
    "18:00": ["complaint.escalated"],
  });
  expect((await stored(id)).respondBreachedAt).toEqual(monday("14:00").toJSDate());
  const audited = await database.client.auditEntry.findMany({
    where: { subjectKind: "complaint", subjectId: id, action: "complaint.breached" },
  });
  expect(audited).toMatchObject([{ actorId: null, via: "clock", after: { clock: "respond" } }]);
});

test("of several alarms that came while nobody watched all are recorded, and warnings are not told beside a breach", async () => {
  const id = await recorded();
  await watchClocks(at(monday("15:00")));
  expect(await notices(id)).toEqual(["complaint.recorded", "complaint.breached"]);
  expect(await alarmsOf(id)).toEqual(["respond breach S2", "respond half S2", "respond most S2"]);
});

test("a breach and its lasting, found together, are told to the head and to management", async () => {
  const id = await recorded();
  await watchClocks(at(tuesday("17:00")));
  expect(await notices(id)).toEqual(["complaint.recorded", "complaint.breached", "complaint.escalated"]);
});

test("a breach that somebody's change finds before the clock's duty does is told and kept, once", async () => {
  const within = monday("14:00").plus({ seconds: 20 });
  const change = { from: "S2", to: "S4", reason: "Only the report is wrong." } as const;
  const doings = [
    (id: number) => respondToComplaint(at(within), id, "Sorry."),
    (id: number) => resolveComplaint(at(within), id, "Done."),
    (id: number) => waitForCustomer(at(within), id, "Which version?"),
    (id: number) => changeSeverity(at(within), id, change),
  ];
  for (const act of doings) {
    const id = await recorded();
    await act(id);
    await watchClocks(at(monday("14:01")));
    expect((await notices(id)).filter((notice) => notice === "complaint.breached")).toHaveLength(1);
    expect(await alarmsOf(id)).toContain("respond breach S2");
  }
});

test("who waits for the customer is not warned, and what has no clocks yet is given them", async () => {
  const id = await recorded();
  await waitForCustomer(at(monday("10:00")), id, "Which version?");
  await watchClocks(at(tuesday("17:00")));
  expect(await alarmsOf(id)).toEqual([]);
  await database.client.complaint.updateMany({
    data: { nextAlarmAt: monday("00:00").toJSDate(), respondDueAt: null, resolveDueAt: null },
  });
  await database.client.complaintPause.updateMany({ data: { until: monday("10:30").toJSDate() } });
  await watchClocks(at(monday("10:45")));
  expect(await alarmsOf(id)).toEqual([]);
  expect(await stored(id)).toMatchObject({
    respondDueAt: monday("14:30").toJSDate(),
    nextAlarmAt: monday("11:30").toJSDate(),
  });
});

test("another policy at a restart moves the clocks of what is open, and starts none that stands still", async () => {
  const id = await recorded();
  const waiting = await recorded();
  await waitForCustomer(at(monday("09:10")), waiting, "Which version?");
  const done = await recorded();
  await resolveComplaint(at(monday("09:10")), done, "Done.");
  const { service_levels: levels, ...rules } = shippedPolicy.complaints;
  const S2 = { ...levels.S2, respond: "1h" };
  const policy = { ...shippedPolicy, complaints: { ...rules, service_levels: { ...levels, S2 } } };
  const later = scopeOf(database.client, support, { policy, now: monday("09:20") });
  await measureAnew(later);
  await watchClocks(later);
  expect(await stored(id)).toMatchObject({
    respondDueAt: monday("10:00").toJSDate(),
    nextAlarmAt: monday("09:30").toJSDate(),
  });
  for (const each of [waiting, done])
    expect(await stored(each)).toMatchObject({ respondDueAt: null, nextAlarmAt: null });
});

test("opened again after its owner left it is somebody's who is at work", async () => {
  const id = await recorded();
  await resolveComplaint(at(monday("11:00")), id, "Done.");
  const colleague = await addPerson(database.client, "Colleague", { roles: ["support"] });
  await database.client.person.update({ where: { id: support.id }, data: { active: false } });
  try {
    await reopen(as(rep, tuesday("11:00")), id);
    expect(await stored(id)).toMatchObject({ status: "open", ownerId: colleague.id });
    const entry = await database.client.auditEntry.findFirst({
      where: { subjectKind: "complaint", subjectId: id, action: "complaint.reopened" },
    });
    expect(entry).toMatchObject({ before: { ownerId: support.id }, after: { ownerId: colleague.id } });
  } finally {
    await database.client.person.update({ where: { id: support.id }, data: { active: true } });
    await database.client.person.update({ where: { id: colleague.id }, data: { active: false } });
  }
});

test("nothing is recorded for a customer that turned out to be another", async () => {
  const customer = { nameKey: "old", creatorId: rep.id };
  const { id } = await database.client.customer.create({
    data: { ...customer, name: "Old Acme", mergedIntoId: customerId },
  });
  const input = { severity: "S2", product: "crm", description: "It fails.", sourceLink: null } as const;
  expect(await refusal(recordComplaint(at(monday("09:00")), { ...input, customerId: id }))).toMatchObject({
    code: "MERGED",
    into: `CUS-${customerId}`,
  });
});

test("one complaint that fails keeps no other back", async () => {
  const bad = await recorded();
  const good = await recorded();
  await database.client.complaint.update({ where: { id: bad }, data: { severity: "S9" } });
  await expect(watchClocks(at(monday("11:00")))).rejects.toThrow("could not be watched");
  expect(await alarmsOf(good)).toEqual(["respond half S2"]);
});

test("only its owner and whoever may resolve other people's work on it", async () => {
  const id = await recorded();
  const verbs: ((scope: Scope) => Promise<unknown>)[] = [
    (scope) => respondToComplaint(scope, id, "x"),
    (scope) => waitForCustomer(scope, id, "x"),
    (scope) => keepAnswer(scope, id, "x"),
    (scope) => resumeComplaint(scope, id),
    (scope) => changeSeverity(scope, id, { from: "S2", to: "S1", reason: "x" }),
  ];
  for (const verb of verbs)
    expect(await refusal(verb(as(rep, monday("10:00"))))).toMatchObject({
      permission: "complaint.resolve_any",
    });
  await respondToComplaint(as(head, monday("10:00")), id, "We are on it.");
  await waitForCustomer(as(director, monday("10:00")), id, "Which version?");
});

const races: readonly [string, (id: number) => Promise<unknown>[]][] = [
  [
    "answer the customer",
    (id) => [
      respondToComplaint(at(monday("10:00")), id, "By support."),
      respondToComplaint(as(head, monday("10:00")), id, "By the head."),
    ],
  ],
  [
    "begin to wait",
    (id) => [
      waitForCustomer(at(monday("10:00")), id, "By support."),
      waitForCustomer(as(head, monday("10:00")), id, "By the head."),
    ],
  ],
];
test.each(races)(
  "of two who %s at one moment one is first, and the other is told who: 200 times",
  async (_, race) => {
    for (let round = 0; round < 200; round += 1) {
      const id = await recorded();
      const tries = await Promise.allSettled(race(id));
      const [refused, ...more] = tries.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
      expect(more).toEqual([]);
      if (!(refused instanceof DomainError)) throw refused;
      const winner = tries[0]?.status === "fulfilled" ? "Support" : "Head";
      expect(refused.problem).toMatchObject({ code: "CONFLICT", by: winner });
    }
  },
  120_000,
);

test("a touch and a solution at one moment both count, whichever is first", async () => {
  for (let round = 0; round < 50; round += 1) {
    const id = await recorded();
    await waitForCustomer(at(monday("10:00")), id, "Which version?");
    const touched = { customerId, kind: "call", outcome: "positive", note: null, nextStep: null } as const;
    await Promise.all([
      logTouch(as(rep, monday("11:00")), { ...touched, nextOn: null, sourceLink: null }),
      resolveComplaint(at(monday("11:00")), id, "Done."),
    ]);
    const [pause] = await database.client.complaintPause.findMany({ where: { complaintId: id } });
    expect(["touch", "resolved"]).toContain(pause?.endedBy);
    expect(await stored(id)).toMatchObject({ status: "resolved", nextAlarmAt: null });
  }
}, 60_000);

test("two replicas that watch at one moment say each alarm once: 200 times", async () => {
  for (let round = 0; round < 200; round += 1) {
    const id = await recorded();
    await Promise.all([watchClocks(at(monday("14:00"))), watchClocks(at(monday("14:00")))]);
    expect(await notices(id)).toEqual(["complaint.recorded", "complaint.breached"]);
    await database.client.complaint.update({ where: { id }, data: { nextAlarmAt: null } });
  }
}, 120_000);

test("what is stored and said follows a stopwatch read minute by minute, whatever happens", async () => {
  await fc.assert(
    fc.asyncProperty(
      situations,
      serviceRules,
      fc.constantFrom(...severities),
      happenings(9),
      async ({ calendar, zone, start }, rules, severity, story) => {
        const model = new StopwatchModel(calendar, zone, rules, start, severity);
        const policy = { ...shippedPolicy, calendar, complaints: { ...shippedPolicy.complaints, ...rules } };
        const scope = (): Scope => ({
          ...scopeOf(database.client, director, { policy, now: DateTime.fromMillis(model.now, { zone }) }),
          timeZone: zone,
        });
        const input = { customerId, severity, product: "crm", description: "It fails.", sourceLink: null };
        const { id } = await recordComplaint(scope(), input);
        const said = new Set<string>();
        const breaches: Record<ClockName, number | null> = { respond: null, resolve: null };
        const noteBreaches = (): void => {
          for (const name of clockNames) {
            const due = model.stopped(name) ? null : model.alarm(name, "breach");
            if (due !== null && due <= model.now) breaches[name] ??= due;
          }
        };
        const running = () =>
          clockNames
            .filter((name) => model.runs(name))
            .flatMap((name) =>
              alarmLevels.map((level) => ({
                key: `${name} ${level} ${model.facts.severity}`,
                alarm: model.alarm(name, level),
              })),
            );
        for (const { after, what } of story) {
          model.pass(after);
          await watchClocks(scope());
          for (const { key, alarm } of running()) if (alarm !== null && alarm <= model.now) said.add(key);
          noteBreaches();
          const from = model.facts.severity;
          if (model.befall(what)) await doIt(scope(), id, what, from);
          noteBreaches();
          const unsaid = running().flatMap(({ key, alarm }) =>
            said.has(key) || alarm === null ? [] : [alarm],
          );
          const due = (name: ClockName) => (model.runs(name) ? model.alarm(name, "breach") : null);
          const kept = await stored(id);
          const within = (instant: Date | null) =>
            instant === null || instant.getTime() > model.end ? null : instant.getTime();
          expect({
            respond: within(kept.respondDueAt),
            resolve: within(kept.resolveDueAt),
            next: within(kept.nextAlarmAt),
            respondBreached: within(kept.respondBreachedAt),
            resolveBreached: within(kept.resolveBreachedAt),
            alarms: await alarmsOf(id),
          }).toEqual({
            respond: due("respond"),
            resolve: due("resolve"),
            next: unsaid.length ? Math.min(...unsaid) : null,
            respondBreached: breaches.respond,
            resolveBreached: breaches.resolve,
            alarms: [...said].sort(),
          });
        }
        await database.client.complaint.update({ where: { id }, data: { nextAlarmAt: null } });
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);

async function doIt(scope: Scope, id: number, what: Happening["what"], from: Severity): Promise<void> {
  switch (what) {
    case "wait":
      await waitForCustomer(scope, id, "Which version?");
      return;
    case "resume":
      await touch(scope);
      return;
    case "respond":
      await respondToComplaint(scope, id, "We are on it.");
      return;
    case "resolve":
      await resolveComplaint(scope, id, "Done.");
      return;
    case "reopen":
      await reopen(scope, id);
      return;
    default:
      await changeSeverity(scope, id, { from, to: what, reason: "We know more now." });
  }
}
