import { audit } from "../audit";
import { requireLength, requireText, typedParagraph } from "../customers/typed-text";
import { scheduleComplaintVisit } from "../return-visits/schedule-complaint-visit";
import type { Scope } from "../scope";
import { changeComplaint } from "./change-complaint";
import { type Complaint, complaintLimits, requireOpenComplaint } from "./complaint";
import { endPause } from "./end-pause";

/**
 * Closes a complaint with what was done about it (policy 5.4.3). Its owner may, and whoever may resolve other people's. Both
 * clocks stop: who is helped without having been answered before is answered by it. Throws NOT_FOUND, NOT_ALLOWED, INVALID
 * about "resolution", or CONFLICT, saying who and when, where it is resolved already.
 */
export async function resolveComplaint(scope: Scope, id: number, resolution: string): Promise<Complaint> {
  const complaint = await requireOpenComplaint(scope, id);
  const done = requireText(typedParagraph(resolution), "resolution");
  requireLength(done, "resolution", complaintLimits.resolution);
  return changeComplaint(scope, complaint, "change", async (transaction) => {
    const now = scope.now.toJSDate();
    const [resolved] = await transaction.$queryRaw<{ customerId: number }[]>`
      update complaint set status = 'resolved', resolution = ${done}, resolved_at = ${now}, updated_at = ${now},
        responded_at = coalesce(responded_at, ${now})
      where id = ${id} and status = 'open' returning customer_id as "customerId"`;
    if (!resolved) return false;
    await endPause(transaction, scope, id, "resolved");
    await scheduleComplaintVisit(transaction, scope, { ...resolved, complaintId: id });
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
    return true;
  });
}
