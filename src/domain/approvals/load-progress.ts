import type { Prisma } from "../../db/generated/client";
import type { ApprovalKind } from "../../policy/policy";
import type { Transaction } from "../scope";
import type { Answer, Progress, StepProgress } from "./progress";

interface Row
  extends Omit<Progress, "id" | "subject" | "status" | "decidedAt" | "steps">,
    Omit<StepProgress, "id" | "status" | "assignees">,
    Omit<Answer, "personId"> {
  at: Date;
  requestId: number;
  kind: ApprovalKind;
  subjectId: number;
  requestStatus: Progress["status"];
  requestDecidedAt: Date | null;
  stepId: number;
  stepStatus: StepProgress["status"];
  personId: number | null;
}

/** Locks the requests that `which` selects (a condition on `request`), by id, so that nobody else decides them meanwhile. */
export async function lockRequests(transaction: Transaction, which: Prisma.Sql): Promise<number[]> {
  const rows = await transaction.$queryRaw<{ id: number }[]>`
    select request.id from approval_request request where ${which} order by request.id for update`;
  return rows.map(({ id }) => id);
}

/**
 * Locked requests as they stand, by id, and the database's time. A statement of its own after `lockRequests`, so that it
 * sees what whoever held the lock before has committed.
 */
export async function loadProgress(
  transaction: Transaction,
  requestIds: readonly number[],
): Promise<{ at: Date; requests: Progress[] }> {
  const rows = await transaction.$queryRaw<Row[]>`
    select clock_timestamp() as at, request.id as "requestId", request.subject_kind as kind,
      request.subject_id as "subjectId", request.requester_id as "requesterId", requester.name as "requesterName",
      request.department, request.status as "requestStatus", request.decided_at as "requestDecidedAt",
      step.id as "stepId", step.position, step.role, step.rule, step.status as "stepStatus", step.note,
      step.opened_at as "openedAt", step.closed_at as "closedAt", asked.person_id as "personId", asked.decision,
      asked.decider_id as "deciderId", asked.reason, asked.decided_at as "decidedAt", asked.decided_via as "decidedVia"
    from approval_request request
    join person requester on requester.id = request.requester_id
    join approval_step step on step.request_id = request.id
    left join approval_assignee asked on asked.step_id = step.id
    where request.id = any(${[...requestIds]}::int[])
    order by request.id, step.position, asked.person_id`;
  const requests: { progress: Progress; steps: { step: StepProgress; assignees: Answer[] }[] }[] = [];
  for (const row of rows) {
    let request = requests.at(-1);
    if (request?.progress.id !== row.requestId) {
      request = { progress: progressOf(row), steps: [] };
      requests.push(request);
    }
    let step = request.steps.at(-1);
    if (step?.step.id !== row.stepId) {
      step = { step: stepOf(row), assignees: [] };
      request.steps.push(step);
    }
    if (row.personId !== null) step.assignees.push(answerOf({ ...row, personId: row.personId }));
  }
  return {
    at: rows[0]?.at ?? new Date(),
    requests: requests.map(({ progress, steps }) => ({
      ...progress,
      steps: steps.map(({ step, assignees }) => ({ ...step, assignees })),
    })),
  };
}

const progressOf = (row: Row): Progress => ({
  id: row.requestId,
  subject: { kind: row.kind, id: row.subjectId },
  requesterId: row.requesterId,
  requesterName: row.requesterName,
  department: row.department,
  status: row.requestStatus,
  decidedAt: row.requestDecidedAt,
  steps: [],
});

const stepOf = ({
  stepId,
  position,
  role,
  rule,
  stepStatus,
  note,
  openedAt,
  closedAt,
}: Row): StepProgress => ({
  id: stepId,
  position,
  role,
  rule,
  status: stepStatus,
  note,
  openedAt,
  closedAt,
  assignees: [],
});

const answerOf = ({ personId, decision, deciderId, reason, decidedAt, decidedVia }: Answer): Answer => ({
  personId,
  decision,
  deciderId,
  reason,
  decidedAt,
  decidedVia,
});
