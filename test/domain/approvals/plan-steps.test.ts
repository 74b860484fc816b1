import fc from "fast-check";
import { planSteps, whoIsAsked } from "../../../src/domain/approvals/plan-steps";
import type { Candidate } from "../../../src/domain/approvals/request";
import { DomainError } from "../../../src/domain/errors";
import { type Approver, approvers } from "../../../src/policy/policy";
import { shippedPolicy } from "./company";

const person = (id: number, roles: string[], headOf: string[] = []): Candidate => ({
  id,
  name: `P${id}`,
  active: true,
  headOf,
  roles,
});
const [rep, head, director, manager, finance, admin] = [
  person(1, ["rep"]),
  person(2, ["department_head"], ["sales"]),
  person(3, ["director"]),
  person(4, ["general_manager"]),
  person(5, ["finance"]),
  person(6, ["admin"]),
];
const everybody = [rep, head, director, manager, finance, admin];

const plan = (
  amountMinor: bigint,
  facts: {
    requester?: Candidate;
    candidates?: Candidate[];
    kind?: "expense" | "project";
    currency?: string;
  } = {},
) =>
  planSteps({
    policy: shippedPolicy,
    kind: facts.kind ?? "expense",
    amountMinor,
    currency: facts.currency ?? "CNY",
    requester: facts.requester ?? rep,
    department: "sales",
    candidates: facts.candidates ?? everybody,
  });
const inShort = (steps: ReturnType<typeof plan>): string =>
  steps
    .map(({ role, assignees, note }) => `${role} ${assignees.join("+")}${note ? ` ${note}` : ""}`)
    .join(", ");

test("bands are exact to the minor unit", () => {
  expect(inShort(plan(200_000n))).toBe("department_head 2, finance 5");
  expect(inShort(plan(200_001n))).toBe("department_head 2, director 3, finance 5");
  expect(inShort(plan(1_000_000n))).toBe("department_head 2, director 3, finance 5");
  expect(inShort(plan(1_000_001n))).toBe("department_head 2, director 3, general_manager 4, finance 5");
  expect(inShort(plan(2000n, { currency: "JPY" }))).toBe("department_head 2, finance 5");
  expect(inShort(plan(2001n, { currency: "JPY" }))).toBe("department_head 2, director 3, finance 5");
  expect(inShort(plan(10_000_001n, { kind: "project" }))).toBe(
    "department_head 2, management 3+4, finance 5",
  );
});

test.each([
  ["a head's own request goes to the director", head, everybody, "department_head 3 one_level_up, finance 5"],
  [
    "the only finance person's own goes to management",
    finance,
    everybody,
    "department_head 2, finance 3+4 one_level_up",
  ],
  [
    "another finance person is asked where there is one",
    finance,
    [...everybody, person(7, ["finance"])],
    "department_head 2, finance 7",
  ],
  [
    "a department without a head asks the director",
    rep,
    [director, manager, finance],
    "department_head 3 one_level_up, finance 5",
  ],
  [
    "a head and director in one asks the general manager",
    person(3, ["director"], ["sales"]),
    [person(3, ["director"], ["sales"]), manager, finance],
    "department_head 4 one_level_up, finance 5",
  ],
])("%s", (_, requester, candidates, expected) => {
  expect(inShort(plan(100n, { requester, candidates }))).toBe(expected);
});

test("the general manager's own request goes to the directors, without anybody above", () => {
  expect(inShort(plan(2_000_000n, { requester: manager }))).toBe(
    "department_head 2, director 3, general_manager 3 nobody_above, finance 5",
  );
});

test("where truly nobody remains, the administrators are named", () => {
  const refuse = () => plan(100n, { requester: director, candidates: [director, admin] });
  expect(refuse).toThrow(DomainError);
  expect(refuse).toThrow(/"NO_APPROVER","role":"department_head","askPeople":\["P6"\]/);
});

test("without a department the policy knows there is no chain", () => {
  for (const department of [null, "piracy", "constructor"])
    expect(() =>
      planSteps({
        policy: shippedPolicy,
        kind: "expense",
        amountMinor: 1n,
        currency: "CNY",
        requester: rep,
        department,
        candidates: everybody,
      }),
    ).toThrow(/NO_DEPARTMENT/);
});

const anyCandidates = fc
  .array(
    fc.record({
      active: fc.boolean(),
      headOf: fc.subarray(["sales", "marketing"]),
      roles: fc.subarray(["rep", "director", "general_manager", "finance", "admin"]),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((people) =>
    people.map((each, index): Candidate => ({ id: index + 1, name: `P${index + 1}`, ...each })),
  );
const anyApprover = fc.constantFrom<Approver>(
  "department_head",
  "director",
  "management",
  "general_manager",
  "finance",
);

test("nobody inactive, never the requester, never nobody; and NO_APPROVER only where nobody could stand in", () => {
  fc.assert(
    fc.property(anyCandidates, anyApprover, fc.nat(7), (candidates, approver, requesterId) => {
      const asked = whoIsAsked(approver, requesterId, "sales", candidates);
      const seniors = candidates.filter(
        ({ id, active, roles }) =>
          active &&
          id !== requesterId &&
          roles.some((role) => ["director", "general_manager", "finance"].includes(role)),
      );
      const holders = candidates.filter(
        ({ id, active, roles, headOf }) =>
          active &&
          id !== requesterId &&
          (approver === "department_head"
            ? headOf.includes("sales")
            : approvers[approver].roles.some((role) => roles.includes(role))),
      );
      if (!asked) expect([...holders, ...seniors]).toEqual([]);
      else {
        expect(asked.assignees.length).toBeGreaterThan(0);
        expect(asked.assignees).not.toContain(requesterId);
        expect(asked.assignees).toEqual([...new Set(asked.assignees)].sort((a, b) => a - b));
        for (const id of asked.assignees)
          expect(candidates.find((each) => each.id === id)?.active).toBe(true);
        expect(asked.note === null).toBe(holders.length > 0);
        if (holders.length > 0) expect(asked.assignees).toEqual(holders.map(({ id }) => id));
      }
    }),
    { numRuns: 2000 },
  );
});
