import { DateTime } from "luxon";
import { approvalTrail } from "../../../src/domain/approvals/approval-trail";
import { decide } from "../../../src/domain/approvals/decide";
import { approvalsWaitingFor } from "../../../src/domain/approvals/list-waiting";
import type { Decision } from "../../../src/domain/approvals/request";
import { openStepFor, peopleAskedNow } from "../../../src/domain/approvals/who-is-asked-now";
import { clearAway, setAway } from "../../../src/domain/people/set-away";
import { setPerson } from "../../../src/domain/people/set-person";
import { requestProject } from "../../../src/domain/projects/request-project";
import { resubmitProject } from "../../../src/domain/projects/resubmit-project";
import { withdrawProject } from "../../../src/domain/projects/withdraw-project";
import type { Person } from "../../../src/domain/scope";
import type { Policy } from "../../../src/policy/policy";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, projectInput, refusal, scopeOf, shippedPolicy, startAfresh } from "./company";

let database: TestDatabase;
let rep: Person, head: Person, director: Person, manager: Person, finance: Person, admin: Person;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await startAfresh(database.client);
  const add = addPerson.bind(null, database.client);
  rep = await add("Rep", { roles: ["rep"] });
  head = await add("Head", { roles: ["department_head"], headOf: ["sales"] });
  director = await add("Director", { roles: ["director"] });
  manager = await add("Manager", { roles: ["general_manager"] });
  finance = await add("Finance", { roles: ["finance"] });
  admin = await add("Admin", { roles: ["admin"] });
});

const policyWith = (steps: Policy["approvals"]["project"][number]["steps"]): Policy => ({
  ...shippedPolicy,
  approvals: { ...shippedPolicy.approvals, project: [{ steps }] },
});
const file = (requester = rep, policy = shippedPolicy): Promise<number> =>
  requestProject(scopeOf(database.client, requester, { policy }), projectInput);
const trailOf = async (id: number) => (await approvalTrail(database.client, { kind: "project", id })).at(-1);
const openStep = async (id: number): Promise<number> =>
  (await trailOf(id))?.steps.find(({ status }) => status === "open")?.id ?? 0;
const statuses = async (id: number): Promise<string> =>
  ((await trailOf(id))?.steps ?? []).map(({ status, note }) => status + (note ? ` ${note}` : "")).join(", ");
const say = async (
  person: Person,
  id: number,
  decision: Decision = "approved",
  reason: string | null = null,
) => decide(scopeOf(database.client, person), { stepId: await openStep(id), decision, reason });
const askedNames = async (id: number, now = DateTime.now()): Promise<string[]> => {
  const ids = await peopleAskedNow(database.client, { kind: "project", id }, now);
  const people = await database.client.person.findMany({
    where: { id: { in: ids } },
    orderBy: { id: "asc" },
  });
  return people.map(({ name }) => name);
};
const statusOf = async (id: number) =>
  (await database.client.project.findUniqueOrThrow({ where: { id } })).status;

test("a project goes from head to management, and is set up", async () => {
  const id = await file();
  const subject = { kind: "project", id } as const;
  expect(await jobsFor(database.client, subject)).toEqual(["project.filed", "approval.asked"]);
  expect(await askedNames(id)).toEqual(["Head"]);
  const waiting = await approvalsWaitingFor(database.client, head.id, DateTime.now());
  expect(waiting).toMatchObject([{ subject, role: "department_head", requesterName: "Rep", onBehalfOf: [] }]);
  expect(await openStepFor(database.client, subject, head, DateTime.now())).toBe(waiting[0]?.stepId);
  expect(await openStepFor(database.client, subject, director, DateTime.now())).toBeNull();

  expect(await say(head, id)).toEqual({ subject, step: "approved", request: "pending" });
  expect(await askedNames(id)).toEqual(["Director", "Manager"]);
  expect(await say(manager, id)).toEqual({ subject, step: "approved", request: "approved" });
  expect(await statusOf(id)).toBe("approved");
  expect(await askedNames(id)).toEqual([]);
  expect((await jobsFor(database.client, subject)).filter((job) => job !== "refresh")).toEqual([
    "project.filed",
    "approval.asked",
    "approval.asked",
    "project.approved",
    "project.decided",
  ]);
  expect(await jobsFor(database.client, subject)).toContain("refresh");
  const audit = await database.client.auditEntry.findMany({
    where: { subjectKind: "project", subjectId: id },
    orderBy: { id: "asc" },
  });
  expect(audit.map(({ action, actorId }) => [action, actorId])).toEqual([
    ["project.requested", rep.id],
    ["approval.approved", head.id],
    ["approval.approved", manager.id],
    ["project.approved", manager.id],
  ]);
});

