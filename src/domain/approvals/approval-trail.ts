import type { Approver } from "../../policy/policy";
import type { Reader } from "../scope";
import type { ApprovalSubject, Decision, RequestStatus, StepNote, StepRule, StepStatus } from "./request";

export interface TrailRequest {
  id: number;
  status: RequestStatus;
  createdAt: Date;
  decidedAt: Date | null;
  steps: TrailStep[];
}

export interface TrailStep {
  id: number;
  position: number;
  role: Approver;
  rule: StepRule;
  status: StepStatus;
  note: StepNote | null;
  openedAt: Date | null;
  closedAt: Date | null;
  assignees: TrailAssignee[];
}

export interface TrailAssignee {
  personId: number;
  name: string;
  decision: Decision | null;
  /** Who clicked: the person, or their delegate. */
  deciderId: number | null;
  deciderName: string | null;
  reason: string | null;
  decidedAt: Date | null;
  decidedVia: string | null;
}

interface Row
  extends Omit<TrailStep, "id" | "status" | "assignees">,
    Omit<TrailAssignee, "personId" | "name"> {
  requestId: number;
  requestStatus: RequestStatus;
  createdAt: Date;
  requestDecidedAt: Date | null;
  stepId: number;
  stepStatus: StepStatus;
  personId: number | null;
  name: string | null;
}

/**
 * All that was asked and said about a subject: its requests, oldest first (the last is the current one), their steps in
 * order, and in each who was asked and what they answered. One query.
 */
export async function approvalTrail(reader: Reader, subject: ApprovalSubject): Promise<TrailRequest[]> {
  const rows = await reader.$queryRaw<Row[]>`
    select request.id as "requestId", request.status as "requestStatus", request.created_at as "createdAt",
      request.decided_at as "requestDecidedAt", step.id as "stepId", step.position, step.role, step.rule,
      step.status as "stepStatus", step.note, step.opened_at as "openedAt", step.closed_at as "closedAt",
      asked.person_id as "personId", person.name, asked.decision, asked.decider_id as "deciderId",
      decider.name as "deciderName", asked.reason, asked.decided_at as "decidedAt", asked.decided_via as "decidedVia"
    from approval_request request
    join approval_step step on step.request_id = request.id
    left join approval_assignee asked on asked.step_id = step.id
    left join person on person.id = asked.person_id
    left join person decider on decider.id = asked.decider_id
    where request.subject_kind = ${subject.kind} and request.subject_id = ${subject.id}
    order by request.id, step.position, asked.decided_at nulls last, asked.person_id`;
  const requests: TrailRequest[] = [];
  for (const row of rows) {
    let request = requests.at(-1);
    if (request?.id !== row.requestId) {
      request = {
        id: row.requestId,
        status: row.requestStatus,
        createdAt: row.createdAt,
        decidedAt: row.requestDecidedAt,
        steps: [],
      };
      requests.push(request);
    }
    let step = request.steps.at(-1);
    if (step?.id !== row.stepId) {
      const { position, role, rule, note, openedAt, closedAt } = row;
      step = {
        id: row.stepId,
        position,
        role,
        rule,
        status: row.stepStatus,
        note,
        openedAt,
        closedAt,
        assignees: [],
      };
      request.steps.push(step);
    }
    if (row.personId !== null && row.name !== null) {
      const { personId, name, decision, deciderId, deciderName, reason, decidedAt, decidedVia } = row;
      step.assignees.push({
        personId,
        name,
        decision,
        deciderId,
        deciderName,
        reason,
        decidedAt,
        decidedVia,
      });
    }
  }
  return requests;
}
