import fc from "fast-check";
import { DateTime } from "luxon";
import { approvalTrail, type TrailRequest } from "../../../src/domain/approvals/approval-trail";
import { decide } from "../../../src/domain/approvals/decide";
import { decisions } from "../../../src/domain/approvals/request";
import { openStepFor, peopleAskedNow } from "../../../src/domain/approvals/who-is-asked-now";
import { DomainError } from "../../../src/domain/errors";
import { setAway } from "../../../src/domain/people/set-away";
import { setPerson } from "../../../src/domain/people/set-person";
import { requestProject } from "../../../src/domain/projects/request-project";
import type { Person, Role } from "../../../src/domain/scope";
import type { Approver, Policy } from "../../../src/policy/policy";
import { createDatabase, type TestDatabase } from "../../support/database";
import { addPerson, projectInput, scopeOf, shippedPolicy, startAfresh } from "./company";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const people = 6;
const who = fc.nat(people - 1);
const anyPosts = fc.record({
  roles: fc.subarray<Role>(["director", "general_manager", "finance"]),
  headOf: fc.subarray(["sales"]),
});
const anySteps = fc.array(
  fc.record({
    approver: fc.constantFrom<Approver>(
      "department_head",
      "director",
      "management",
      "general_manager",
      "finance",
    ),
    rule: fc.constantFrom("any" as const, "all" as const),
  }),
  { minLength: 1, maxLength: 4 },
);
const anyAct = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant("decide" as const),
      who,
      says: fc.constantFrom(...decisions, "approved" as const, "approved" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("away" as const), who, delegate: who }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant("post" as const), who, posts: anyPosts, active: fc.boolean() }),
  },
);

/** What must hold of a request at every moment. */
function check(request: TrailRequest, before: TrailRequest | undefined, requesterId: number): void {
  const answers = request.steps.flatMap(({ assignees }) => assignees);
  for (const { personId, deciderId, decision } of answers) {
    expect(deciderId).not.toBe(requesterId);
    expect(personId).not.toBe(requesterId);
    expect(decision === null).toBe(deciderId === null);
  }
  // What was answered stays as it was answered, and what was closed stays closed.
  for (const [index, step] of (before?.steps ?? []).entries()) {
    const now = request.steps[index];
    for (const answer of step.assignees.filter(({ decision }) => decision !== null))
      expect(now?.assignees).toContainEqual(answer);
    if (step.status !== "open" && step.status !== "waiting") expect(now?.status).toBe(step.status);
  }
  const open = request.steps.filter(({ status }) => status === "open");
  expect(open).toHaveLength(request.status === "pending" ? 1 : 0);
  if (request.status === "approved")
    for (const { status, rule, assignees } of request.steps) {
      expect(["approved", "passed"]).toContain(status);
      const approvals = assignees.filter(({ decision }) => decision === "approved").length;
      expect(approvals).toBeGreaterThanOrEqual(rule === "all" ? assignees.length : 1);
    }
  if (request.status === "rejected" || request.status === "returned")
    expect(answers.filter(({ decision }) => decision === request.status)).toHaveLength(1);
}

test("whatever people decide, delegate and become: rules hold, only those asked decide, and it ends", async () => {
  await fc.assert(
    fc.asyncProperty(
      anySteps,
      fc.array(anyPosts, { minLength: people, maxLength: people }),
      who,
      fc.array(anyAct, { maxLength: 14 }),
      async (steps, posts, requesterIndex, acts) => {
        const db = database.client;
        await startAfresh(db);
        const policy: Policy = {
          ...shippedPolicy,
          approvals: { ...shippedPolicy.approvals, project: [{ steps }] },
        };
        const admin = await addPerson(db, "Admin", { roles: ["admin"] });
        const company: Person[] = [];
        for (const [index, { roles, headOf }] of posts.entries())
          company.push(await addPerson(db, `P${index}`, { roles: ["rep", ...roles], headOf }));
        const at = (index: number): Person => company[index] ?? admin;
        const requester = at(requesterIndex);
        const now = DateTime.now();
        const scope = (person: Person) => scopeOf(db, person, { policy, now });
        const fresh = async (person: Person): Promise<Person> => ({
          ...person,
          active: (await db.person.findUniqueOrThrow({ where: { id: person.id } })).active,
        });

        let id: number;
        try {
          id = await requestProject(scope(requester), projectInput);
        } catch (error) {
          if (error instanceof DomainError && error.problem.code === "NO_APPROVER") return;
          throw error;
        }
        const subject = { kind: "project", id } as const;
        const trail = async (): Promise<TrailRequest> => {
          const request = (await approvalTrail(db, subject)).at(-1);
          if (!request) throw new Error("no request");
          return request;
        };
        let before: TrailRequest | undefined;
        const checkNow = async (): Promise<TrailRequest> => {
          const request = await trail();
          check(request, before, requester.id);
          for (const asked of await peopleAskedNow(db, subject, now)) {
            expect(asked).not.toBe(requester.id);
            expect((await db.person.findUniqueOrThrow({ where: { id: asked } })).active).toBe(true);
          }
          const { status } = await db.project.findUniqueOrThrow({ where: { id } });
          expect(status).toBe(request.status);
          before = request;
          return request;
        };
        const decideAs = async (person: Person, says: (typeof decisions)[number]): Promise<void> => {
          const request = await trail();
          const stepId =
            request.steps.find(({ status }) => status === "open")?.id ?? request.steps[0]?.id ?? 0;
          const allowed = (await openStepFor(db, subject, person, now)) === stepId;
          const act = decide(scope(await fresh(person)), { stepId, decision: says, reason: "Because." });
          if (allowed) await act;
          else await expect(act).rejects.toBeInstanceOf(DomainError);
        };

        await checkNow();
        for (const each of acts) {
          if (each.act === "decide") await decideAs(at(each.who), each.says);
          else if (each.act === "away")
            await setAway(scope(at(each.who)), {
              from: now,
              until: now.plus({ days: 1 }),
              delegateId: at(each.delegate).id,
            }).catch((error: unknown) => {
              if (!(error instanceof DomainError)) throw error;
            });
          else
            await setPerson(scope(admin), {
              id: at(each.who).id,
              roles: ["rep", ...each.posts.roles],
              headOf: each.posts.headOf,
              active: each.active,
            });
          await checkNow();
        }

        // It ends: those asked approve one after the other; where nobody is left, somebody is appointed.
        for (let round = 0; (await checkNow()).status === "pending"; round += 1) {
          expect(round).toBeLessThan(steps.length * (people + 2));
          const [asked] = await peopleAskedNow(db, subject, now);
          if (asked === undefined) {
            const request = await trail();
            expect(request.steps.find(({ status }) => status === "open")?.note).toBe("nobody_left");
            const appointed = company.find((person) => person.id !== requester.id) ?? admin;
            await setPerson(scope(admin), {
              id: appointed.id,
              active: true,
              roles: ["director", "general_manager", "finance"],
            });
          } else await decideAs({ ...admin, id: asked }, "approved");
        }
      },
    ),
    { numRuns: 40 },
  );
}, 300_000);
