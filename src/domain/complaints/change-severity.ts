import { type Severity, severities } from "../../policy/policy";
import { audit } from "../audit";
import { requireChoice, requireLength, requireText, typedParagraph } from "../customers/typed-text";
import { DomainError } from "../errors";
import type { Scope } from "../scope";
import { changeComplaint } from "./change-complaint";
import { type Complaint, complaintLimits, overtaken, requireOpenComplaint } from "./complaint";

/**
 * Makes a complaint graver or less grave, for a reason. Its clocks are measured by the other service level from the same
 * facts: when it was recorded and how long it waited (policy 5.4.2). `from` is what it was when the change was asked for.
 * Throws NOT_FOUND, NOT_ALLOWED, INVALID about "severity" or "reason", STALE_FORM where somebody changed it meanwhile.
 */
export async function changeSeverity(
  scope: Scope,
  id: number,
  { from, to, reason }: { from: string; to: Severity; reason: string },
): Promise<Complaint> {
  const complaint = await requireOpenComplaint(scope, id);
  if (complaint.severity !== from) throw await overtaken(scope.db, id);
  requireChoice(to, "severity", severities);
  if (to === from) throw new DomainError({ code: "INVALID", field: "severity", rule: "unchanged" });
  const why = requireText(typedParagraph(reason), "reason");
  requireLength(why, "reason", complaintLimits.severityReason);
  return changeComplaint(scope, complaint, "change", async (transaction) => {
    const { count } = await transaction.complaint.updateMany({
      where: { id, status: "open", severity: from },
      data: { severity: to, updatedAt: scope.now.toJSDate() },
    });
    if (count === 0) return false;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "complaint",
      subjectId: id,
      action: "complaint.severity_changed",
      before: { severity: from },
      after: { severity: to, reason: why },
    });
    return true;
  });
}
