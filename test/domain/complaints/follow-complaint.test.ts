import { z } from "zod";
import { assignComplaint } from "../../../src/domain/complaints/assign-complaint";
import { findColleague } from "../../../src/domain/complaints/find-colleague";
import { listComplaints } from "../../../src/domain/complaints/list-complaints";
import type { ComplaintInput } from "../../../src/domain/complaints/record-complaint";
import { recordComplaint } from "../../../src/domain/complaints/record-complaint";
import { resolveComplaint } from "../../../src/domain/complaints/resolve-complaint";
import { showComplaint } from "../../../src/domain/complaints/show-complaint";
import {
  whoHearsOfAssigned,
  whoHearsOfChange,
  whoHearsOfRecorded,
} from "../../../src/domain/complaints/who-hears";
import { logCustomer } from "../../../src/domain/customers/log-customer";
import { DomainError } from "../../../src/domain/errors";
import { referenceOf } from "../../../src/domain/references";
import type { Person } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person,
  seller: Person,
  stranger: Person,
  support: Person,
  other: Person,
  head: Person,
  admin: Person;
let customerId: number;

beforeAll(async () => {
  database = await createDatabase();
  const add = addPerson.bind(null, database.client);
  rep = await add("Rep", { roles: ["rep"] });
  seller = await add("Seller", { roles: ["rep"] });
  stranger = await add("Stranger", { roles: ["rep"] });
  support = await add("Support", { roles: ["support"], department: "support" });
  head = await add("Head", { roles: ["department_head"], department: "support", headOf: ["support"] });
  admin = await add("Admin", { roles: ["admin"] });
  other = await add("Other", { roles: ["project_manager"] });
  const logged = await logCustomer(as(seller), { name: "Acme", contacts: [] }, { despiteDuplicates: true });
  if (logged.kind !== "logged") throw new Error("not logged");
  customerId = logged.customer.id;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.complaint.deleteMany();
});

const as = (person: Person) => scopeOf(database.client, person);
const input = (): ComplaintInput => ({
  customerId,
  severity: "S2",
  product: "crm",
  description: "Login fails.",
  sourceLink: "https://chat.example/archives/C1/p1",
});
const record = (by = rep, facts: Partial<ComplaintInput> = {}) =>
  recordComplaint(as(by), { ...input(), ...facts });
const jobs = (id: number) => jobsFor(database.client, { kind: "complaint", id });

test("a complaint goes from its record to its resolution, audited, and everybody concerned is told", async () => {
  const { id, ...complaint } = await record();
  expect(complaint).toMatchObject({ status: "open", owner: { name: "Support" }, reporter: { name: "Rep" } });
  expect(complaint.sourceLink).toBe("https://chat.example/archives/C1/p1");
  expect(await whoHearsOfRecorded(database.client, id)).toEqual([support.id]);

  await assignComplaint(as(support), id, other.id);
  expect(await whoHearsOfAssigned(database.client, id)).toEqual([other.id]);
  expect(await whoHearsOfChange(database.client, id)).toEqual([rep.id]);

  const resolved = await resolveComplaint(as(other), id, "Restarted it.");
  expect(resolved).toMatchObject({
    status: "resolved",
    resolution: "Restarted it.",
    resolvedBy: { id: other.id, name: "Other" },
  });
  expect(await whoHearsOfChange(database.client, id)).toEqual([rep.id]);
  expect((await jobs(id)).filter((job) => job !== "refresh")).toEqual([
    "complaint.recorded",
    "complaint.assigned",
    "complaint.changed",
    "complaint.changed",
  ]);
  expect(await jobs(id)).toContain("refresh");
  const entries = await database.client.auditEntry.findMany({
    where: { subjectKind: "complaint", subjectId: id },
    orderBy: { id: "asc" },
  });
  expect(entries.map(({ action, actorId, before }) => [action, actorId, before])).toEqual([
    ["complaint.recorded", rep.id, null],
    ["complaint.assigned", support.id, { ownerId: support.id }],
    ["complaint.resolved", other.id, { status: "open" }],
  ]);
});

