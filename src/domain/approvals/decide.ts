import type { Scope } from "../scope";
import type { ApprovalSubject, Decision, RequestStatus, StepStatus } from "./request";

export interface Decided {
  subject: ApprovalSubject;
  /** What became of the step; "open" while the others of an all-of step have not answered. */
  step: StepStatus;
  /** What became of the whole request. */
  request: RequestStatus;
}

/**
 * Decides a step as the actor, or for somebody away who delegates to the actor (policy 6.1.2, 7.2.2). `reason` is needed
 * unless approving. Throws NOT_FOUND, OWN_REQUEST, NOT_ASKED, REASON_NEEDED, WRONG_STATE, or CONFLICT naming who was first.
 */
export function decide(
  _scope: Scope,
  _decision: { stepId: number; decision: Decision; reason: string | null },
): Promise<Decided> {
  throw new Error("in the next commit");
}
