import type { DateTime } from "luxon";
import type { ApprovalKind, Approver } from "../../policy/policy";
import type { Reader } from "../scope";
import { answerableSql } from "./answerable";
import type { ApprovalSubject } from "./request";

export interface WaitingApproval {
  subject: ApprovalSubject;
  stepId: number;
  role: Approver;
  requesterId: number;
  requesterName: string;
  /** When the step opened. */
  since: Date;
  /** Names of those away for whom this person would answer; empty when they are asked themselves. */
  onBehalfOf: readonly string[];
}

interface Row extends Omit<WaitingApproval, "subject"> {
  kind: ApprovalKind;
  subjectId: number;
}

/** What waits for a person's decision now, their own and what is delegated to them, newest last. One query. */
export async function approvalsWaitingFor(
  reader: Reader,
  personId: number,
  now: DateTime,
): Promise<WaitingApproval[]> {
  const rows = await reader.$queryRaw<Row[]>`
    select request.subject_kind as kind, request.subject_id as "subjectId", step.id as "stepId", step.role,
      requester.id as "requesterId", requester.name as "requesterName", step.opened_at as since, mine."onBehalfOf"
    from (
      select answer.step_id, answer.request_id,
        case when bool_or(answer.for_id = answer.by_id) then '{}' else array_agg(person.name order by person.id) end
          as "onBehalfOf"
      from ${answerableSql(now)} answer join person on person.id = answer.for_id
      where answer.by_id = ${personId}
      group by answer.step_id, answer.request_id
    ) mine
    join approval_step step on step.id = mine.step_id
    join approval_request request on request.id = mine.request_id
    join person requester on requester.id = request.requester_id
    order by step.opened_at, step.id`;
  return rows.map(({ kind, subjectId, ...row }) => ({ subject: { kind, id: subjectId }, ...row }));
}
