import { audit } from "../audit";
import { requireLength, requireText, typedParagraph } from "../customers/typed-text";
import type { Scope } from "../scope";
import { changeComplaint } from "./change-complaint";
import { type Complaint, complaintLimits, overtaken, requireOpenComplaint } from "./complaint";

/**
 * Keeps what the customer was first answered, which stops the clock of the answer (policy 5.4.2). Throws NOT_FOUND,
 * NOT_ALLOWED, INVALID about "response", or CONFLICT, saying who and when, where it is answered or resolved already.
 */
export async function respondToComplaint(scope: Scope, id: number, response: string): Promise<Complaint> {
  const complaint = await requireOpenComplaint(scope, id);
  if (complaint.respondedAt) throw await overtaken(scope.db, id, "response");
  const said = requireText(typedParagraph(response), "response");
  requireLength(said, "response", complaintLimits.response);
  return changeComplaint(scope, complaint, "response", async (transaction) => {
    const now = scope.now.toJSDate();
    const { count } = await transaction.complaint.updateMany({
      where: { id, status: "open", respondedAt: null },
      data: { respondedAt: now, response: said, updatedAt: now },
    });
    if (count === 0) return false;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "complaint",
      subjectId: id,
      action: "complaint.responded",
      before: null,
      after: { response: said },
    });
    return true;
  });
}
