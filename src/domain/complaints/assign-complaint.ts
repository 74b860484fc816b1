import { audit } from "../audit";
import { requireColleague } from "../customers/customer-input";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { type Complaint, loadComplaint, mayAssign, overtaken, requireComplaint } from "./complaint";

/**
 * Makes somebody answerable for an open complaint (policy 5.4.1). Its owner may pass it on, and whoever may assign.
 * Assigning it to who has it already changes nothing. Throws NOT_FOUND, NOT_ALLOWED, INVALID about "person"; CONFLICT,
 * saying who and when, where it is resolved already, STALE_FORM where somebody else assigned it at the same moment.
 */
export async function assignComplaint(scope: Scope, id: number, personId: number): Promise<Complaint> {
  const complaint = await requireComplaint(scope, id);
  if (!mayAssign(scope.policy, scope.actor, complaint)) await requirePermission(scope, "complaint.assign");
  if (complaint.status !== "open") throw await overtaken(scope.db, id);
  if (complaint.ownerId === personId) return complaint;
  const first = await scope.db.$transaction(async (transaction) => {
    await requireColleague(transaction, personId, "person");
    const { count } = await transaction.complaint.updateMany({
      where: { id, status: "open", ownerId: complaint.ownerId },
      data: { ownerId: personId, updatedAt: scope.now.toJSDate() },
    });
    if (count === 0) return false;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "complaint",
      subjectId: id,
      action: "complaint.assigned",
      before: { ownerId: complaint.ownerId },
      after: { ownerId: personId },
    });
    const subject = { kind: "complaint", id } as const;
    await enqueue(transaction, [
      { task: "announce", notice: "complaint.assigned", subject },
      { task: "announce", notice: "complaint.changed", subject },
      { task: "refresh", subject },
    ]);
    return true;
  });
  if (!first) throw await overtaken(scope.db, id);
  return (await loadComplaint(scope.db, id)) ?? complaint;
}
