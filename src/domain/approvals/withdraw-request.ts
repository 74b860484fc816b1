import type { Job } from "../outbox";
import type { Scope, Transaction } from "../scope";
import type { ApprovalSubject } from "./request";

/**
 * Ends the subject's pending request because its requester takes it back; nothing to end when it was returned.
 * Call it before changing the subject's own row: deciding locks the request first and the subject second, and the other way
 * round the two would wait for each other. Throws NOT_FOUND, NOT_ALLOWED to anybody but the requester, CONFLICT
 * (with who and when) when it is decided already. The caller audits the subject's change and enqueues `jobs`.
 */
export function withdrawRequest(
  _transaction: Transaction,
  _scope: Scope,
  _subject: ApprovalSubject,
): Promise<{ was: "pending" | "returned"; jobs: Job[] }> {
  throw new Error("in the next commit");
}
