import { audit } from "../audit";
import { requireLength, requireText, typedParagraph } from "../customers/typed-text";
import type { Scope } from "../scope";
import { changeComplaint } from "./change-complaint";
import { type Complaint, complaintLimits, openPause, overtaken, requireOpenComplaint } from "./complaint";

/**
 * Lets both clocks stand still while the customer is waited for (policy 5.4.3); `reason` is what they were asked for. Throws
 * NOT_FOUND, NOT_ALLOWED, INVALID about "reason", or CONFLICT, saying who and when, where it waits or is resolved already.
 */
export async function waitForCustomer(scope: Scope, id: number, reason: string): Promise<Complaint> {
  const complaint = await requireOpenComplaint(scope, id);
  if (openPause(complaint)) throw await overtaken(scope.db, id, "pause");
  const asked = requireText(typedParagraph(reason), "reason");
  requireLength(asked, "reason", complaintLimits.waitReason);
  return changeComplaint(scope, complaint, "pause", async (transaction) => {
    const count = await transaction.$executeRaw`
      insert into complaint_pause (complaint_id, since, why, reason, by_id)
      select id, ${scope.now.toJSDate()}, 'customer', ${asked}, ${scope.actor.id} from complaint
      where id = ${id} and status = 'open'
      on conflict (complaint_id) where until is null do nothing`;
    if (count === 0) return false;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "complaint",
      subjectId: id,
      action: "complaint.paused",
      before: { status: "open" },
      after: { status: "waiting", reason: asked },
    });
    return true;
  });
}
