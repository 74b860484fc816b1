import { audit, type JsonObject } from "../audit";
import type { Scope, Transaction } from "../scope";

/** What ended the time in which a customer's answer was waited for. */
export const pauseEnds = ["answer", "touch", "by_hand", "resolved"] as const;
export type PauseEnd = (typeof pauseEnds)[number];

/**
 * Ends the open pause of a complaint; false where it has none (any more). It is audited, but for the end that comes with the
 * complaint's own. The caller brings the clocks in line.
 */
export async function endPause(
  transaction: Transaction,
  scope: Scope,
  complaintId: number,
  endedBy: PauseEnd,
  facts: JsonObject = {},
): Promise<boolean> {
  // Clocks of several replicas differ by a little: none makes a pause end before it began.
  const count = await transaction.$executeRaw`
    update complaint_pause set until = greatest(since, ${scope.now.toJSDate()}), ended_by = ${endedBy},
      ended_by_id = ${scope.actor.id}
    where complaint_id = ${complaintId} and until is null`;
  if (count === 0) return false;
  if (endedBy === "resolved") return true;
  await audit(transaction, {
    actorId: scope.actor.id,
    via: scope.via,
    origin: scope.origin,
    subjectKind: "complaint",
    subjectId: complaintId,
    action: endedBy === "answer" ? "complaint.answered" : "complaint.resumed",
    before: { status: "waiting" },
    after: { status: "open", ...facts },
  });
  return true;
}