test("who is told leaves out who did it", async () => {
  const own = await record(support);
  expect(await whoHearsOfRecorded(database.client, own.id)).toEqual([]);
  await assignComplaint(as(head), own.id, head.id);
  expect(await whoHearsOfAssigned(database.client, own.id)).toEqual([]);
  expect(await whoHearsOfChange(database.client, own.id)).toEqual([support.id]);
  await assignComplaint(as(head), own.id, support.id);
  expect(await whoHearsOfAssigned(database.client, own.id)).toEqual([support.id]);
  expect(await whoHearsOfChange(database.client, own.id)).toEqual([]);
  await resolveComplaint(as(head), own.id, "Done.");
  expect(await whoHearsOfChange(database.client, own.id)).toEqual([support.id]);
});

test("a complaint that nobody is answerable for is told to administrators and the heads of support", async () => {
  await database.client.person.update({ where: { id: support.id }, data: { active: false } });
  const { id, ownerId } = await record();
  await database.client.person.update({ where: { id: support.id }, data: { active: true } });
  expect(ownerId).toBeNull();
  expect(await whoHearsOfRecorded(database.client, id)).toEqual([head.id, admin.id]);
  expect(await refusal(resolveComplaint(as(support), id, "Mine."))).toMatchObject({ code: "NOT_ALLOWED" });
  expect((await assignComplaint(as(support), id, support.id)).owner?.name).toBe("Support");
});

test("reporter, owner, the customer's owner and whoever may see all see it; nobody else", async () => {
  const { id } = await record(rep, { product: "service" });
  for (const person of [rep, other, seller, support, head])
    expect((await showComplaint(as(person), id)).customer.name).toBe("Acme");
  for (const person of [stranger, admin]) {
    const reference = referenceOf("complaint", id);
    expect(await refusal(showComplaint(as(person), id))).toEqual({ code: "NOT_FOUND", reference });
    expect(await refusal(resolveComplaint(as(person), id, "x"))).toEqual({ code: "NOT_FOUND", reference });
    expect(await refusal(assignComplaint(as(person), id, person.id))).toEqual({
      code: "NOT_FOUND",
      reference,
    });
  }
});

test("only its owner and those the policy lets may assign and resolve", async () => {
  const { id } = await record(rep, { product: "service" });
  expect(await refusal(assignComplaint(as(rep), id, rep.id))).toMatchObject({
    permission: "complaint.assign",
  });
  expect(await refusal(resolveComplaint(as(support), id, "x"))).toMatchObject({
    permission: "complaint.resolve_any",
  });
  expect(await refusal(assignComplaint(as(other), id, 999_999))).toMatchObject({
    field: "person",
    rule: "unknown_person",
  });
  expect((await assignComplaint(as(other), id, support.id)).ownerId).toBe(support.id);
  expect(await refusal(resolveComplaint(as(other), id, "x"))).toMatchObject({ code: "NOT_FOUND" });
});

test("assigning to who has it already changes nothing", async () => {
  const { id } = await record();
  await assignComplaint(as(head), id, support.id);
  expect(await jobs(id)).toEqual(["complaint.recorded"]);
});

test("of two who resolve at one moment one is first, and the other is told who and when: 200 times", async () => {
  for (let round = 0; round < 200; round++) {
    const { id } = await record();
    const tries = await Promise.allSettled([
      resolveComplaint(as(support), id, "By support."),
      resolveComplaint(as(head), id, "By the head."),
    ]);
    const [bySupport, byHead] = tries;
    const refused = tries.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refused).toHaveLength(1);
    const [problem] = refused;
    if (!(problem instanceof DomainError)) throw problem;
    const winner = bySupport.status === "fulfilled" ? "Support" : "Head";
    expect(problem.problem).toEqual({
      code: "CONFLICT",
      reference: referenceOf("complaint", id),
      status: "resolved",
      by: winner,
      at: expect.any(Date),
    });
    const stored = await showComplaint(as(head), id);
    expect(stored.resolution).toBe(byHead.status === "fulfilled" ? "By the head." : "By support.");
    const { count } = await database.client.complaint.deleteMany({ where: { id } });
    expect(count).toBe(1);
    const audited = await database.client.auditEntry.count({
      where: { subjectKind: "complaint", subjectId: id, action: "complaint.resolved" },
    });
    expect(audited).toBe(1);
    expect((await jobs(id)).filter((job) => job === "complaint.changed")).toHaveLength(1);
  }
}, 120_000);

