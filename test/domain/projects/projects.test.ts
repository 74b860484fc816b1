import { decide } from "../../../src/domain/approvals/decide";
import { openStepFor } from "../../../src/domain/approvals/who-is-asked-now";
import { listProjects } from "../../../src/domain/projects/list-projects";
import { requestProject } from "../../../src/domain/projects/request-project";
import { resubmitProject } from "../../../src/domain/projects/resubmit-project";
import { showProject } from "../../../src/domain/projects/show-project";
import { withdrawProject } from "../../../src/domain/projects/withdraw-project";
import type { Person, Scope } from "../../../src/domain/scope";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, projectInput, refusal, scopeOf } from "../approvals/company";

let database: TestDatabase;
let rep: Person, head: Person, director: Person, outsider: Person;
const by = (person: Person): Scope => scopeOf(database.client, person);

beforeAll(async () => {
  database = await createDatabase();
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  head = await addPerson(database.client, "Head", { roles: ["department_head"], headOf: ["sales"] });
  director = await addPerson(database.client, "Director", { roles: ["director"] });
  outsider = await addPerson(database.client, "Outsider", { roles: ["specialist"], department: "marketing" });
});
afterAll(() => database.drop());

test("what was typed is kept exactly, whatever it is", async () => {
  const title = "<!channel> 🚀 \u202Emoor";
  const id = await requestProject(by(rep), {
    ...projectInput,
    title: `  ${title} `,
    budget: "１２０，０００．５",
  });
  const project = await showProject(by(rep), id);
  expect(project).toMatchObject({ title, budgetMinor: 12_000_050n, status: "pending", requesterName: "Rep" });
  expect(project.startsOn.toISOString()).toBe("2026-12-01T00:00:00.000Z");
});

test.each([
  [{ title: " " }, "title", "required"],
  [{ title: "x".repeat(151) }, "title", "too_long"],
  [{ background: "" }, "background", "required"],
  [{ goals: "x".repeat(3001) }, "goals", "too_long"],
  [{ requirements: "\n" }, "requirements", "required"],
  [{ budget: "-1" }, "budget", "not_positive"],
  [{ budget: "lots" }, "budget", "not_a_number"],
  [{ startsOn: "2026-02-30" }, "startsOn", "not_a_date"],
  [{ endsOn: "tomorrow" }, "endsOn", "not_a_date"],
  [{ endsOn: "2026-11-30" }, "endsOn", "ends_before_start"],
  [{ customerId: 999_999 }, "customerId", "unknown_choice"],
])("%j is refused at its field, and nothing is saved", async (change, field, rule) => {
  const before = await database.client.project.count();
  const refused = await refusal(requestProject(by(rep), { ...projectInput, ...change }));
  expect(refused).toMatchObject({ code: "INVALID", field, rule });
  expect(await database.client.project.count()).toBe(before);
});

test("a project needs a post that may ask for it, and a department", async () => {
  const clerk = await addPerson(database.client, "Clerk", { roles: ["hr"] });
  expect(await refusal(requestProject(by(clerk), projectInput))).toMatchObject({ code: "NOT_ALLOWED" });
  const stray = await addPerson(database.client, "Stray", { roles: ["rep"], department: null });
  expect(await refusal(requestProject(by(stray), projectInput))).toMatchObject({ code: "NO_DEPARTMENT" });
});

test("its requester, its head and those asked see it, once they are; nobody else, nor in lists", async () => {
  const id = await requestProject(by(rep), projectInput);
  const asked = await addPerson(database.client, "Asked", { roles: ["rep"], department: "marketing" });
  const sees = async (person: Person): Promise<boolean> => {
    const { projects, total } = await listProjects(by(person), { whose: "all" });
    const listed = projects.some((each) => each.id === id);
    if (total === 0) expect(listed).toBe(false);
    const shown = await showProject(by(person), id).then(
      () => true,
      () => false,
    );
    expect(listed).toBe(shown);
    return shown;
  };
  expect([
    await sees(rep),
    await sees(head),
    await sees(director),
    await sees(outsider),
    await sees(asked),
  ]).toEqual([true, true, true, false, false]);
  const step = await openStepFor(database.client, { kind: "project", id }, head, by(head).now);
  await database.client.approvalAssignee.create({ data: { stepId: step ?? 0, personId: asked.id } });
  expect(await sees(asked)).toBe(true);
  expect(await refusal(showProject(by(outsider), id))).toEqual({ code: "NOT_FOUND", reference: `PRJ-${id}` });
});

test("lists are newest first, with how many there are", async () => {
  const one = await addPerson(database.client, "Busy", { roles: ["rep"] });
  const ids = [];
  for (let count = 0; count < 21; count += 1) ids.push(await requestProject(by(one), projectInput));
  const mine = await listProjects(by(one), { whose: "mine" });
  expect(mine.total).toBe(21);
  expect(mine.projects.map(({ id }) => id)).toEqual(ids.reverse().slice(0, 20));
  expect((await listProjects(by(one), { whose: "mine", page: 1 })).projects).toHaveLength(1);
});

test("returned, changed, filed again; withdrawn; each only by its requester", async () => {
  const id = await requestProject(by(rep), projectInput);
  const stepId = (await openStepFor(database.client, { kind: "project", id }, head, by(head).now)) ?? 0;
  await decide(by(head), { stepId, decision: "returned", reason: "Who?" });
  for (const act of [resubmitProject(by(head), id, projectInput), withdrawProject(by(head), id)])
    expect(await refusal(act)).toEqual({ code: "NOT_FOUND", reference: `PRJ-${id}` });
  const twice = await Promise.allSettled(
    [1, 2].map(() => resubmitProject(by(rep), id, { ...projectInput, title: "Changed" })),
  );
  expect(twice.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(
    await database.client.approvalRequest.count({ where: { subjectKind: "project", subjectId: id } }),
  ).toBe(2);
  expect(await showProject(by(rep), id)).toMatchObject({ title: "Changed", status: "pending" });
  await withdrawProject(by(rep), id);
  expect(await showProject(by(rep), id)).toMatchObject({ status: "withdrawn" });
  expect(await refusal(withdrawProject(by(rep), id))).toMatchObject({
    code: "WRONG_STATE",
    status: "withdrawn",
  });
  expect(await jobsFor(database.client, { kind: "project", id })).toContain("refresh");
});

test("a returned project can be withdrawn", async () => {
  const id = await requestProject(by(rep), projectInput);
  const stepId = (await openStepFor(database.client, { kind: "project", id }, head, by(head).now)) ?? 0;
  await decide(by(head), { stepId, decision: "returned", reason: "Who?" });
  await withdrawProject(by(rep), id);
  expect(await showProject(by(rep), id)).toMatchObject({ status: "withdrawn" });
});
