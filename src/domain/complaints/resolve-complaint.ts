import { audit } from "../audit";
import { requireLength, requireText, typedParagraph } from "../customers/typed-text";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import {
  type Complaint,
  complaintLimits,
  loadComplaint,
  mayResolve,
  overtaken,
  requireComplaint,
} from "./complaint";

/**
 * Closes a complaint with what was done about it (policy 5.4.3). Its owner may, and whoever may resolve other people's.
 * Throws NOT_FOUND, NOT_ALLOWED, INVALID about "resolution", or CONFLICT, saying who and when, where it is resolved already.
 */
export async function resolveComplaint(scope: Scope, id: number, resolution: string): Promise<Complaint> {
  const complaint = await requireComplaint(scope, id);
  if (!mayResolve(scope.policy, scope.actor, complaint))
    await requirePermission(scope, "complaint.resolve_any");
  if (complaint.status !== "open") throw await overtaken(scope.db, id);
  const done = requireText(typedParagraph(resolution), "resolution");
  requireLength(done, "resolution", complaintLimits.resolution);
  const first = await scope.db.$transaction(async (transaction) => {
    const now = scope.now.toJSDate();
    const { count } = await transaction.complaint.updateMany({
      where: { id, status: "open" },
      data: { status: "resolved", resolution: done, resolvedAt: now, updatedAt: now },
    });
    if (count === 0) return false;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "complaint",
      subjectId: id,
      action: "complaint.resolved",
      before: { status: "open" },
      after: { status: "resolved", resolution: done },
    });
    const subject = { kind: "complaint", id } as const;
    await enqueue(transaction, [
      { task: "announce", notice: "complaint.changed", subject },
      { task: "refresh", subject },
    ]);
    return true;
  });
  if (!first) throw await overtaken(scope.db, id);
  return (await loadComplaint(scope.db, id)) ?? complaint;
}
