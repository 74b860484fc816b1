import type { ApprovalKind } from "../../policy/policy";
import { followExpenseApproval } from "../expenses/follow-approval";
import { followProjectApproval } from "../projects/follow-approval";
import type { Scope, Transaction } from "../scope";
import type { Decision } from "./request";

/** Moves a subject to its request's outcome, in the transaction of the decision. Audits the subject's own change. */
export type FollowApproval = (
  transaction: Transaction,
  subjectId: number,
  outcome: Decision,
  scope: Scope,
) => Promise<void>;

/** What each kind of subject does when its request has ended. */
export const followApproval: Readonly<Record<ApprovalKind, FollowApproval>> = {
  expense: followExpenseApproval,
  project: followProjectApproval,
};
