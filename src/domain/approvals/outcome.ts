import type { Scope, Transaction } from "../scope";
import type { Decision } from "./request";

/** Moves a subject to its request's outcome, in the transaction of the decision. Audits the subject's own change. */
export type FollowApproval = (
  transaction: Transaction,
  subjectId: number,
  outcome: Decision,
  scope: Scope,
) => Promise<void>;