test("rejecting and returning need a reason, and end the request", async () => {
  const id = await file();
  for (const reason of [null, "  "])
    expect(await refusal(say(head, id, "rejected", reason))).toEqual({ code: "REASON_NEEDED" });
  expect(await refusal(say(head, id, "returned", "x".repeat(2001)))).toMatchObject({
    field: "reason",
    rule: "too_long",
  });
  await say(head, id, "rejected", " No budget. ");
  expect(await statusOf(id)).toBe("rejected");
  expect(await statuses(id)).toBe("rejected, cancelled");
  expect((await trailOf(id))?.steps[0]?.assignees[0]).toMatchObject({
    reason: "No budget.",
    deciderName: "Head",
  });
});

test("what was returned is filed again as a new request; the old one is kept", async () => {
  const id = await file();
  await say(head, id, "returned", "Say who.");
  expect(await statusOf(id)).toBe("returned");
  await resubmitProject(scopeOf(database.client, rep), id, { ...projectInput, budget: "200,000" });
  const trail = await approvalTrail(database.client, { kind: "project", id });
  expect(trail.map(({ status, steps }) => [status, steps.length])).toEqual([
    ["returned", 2],
    ["pending", 3],
  ]);
  expect(await refusal(resubmitProject(scopeOf(database.client, rep), id, projectInput))).toMatchObject({
    code: "WRONG_STATE",
    status: "pending",
  });
  await say(head, id);
  await say(director, id);
  await say(finance, id);
  expect(await statusOf(id)).toBe("approved");
});

test("nobody approves their own, not even for somebody else", async () => {
  const id = await file(head);
  const now = DateTime.now();
  expect(await askedNames(id)).toEqual(["Director"]);
  await setAway(scopeOf(database.client, director), {
    from: now,
    until: now.plus({ days: 1 }),
    delegateId: head.id,
  });
  expect(await askedNames(id, now.plus({ hours: 1 }))).toEqual(["Director"]);
  expect(await refusal(say(head, id))).toMatchObject({ code: "OWN_REQUEST" });
});

test("only those asked decide", async () => {
  const id = await file();
  for (const person of [director, finance, admin])
    expect(await refusal(say(person, id))).toMatchObject({ code: "NOT_ASKED" });
  expect(
    await refusal(
      decide(scopeOf(database.client, head), { stepId: 2 ** 31 - 1, decision: "approved", reason: null }),
    ),
  ).toMatchObject({ code: "NOT_FOUND" });
  const waiting = (await trailOf(id))?.steps[1]?.id ?? 0;
  expect(
    await refusal(
      decide(scopeOf(database.client, director), { stepId: waiting, decision: "approved", reason: null }),
    ),
  ).toMatchObject({ code: "WRONG_STATE", status: "waiting" });
});

test("a delegate answers while the other is away, and not before or after, and not further on", async () => {
  const id = await file();
  const now = DateTime.now();
  const from = now.plus({ days: 1 });
  await setAway(scopeOf(database.client, head), {
    from,
    until: from.plus({ days: 2 }),
    delegateId: finance.id,
  });
  const during = from.plus({ days: 1 });
  expect(await askedNames(id, now)).toEqual(["Head"]);
  expect(await askedNames(id, during)).toEqual(["Head", "Finance"]);
  expect(await askedNames(id, from.plus({ days: 3 }))).toEqual(["Head"]);
  expect(await approvalsWaitingFor(database.client, finance.id, during)).toMatchObject([
    { onBehalfOf: ["Head"] },
  ]);
  expect(await refusal(say(finance, id))).toMatchObject({ code: "NOT_ASKED" });
  const stepId = await openStep(id);
  const absent = scopeOf(database.client, finance, { now: during });
  await decide(absent, { stepId, decision: "approved", reason: null });
  expect((await trailOf(id))?.steps[0]?.assignees).toMatchObject([{ name: "Head", deciderName: "Finance" }]);
  await clearAway(scopeOf(database.client, head));
});

test("the same person is asked once: the later step is passed with a note", async () => {
  const policy = policyWith([
    { approver: "department_head", rule: "any" },
    { approver: "director", rule: "any" },
    { approver: "finance", rule: "any" },
  ]);
  const id = await file(head, policy);
  expect(await statuses(id)).toBe("open one_level_up, waiting, waiting");
  expect(await say(director, id)).toMatchObject({ request: "pending" });
  expect(await statuses(id)).toBe("approved one_level_up, passed same_person, open");
  expect(await askedNames(id)).toEqual(["Finance"]);
});

test("an approval through a delegate does not pass the step of the one who was away", async () => {
  const now = DateTime.now();
  const second = await addPerson(database.client, "Second", { roles: ["rep"] });
  await setPerson(scopeOf(database.client, admin), { id: director.id, headOf: ["sales"] });
  await setPerson(scopeOf(database.client, admin), { id: head.id, headOf: [] });
  const id = await file(
    rep,
    policyWith([
      { approver: "department_head", rule: "any" },
      { approver: "director", rule: "any" },
    ]),
  );
  await setAway(scopeOf(database.client, director), {
    from: now,
    until: now.plus({ days: 1 }),
    delegateId: second.id,
  });
  await decide(scopeOf(database.client, second, { now: now.plus({ hours: 1 }) }), {
    stepId: await openStep(id),
    decision: "approved",
    reason: null,
  });
  expect(await statuses(id)).toBe("approved, open");
});

