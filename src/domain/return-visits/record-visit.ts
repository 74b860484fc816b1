import { audit } from "../audit";
import { todayOf } from "../calendar/today";
import { storedDay } from "../calendar/working-days";
import { reopenComplaint } from "../complaints/reopen-complaint";
import { holdDeal } from "../deals/hold-deal";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import type { Scope, Transaction } from "../scope";
import { storeTouch } from "../touches/store-touch";
import type { TouchKind, TouchOutcome } from "../touches/touch";
import { startNextVisit } from "./start-visits";
import {
  aboutVisit,
  mayRecordVisit,
  type ReturnVisit,
  requireDueVisit,
  scores,
  visitOvertaken,
} from "./visit";

export interface VisitInput {
  /** 1 to 5, as the customer said. */
  score: number;
  /** How they were asked. */
  kind: TouchKind;
  note: string | null;
}

/** What became of a visit: what it was about, and whether it opened its complaint again. */
export interface RecordedVisit {
  visit: ReturnVisit;
  reopened: boolean;
}

/**
 * Records what a customer said at a return visit (policy 5.3.3), which is a touch as well. After the last one of a sale the
 * next follows by grade; a score below the policy's opens the complaint that the visit was about again (5.4.3). The
 * customer's owner may, the complaint's, and whoever may log other people's touches. Throws NOT_FOUND, NOT_ALLOWED, INVALID
 * about "score", "kind" or "note"; CONFLICT, saying who and when, where it is done already.
 */
export async function recordVisit(scope: Scope, id: number, input: VisitInput): Promise<RecordedVisit> {
  const visit = await requireDueVisit(scope, id);
  if (!scores.some((each) => each === input.score))
    throw new DomainError({ code: "INVALID", field: "score", rule: "unknown_choice" });
  const result = await scope.db.$transaction(async (transaction) => {
    // The customer and the deal before the visit, as everybody takes them, or two could wait for each other.
    if (visit.dealId !== null) await holdDeal(transaction, visit.dealId);
    const touchId = await storeTouch(transaction, scope, touchOf(scope, visit, input), async (held) => {
      if (!mayRecordVisit(scope.policy, scope.actor, { customer: held, complaint: visit.complaint }))
        await requirePermission(scope, "touch.log_any");
    });
    const { count } = await transaction.returnVisit.updateMany({
      where: { id, status: "due" },
      data: {
        status: "done",
        score: input.score,
        touchId,
        doneAt: scope.now.toJSDate(),
        doneById: scope.actor.id,
      },
    });
    // Thrown, so that the touch is taken back.
    if (count === 0) throw await visitOvertaken(scope.db, id);
    return follow(transaction, scope, visit, input.score);
  });
  return { visit, reopened: result };
}

/** Whether a complaint was opened again. */
async function follow(
  transaction: Transaction,
  scope: Scope,
  visit: ReturnVisit,
  score: number,
): Promise<boolean> {
  const { dealId, complaintId, customerId, number } = visit;
  const subject = aboutVisit(visit);
  await audit(transaction, {
    actorId: scope.actor.id,
    via: scope.via,
    origin: scope.origin,
    subjectKind: subject.kind,
    subjectId: subject.id,
    action: `${subject.kind}.visited`,
    before: null,
    after: { visit: number, score },
  });
  if (dealId !== null)
    await startNextVisit(transaction, scope, { dealId, customerId, doneOn: storedDay(todayOf(scope)) });
  await enqueue(transaction, [{ task: "refresh", subject }]);
  if (complaintId === null || score >= scope.policy.complaints.satisfied_from) return false;
  return reopenComplaint(transaction, scope, complaintId, score);
}

const touchOf = (scope: Scope, { customerId }: ReturnVisit, { kind, note, score }: VisitInput) => ({
  customerId,
  kind,
  outcome: outcomeOf(scope, score),
  note,
  nextStep: null,
  nextOn: null,
  sourceLink: null,
});

function outcomeOf({ policy }: Scope, score: number): TouchOutcome {
  if (score < policy.complaints.satisfied_from) return "negative";
  return score > policy.complaints.satisfied_from ? "positive" : "neutral";
}
