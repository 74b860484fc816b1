import { enqueue, type Job } from "../outbox";
import { rolesOf } from "../people/identify";
import type { Scope, Transaction } from "../scope";
import { followApproval } from "./follow-approval";
import type { Answer, Progress, StepProgress } from "./progress";

/**
 * What brought a change about. Mostly somebody's decision; nobody's where a people file did it (whoever was still awaited in
 * an all-of step no longer holds the post).
 */
export type Cause = Omit<Scope, "actor"> & { actor: Scope["actor"] | null };

/**
 * Writes what has changed in a locked request since it was loaded, moves its subject when it has ended, and enqueues what
 * follows: those newly asked are told, the outcome is told, and every copy of the card is drawn anew.
 */
export async function saveProgress(
  transaction: Transaction,
  before: Progress,
  after: Progress,
  cause: Cause,
): Promise<void> {
  for (const [index, step] of after.steps.entries()) {
    const was = before.steps[index];
    if (was && was !== step) await saveStep(transaction, was, step);
  }
  if (after.status !== before.status)
    await transaction.approvalRequest.update({
      where: { id: after.id },
      data: { status: after.status, decidedAt: after.decidedAt },
    });
  if (after.status !== before.status && after.status !== "pending" && after.status !== "withdrawn")
    await followApproval[after.subject.kind](transaction, after.subject.id, after.status, {
      ...cause,
      actor: cause.actor ?? (await lastApprover(transaction, after)),
    });
  await enqueue(transaction, jobsOf(before, after));
}

/** Whose approval decides where no click did: the last one given. */
async function lastApprover(transaction: Transaction, { steps }: Progress): Promise<Scope["actor"]> {
  const answers = steps.flatMap(({ assignees }) => assignees).filter(({ decidedAt }) => decidedAt !== null);
  const last = answers.sort((a, b) => Number(a.decidedAt) - Number(b.decidedAt)).at(-1);
  const person = await transaction.person.findUniqueOrThrow({ where: { id: last?.deciderId ?? 0 } });
  return { ...person, roles: rolesOf(person.roles) };
}

async function saveStep(transaction: Transaction, before: StepProgress, after: StepProgress): Promise<void> {
  const { status, note, openedAt, closedAt } = after;
  await transaction.approvalStep.update({
    where: { id: after.id },
    data: { status, note, openedAt, closedAt },
  });
  const gone = before.assignees
    .filter((each) => !answerIn(after, each.personId))
    .map(({ personId }) => personId);
  if (gone.length > 0)
    await transaction.approvalAssignee.deleteMany({
      where: { stepId: after.id, personId: { in: gone }, decision: null },
    });
  for (const answer of after.assignees) {
    const was = answerIn(before, answer.personId);
    if (was === answer || (was && was.decision === answer.decision)) continue;
    await transaction.approvalAssignee.upsert({
      where: { stepId_personId: { stepId: after.id, personId: answer.personId } },
      create: { stepId: after.id, ...answer },
      update: answer,
    });
  }
}

function jobsOf(before: Progress, { subject, status, steps }: Progress): Job[] {
  const jobs: Job[] = [{ task: "refresh", subject }];
  const open = steps.find((step) => step.status === "open");
  const was = before.steps.find(({ id }) => id === open?.id);
  const newlyAsked = open?.assignees.some(
    ({ personId, decision }) => decision === null && (was?.status !== "open" || !answerIn(was, personId)),
  );
  if (newlyAsked) jobs.push({ task: "announce", notice: "approval.asked", subject });
  if (status !== before.status && status !== "pending" && status !== "withdrawn")
    jobs.push({ task: "announce", notice: `${subject.kind}.decided`, subject });
  return jobs;
}

const answerIn = (step: StepProgress, personId: number): Answer | undefined =>
  step.assignees.find((answer) => answer.personId === personId);
