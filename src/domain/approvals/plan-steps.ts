import { type ApprovalKind, type Approver, approvers, type Policy } from "../../policy/policy";
import { DomainError } from "../errors";
import { minorFromPolicy } from "../money";
import type { Candidate, PlannedStep, StepNote } from "./request";

/** Who is asked instead, level by level, where nobody but the requester could take a step. */
const levelsAbove: Readonly<Record<Approver, readonly Approver[]>> = {
  department_head: ["director", "general_manager"],
  director: ["general_manager"],
  management: [],
  general_manager: [],
  finance: ["management"],
};
/** Who is asked where no level is above: the general manager's own request goes to the directors, then to finance. */
const otherSeniors: readonly Approver[] = ["management", "finance"];

/**
 * The steps of the policy's chain for a request (policy 6.1.2, 7.2.2), with who is asked in each. Pure.
 * `amountMinor` is in minor units of `currency`; the chain's bands are in major units, compared exactly.
 * Throws NO_DEPARTMENT without a department the policy knows, NO_APPROVER when a step has nobody at all.
 */
export function planSteps(request: {
  policy: Policy;
  kind: ApprovalKind;
  amountMinor: bigint;
  currency: string;
  requester: { id: number };
  department: string | null;
  candidates: readonly Candidate[];
}): PlannedStep[] {
  const { policy, department, candidates, requester } = request;
  if (department === null || !Object.hasOwn(policy.departments, department))
    throw new DomainError({ code: "NO_DEPARTMENT", askPeople: whomToAsk(candidates) });
  const band = policy.approvals[request.kind].find(
    ({ up_to }) => up_to === undefined || request.amountMinor <= minorFromPolicy(up_to, request.currency),
  );
  if (!band) throw new Error(`the chain of ${request.kind} has no last band`);
  return band.steps.map(({ approver, rule }, index) => {
    const holders = whoIsAsked(approver, requester.id, department, candidates);
    if (!holders)
      throw new DomainError({ code: "NO_APPROVER", role: approver, askPeople: whomToAsk(candidates) });
    return { position: index + 1, role: approver, rule, ...holders };
  });
}

/** Who is asked in a step, and why it is not who the chain says; null when there is nobody. Ids rise. */
export function whoIsAsked(
  approver: Approver,
  requesterId: number,
  department: string,
  candidates: readonly Candidate[],
): { assignees: number[]; note: StepNote | null } | null {
  const holdersOf = (each: Approver): number[] =>
    candidates
      .filter((person) => person.active && person.id !== requesterId && holds(person, each, department))
      .map(({ id }) => id)
      .sort((a, b) => a - b);
  const first = (levels: readonly Approver[], note: StepNote | null) =>
    levels
      .map(holdersOf)
      .filter((assignees) => assignees.length > 0)
      .map((assignees) => ({ assignees, note }))[0];
  return (
    first([approver], null) ??
    first(levelsAbove[approver], "one_level_up") ??
    first(otherSeniors, "nobody_above") ??
    null
  );
}

function holds(person: Candidate, approver: Approver, department: string): boolean {
  if (approver === "department_head") return person.headOf.includes(department);
  return approvers[approver].roles.some((role) => person.roles.includes(role));
}

function whomToAsk(candidates: readonly Candidate[]): string[] {
  return candidates
    .filter(({ active, roles }) => active && roles.includes("admin"))
    .slice(0, 3)
    .map(({ name }) => name);
}
