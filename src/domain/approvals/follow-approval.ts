import type { ApprovalKind } from "../../policy/policy";
import { followExpenseApproval } from "../expenses/follow-approval";
import { followProjectApproval } from "../projects/follow-approval";
import type { Scope, Transaction } from "../scope";
import type { Decision } from "./request";

/**
 * What brought an outcome about. Mostly somebody's decision; null for the actor where a people file did (whoever was still
 * awaited in an all-of step left the company).
 */
export type Cause = Pick<Scope, "via" | "origin" | "now"> & { actor: { id: number } | null };

/** Moves a subject to its request's outcome, in the transaction of the decision. Audits the subject's own change. */
export type FollowApproval = (
  transaction: Transaction,
  subjectId: number,
  outcome: Decision,
  cause: Cause,
) => Promise<void>;

/** What each kind of subject does when its request has ended. */
export const followApproval: Readonly<Record<ApprovalKind, FollowApproval>> = {
  expense: followExpenseApproval,
  project: followProjectApproval,
};
