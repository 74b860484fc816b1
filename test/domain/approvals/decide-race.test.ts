import { setTimeout } from "node:timers/promises";
import { approvalTrail } from "../../../src/domain/approvals/approval-trail";
import { type Decided, decide } from "../../../src/domain/approvals/decide";
import type { Decision } from "../../../src/domain/approvals/request";
import { DomainError } from "../../../src/domain/errors";
import { requestProject } from "../../../src/domain/projects/request-project";
import { withdrawProject } from "../../../src/domain/projects/withdraw-project";
import type { Person } from "../../../src/domain/scope";
import type { Policy } from "../../../src/policy/policy";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, jobsFor, projectInput, scopeOf, shippedPolicy } from "./company";

const rounds = 200;
const policy: Policy = {
  ...shippedPolicy,
  approvals: { ...shippedPolicy.approvals, project: [{ steps: [{ approver: "management", rule: "any" }] }] },
};
let database: TestDatabase;
let rep: Person, one: Person, other: Person;

beforeAll(async () => {
  database = await createDatabase();
  rep = await addPerson(database.client, "Rep", { roles: ["rep"] });
  one = await addPerson(database.client, "One", { roles: ["director"] });
  other = await addPerson(database.client, "Other", { roles: ["general_manager"] });
});
afterAll(() => database.drop());

const file = async (): Promise<{ id: number; stepId: number }> => {
  const id = await requestProject(scopeOf(database.client, rep, { policy }), projectInput);
  const [request] = await approvalTrail(database.client, { kind: "project", id });
  return { id, stepId: request?.steps[0]?.id ?? 0 };
};
const click = (person: Person, stepId: number, decision: Decision): Promise<Decided> =>
  decide(scopeOf(database.client, person), {
    stepId,
    decision,
    reason: decision === "approved" ? null : "Because.",
  });

test(`two approvers at the same moment, ${rounds} times: one decision, one notice, the other is told who was first`, async () => {
  const firsts = { One: 0, Other: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const { id, stepId } = await file();
    const saying: [Decision, Decision] = round % 2 ? ["approved", "rejected"] : ["rejected", "approved"];
    const clicks =
      round % 3
        ? [click(one, stepId, saying[0]), click(other, stepId, saying[1])]
        : [click(other, stepId, saying[1]), click(one, stepId, saying[0])];
    const results = await Promise.allSettled(clicks);
    const won = results.filter((each) => each.status === "fulfilled");
    const lost = results.filter((each) => each.status === "rejected");
    expect([won.length, lost.length]).toEqual([1, 1]);
    const [request] = await approvalTrail(database.client, { kind: "project", id });
    const answers = request?.steps[0]?.assignees.filter(({ decision }) => decision !== null) ?? [];
    expect(answers).toHaveLength(1);
    const problem = lost[0]?.reason instanceof DomainError ? lost[0].reason.problem : lost[0]?.reason;
    expect(problem).toEqual({
      code: "CONFLICT",
      reference: `PRJ-${id}`,
      status: request?.status,
      by: answers[0]?.deciderName,
      at: answers[0]?.decidedAt,
    });
    expect(won[0]?.value.request).toBe(request?.status);
    const jobs = await jobsFor(database.client, { kind: "project", id });
    expect(jobs.filter((job) => job === "project.decided")).toHaveLength(1);
    firsts[answers[0]?.deciderName === "One" ? "One" : "Other"] += 1;
  }
  // It is no race when the same one always wins.
  expect(Math.min(firsts.One, firsts.Other)).toBeGreaterThan(0);
}, 120_000);

test("a double click decides once", async () => {
  for (let round = 0; round < 20; round += 1) {
    const { stepId } = await file();
    const results = await Promise.allSettled([1, 2, 3].map(() => click(one, stepId, "approved")));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  }
});

test("deciding and withdrawing at the same moment: one of the two, and neither waits for ever", async () => {
  const ends = new Set<string>();
  for (let round = 0; round < 50; round += 1) {
    const { id, stepId } = await file();
    // Withdrawing reads before it locks, so deciding starts a little later each time, until it comes second.
    const later = setTimeout((round % 10) * 1.5);
    const results = await Promise.allSettled([
      withdrawProject(scopeOf(database.client, rep), id),
      later.then(() => click(one, stepId, "approved")),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(DomainError);
    const { status } = await database.client.project.findUniqueOrThrow({ where: { id } });
    const [request] = await approvalTrail(database.client, { kind: "project", id });
    expect(request?.status).toBe(status);
    ends.add(status);
  }
  expect([...ends].sort()).toEqual(["approved", "withdrawn"]);
}, 60_000);