test("of several who assign at one moment one is first, and the others are told to look again", async () => {
  for (let round = 0; round < 20; round++) {
    const { id } = await record();
    const tries = await Promise.allSettled([
      assignComplaint(as(support), id, other.id),
      assignComplaint(as(head), id, head.id),
    ]);
    const refused = tries.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    // Where the two did not meet, the second found the first's choice and changed it: both are audited then.
    const assigned = (await jobs(id)).filter((job) => job === "complaint.assigned");
    expect(assigned).toHaveLength(2 - refused.length);
    for (const each of refused) expect(each).toMatchObject({ problem: { code: "STALE_FORM" } });
    const entries = await database.client.auditEntry.findMany({
      where: { subjectKind: "complaint", subjectId: id, action: "complaint.assigned" },
      orderBy: { id: "asc" },
    });
    const owners = z.object({ ownerId: z.number() });
    let ownerId = support.id;
    for (const { before, after } of entries) {
      expect(before).toEqual({ ownerId });
      ownerId = owners.parse(after).ownerId;
    }
    await database.client.complaint.deleteMany({ where: { id } });
  }
});

test("after the end nothing can be changed any more", async () => {
  const { id } = await record();
  await resolveComplaint(as(support), id, "Done.");
  expect(await refusal(assignComplaint(as(head), id, head.id))).toMatchObject({
    code: "CONFLICT",
    by: "Support",
  });
  expect(await refusal(resolveComplaint(as(head), id, "Again."))).toMatchObject({
    code: "CONFLICT",
    by: "Support",
  });
});

test.each([
  ["customer", "unknown_choice", { customerId: 999_999 }],
  ["product", "unknown_choice", { product: "toString" }],
  ["description", "required", { description: " \u200b\n" }],
  ["description", "too_long", { description: "x".repeat(3001) }],
] as const)("%s that is %s is refused, and nothing is saved", async (field, rule, facts) => {
  expect(await refusal(record(rep, facts))).toMatchObject({ code: "INVALID", field, rule });
  expect(await database.client.complaint.count()).toBe(0);
});

test("a link that is no web address is left out", async () => {
  for (const sourceLink of ["javascript:alert(1)", "not a link", `https://x.example/${"x".repeat(2000)}`])
    expect((await record(rep, { sourceLink })).sourceLink).toBeNull();
});

test("an empty resolution is refused, and the complaint stays open", async () => {
  const { id } = await record();
  expect(await refusal(resolveComplaint(as(support), id, " "))).toMatchObject({
    field: "resolution",
    rule: "required",
  });
  expect((await showComplaint(as(support), id)).status).toBe("open");
});

test("a list holds what concerns the actor, the gravest open first; all of them needs permission", async () => {
  const minor = await record(rep, { severity: "S4" });
  const grave = await record(rep, { severity: "S1" });
  const done = await record(rep, { severity: "S1" });
  await resolveComplaint(as(support), done.id, "Done.");
  const ids = async (person: Person, whose: "mine" | "all", state: "open" | "all") =>
    (await listComplaints(as(person), { whose, state, page: 1 })).complaints.map(({ id }) => id);
  for (const person of [rep, support, seller]) {
    expect(await ids(person, "mine", "open")).toEqual([grave.id, minor.id]);
    expect(await ids(person, "mine", "all")).toEqual([grave.id, minor.id, done.id]);
  }
  expect(await ids(stranger, "mine", "all")).toEqual([]);
  expect(await ids(head, "all", "open")).toEqual([grave.id, minor.id]);
  expect(await refusal(ids(rep, "all", "open"))).toMatchObject({ code: "NOT_ALLOWED" });
});

test("a colleague is meant by whole name or address, and only if it is one", async () => {
  expect(await findColleague(as(head), "@SUPPORT")).toEqual({ id: support.id, name: "Support" });
  expect(await findColleague(as(head), support.email ?? "")).toEqual({ id: support.id, name: "Support" });
  await addPerson(database.client, "Twin");
  await addPerson(database.client, "twin");
  for (const none of ["Twin", "Supp", "", "%", "🎉"]) expect(await findColleague(as(head), none)).toBeNull();
});