test("all-of: each must approve; who approved before is not asked again; one refusal is enough", async () => {
  const policy = policyWith([
    { approver: "director", rule: "any" },
    { approver: "management", rule: "all" },
  ]);
  const id = await file(rep, policy);
  await say(director, id);
  expect(await askedNames(id)).toEqual(["Manager"]);
  expect(await refusal(say(director, id))).toMatchObject({
    code: "CONFLICT",
    status: "approved",
    by: "Director",
  });
  await say(manager, id);
  expect(await statusOf(id)).toBe("approved");

  const other = await file(rep, policyWith([{ approver: "management", rule: "all" }]));
  expect(await say(director, other)).toMatchObject({ step: "open", request: "pending" });
  await say(manager, other, "rejected", "No.");
  expect(await statusOf(other)).toBe("rejected");
});

test("whoever comes second is told who was first and when", async () => {
  const id = await file();
  await say(head, id);
  const stepId = await openStep(id);
  await say(director, id, "rejected", "No.");
  const late = decide(scopeOf(database.client, manager), { stepId, decision: "approved", reason: null });
  expect(await refusal(late)).toMatchObject({
    code: "CONFLICT",
    status: "rejected",
    by: "Director",
    at: expect.any(Date),
  });
  expect(await refusal(withdrawProject(scopeOf(database.client, rep), id))).toMatchObject({
    code: "WRONG_STATE",
    status: "rejected",
  });

  const other = await file();
  const otherStep = await openStep(other);
  await withdrawProject(scopeOf(database.client, rep), other);
  expect(await statuses(other)).toBe("cancelled, cancelled");
  const gone = decide(scopeOf(database.client, head), {
    stepId: otherStep,
    decision: "approved",
    reason: null,
  });
  expect(await refusal(gone)).toMatchObject({ code: "CONFLICT", status: "withdrawn", by: "Rep" });
});

test("when posts change, the open step asks whoever holds the post now", async () => {
  const id = await file();
  const successor = await addPerson(database.client, "Successor", { roles: ["department_head"] });
  const byAdmin = scopeOf(database.client, admin);
  await setPerson(byAdmin, { id: successor.id, headOf: ["sales"] });
  expect(await askedNames(id)).toEqual(["Head", "Successor"]);
  await setPerson(byAdmin, { id: head.id, active: false });
  expect(await askedNames(id)).toEqual(["Successor"]);
  expect(await refusal(say(head, id))).toMatchObject({ code: "NOT_ASKED" });
  await setPerson(byAdmin, { id: successor.id, headOf: [] });
  expect(await askedNames(id)).toEqual(["Director"]);
  for (const person of [director, manager, finance]) await setPerson(byAdmin, { id: person.id, roles: [] });
  expect(await statuses(id)).toBe("open nobody_left, waiting");
  await setPerson(byAdmin, { id: manager.id, roles: ["general_manager"] });
  expect(await askedNames(id)).toEqual(["Manager"]);
  expect(await say(manager, id)).toMatchObject({ request: "approved" });
  expect(await statuses(id)).toBe("approved one_level_up, passed same_person");
});

test("an all-of step ends when the last one awaited leaves", async () => {
  const id = await file(rep, policyWith([{ approver: "management", rule: "all" }]));
  await say(director, id);
  await setPerson(scopeOf(database.client, admin), { id: manager.id, active: false });
  expect(await statusOf(id)).toBe("approved");
});

test("one click answers for all whom somebody stands for where each must approve, and in their own name elsewhere", async () => {
  const now = DateTime.now();
  await setAway(scopeOf(database.client, director), {
    from: now,
    until: now.plus({ days: 1 }),
    delegateId: manager.id,
  });
  const during = scopeOf(database.client, manager, { now: now.plus({ hours: 1 }) });
  const both = await file(rep, policyWith([{ approver: "management", rule: "all" }]));
  await decide(during, { stepId: await openStep(both), decision: "approved", reason: null });
  expect(await statusOf(both)).toBe("approved");
  expect(
    (await trailOf(both))?.steps[0]?.assignees.map(({ name, deciderName }) => [name, deciderName]),
  ).toEqual([
    ["Director", "Manager"],
    ["Manager", "Manager"],
  ]);

  const either = await file(rep, policyWith([{ approver: "management", rule: "any" }]));
  await decide(during, { stepId: await openStep(either), decision: "approved", reason: null });
  expect((await trailOf(either))?.steps[0]?.assignees).toMatchObject([
    { name: "Manager", deciderName: "Manager" },
    { name: "Director", deciderName: null },
  ]);
});
