import type { ApprovalKind, Approver } from "../../policy/policy";

/** What an approval request is about. Its kind says which chain of the policy decides it. */
export interface ApprovalSubject {
  kind: ApprovalKind;
  id: number;
}

export const decisions = ["approved", "rejected", "returned"] as const;
/** What somebody asked may say. "returned": for changes, after which the requester may file it again. */
export type Decision = (typeof decisions)[number];

export type RequestStatus = "pending" | Decision | "withdrawn";
/** "passed": nobody had to be asked again. "cancelled": the request ended before the step's turn came or was over. */
export type StepStatus = "waiting" | "open" | Decision | "passed" | "cancelled";
export type StepRule = "any" | "all";

/**
 * Why a step is not as the policy's chain has it.
 * "same_person": who would be asked has approved an earlier step. "one_level_up": nobody but the requester could take it,
 * so it went to the next level. "nobody_above": the same, where no level is above; another senior was asked.
 * "nobody_left": nobody holds the post any more; it waits until somebody is appointed.
 */
export const stepNotes = ["same_person", "one_level_up", "nobody_above", "nobody_left"] as const;
export type StepNote = (typeof stepNotes)[number];

/** A step as it will be asked. */
export interface PlannedStep {
  /** 1-based. */
  position: number;
  role: Approver;
  rule: StepRule;
  note: StepNote | null;
  /** Person ids, rising; at least one; never the requester. */
  assignees: readonly number[];
}

/** Somebody who may stand in a chain. */
export interface Candidate {
  id: number;
  name: string;
  active: boolean;
  headOf: readonly string[];
  roles: readonly string[];
}
