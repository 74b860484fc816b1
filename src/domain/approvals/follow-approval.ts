import type { ApprovalKind } from "../../policy/policy";
import { followExpenseApproval } from "../expenses/follow-approval";
import { followProjectApproval } from "../projects/follow-approval";
import type { FollowApproval } from "./outcome";

/** What each kind of subject does when its request has ended. */
export const followApproval: Readonly<Record<ApprovalKind, FollowApproval>> = {
  expense: followExpenseApproval,
  project: followProjectApproval,
};
