import { Prisma } from "../../db/generated/client";
import { DomainError } from "../errors";
import type { Job } from "../outbox";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { conflictOver } from "./conflict";
import { loadProgress, lockRequests } from "./load-progress";
import type { ApprovalSubject } from "./request";

/**
 * Ends the subject's pending request because its requester takes it back; nothing to end when it was returned.
 * Call it before changing the subject's own row: deciding locks the request first and the subject second, and the other way
 * round the two would wait for each other. Throws NOT_FOUND (to anybody but the requester too), CONFLICT
 * (with who and when) when it is decided already. The caller audits the subject's change and enqueues `jobs`.
 */
export async function withdrawRequest(
  transaction: Transaction,
  scope: Scope,
  subject: ApprovalSubject,
): Promise<{ was: "pending" | "returned"; jobs: Job[] }> {
  const ids = await lockRequests(
    transaction,
    Prisma.sql`request.id = (select max(id) from approval_request
      where subject_kind = ${subject.kind} and subject_id = ${subject.id})`,
  );
  const { requests, at } = await loadProgress(transaction, ids);
  const request = requests[0];
  const reference = referenceOf(subject.kind, subject.id);
  if (request?.requesterId !== scope.actor.id) throw new DomainError({ code: "NOT_FOUND", reference });
  if (request.status === "returned") return { was: "returned", jobs: [{ task: "refresh", subject }] };
  if (request.status !== "pending") throw await conflictOver(transaction, request, null);
  await transaction.approvalRequest.update({
    where: { id: request.id },
    data: { status: "withdrawn", decidedAt: at },
  });
  await transaction.approvalStep.updateMany({
    where: { requestId: request.id, status: { in: ["open", "waiting"] } },
    data: { status: "cancelled", closedAt: at },
  });
  return { was: "pending", jobs: [{ task: "refresh", subject }] };
}
