import { Prisma } from "../../db/generated/client";
import { audit } from "../audit";
import { DomainError } from "../errors";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { conflictOver } from "./conflict";
import { loadCandidates } from "./load-candidates";
import { loadProgress, lockRequests } from "./load-progress";
import { type Answer, advance, type Progress, type StepProgress } from "./progress";
import type { ApprovalSubject, Decision, RequestStatus, StepStatus } from "./request";
import { saveProgress } from "./save-progress";

export interface Decided {
  subject: ApprovalSubject;
  /** What became of the step; "open" while the others of an all-of step have not answered. */
  step: StepStatus;
  /** What became of the whole request. */
  request: RequestStatus;
}

const longestReason = 2000;

/**
 * Decides a step as the actor, or for somebody away who delegates to the actor (policy 6.1.2, 7.2.2). One click answers
 * for everybody the actor stands for in the step. `reason` is needed unless approving.
 * Throws NOT_FOUND, OWN_REQUEST, NOT_ASKED, WRONG_STATE, REASON_NEEDED, INVALID, or CONFLICT naming who was first and when.
 */
export async function decide(
  scope: Scope,
  { stepId, decision, reason }: { stepId: number; decision: Decision; reason: string | null },
): Promise<Decided> {
  return scope.db.$transaction(async (transaction) => {
    const { request, step, at } = await lockStep(transaction, stepId);
    const reference = referenceOf(request.subject.kind, request.subject.id);
    if (request.requesterId === scope.actor.id) throw new DomainError({ code: "OWN_REQUEST", reference });
    const mine = await answersOf(transaction, scope, step);
    if (mine.length === 0) throw new DomainError({ code: "NOT_ASKED", reference });
    if (step.status === "waiting")
      throw new DomainError({ code: "WRONG_STATE", reference, status: step.status });
    const awaited = mine.filter((answer) => answer.decision === null);
    if (step.status !== "open" || awaited.length === 0)
      throw await conflictOver(transaction, request, step, mine);
    const why = reason?.trim() || null;
    if (decision !== "approved" && why === null) throw new DomainError({ code: "REASON_NEEDED" });
    if (why && why.length > longestReason)
      throw new DomainError({ code: "INVALID", field: "reason", rule: "too_long", limit: longestReason });

    // Where one answer settles the step one row says it; in an all-of step the click answers for all the actor stands for.
    const answered = new Set(step.rule === "all" && decision === "approved" ? awaited : awaited.slice(0, 1));
    const answer = { decision, deciderId: scope.actor.id, reason: why, decidedAt: at, decidedVia: scope.via };
    const assignees = step.assignees.map((each) => (answered.has(each) ? { ...each, ...answer } : each));
    const steps = request.steps.map((each) => (each === step ? { ...step, assignees } : each));
    const candidates = await loadCandidates(transaction, request.department);
    const after = advance({ ...request, steps }, candidates, at);
    const stepAfter = after.steps.find(({ id }) => id === step.id) ?? step;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: request.subject.kind,
      subjectId: request.subject.id,
      action: `approval.${decision}`,
      before: { request: request.status, ...stepsForAudit(request) },
      after: {
        request: after.status,
        ...stepsForAudit(after),
        step: step.position,
        reason: why,
        onBehalfOf: [...answered].map(({ personId }) => personId).filter((id) => id !== scope.actor.id),
      },
    });
    await saveProgress(transaction, request, after, scope);
    return { subject: request.subject, step: stepAfter.status, request: after.status };
  });
}

async function lockStep(
  transaction: Transaction,
  stepId: number,
): Promise<{ request: Progress; step: StepProgress; at: Date }> {
  const ids = await lockRequests(
    transaction,
    Prisma.sql`request.id = (select request_id from approval_step where id = ${stepId})`,
  );
  const { requests, at } = await loadProgress(transaction, ids);
  const step = requests[0]?.steps.find(({ id }) => id === stepId);
  if (!requests[0] || !step) throw new DomainError({ code: "NOT_FOUND", reference: `#${stepId}` });
  return { request: requests[0], step, at };
}

/** The answers of a step that the actor may give: their own first, then those of people away who delegate to them. */
async function answersOf(transaction: Transaction, scope: Scope, step: StepProgress): Promise<Answer[]> {
  const now = scope.now.toJSDate();
  const people = await transaction.person.findMany({
    where: {
      id: { in: step.assignees.map(({ personId }) => personId) },
      active: true,
      OR: [
        { id: scope.actor.id },
        {
          delegateId: scope.actor.id,
          delegate: { active: true },
          awayFrom: { lte: now },
          awayUntil: { gte: now },
        },
      ],
    },
    select: { id: true },
  });
  const rank = (answer: Answer): number => (answer.personId === scope.actor.id ? 0 : answer.personId);
  return step.assignees
    .filter(({ personId }) => people.some(({ id }) => id === personId))
    .sort((a, b) => rank(a) - rank(b));
}

const stepsForAudit = ({ steps }: Progress) => ({
  steps: Object.fromEntries(steps.map(({ position, role, status }) => [`${position} ${role}`, status])),
});
