import type { DateTime } from "luxon";
import type { Reader } from "../scope";
import { answerableSql } from "./answerable";
import type { ApprovalSubject } from "./request";

/**
 * Ids of everybody whose decision on the subject's open step is awaited: those asked who have not answered, and the
 * delegates of those away; never the requester. Empty when nothing is open. One query.
 */
export async function peopleAskedNow(
  reader: Reader,
  subject: ApprovalSubject,
  now: DateTime,
): Promise<number[]> {
  const rows = await reader.$queryRaw<{ id: number }[]>`
    select distinct answer.by_id as id
    from ${answerableSql(now)} answer join approval_request request on request.id = answer.request_id
    where request.subject_kind = ${subject.kind} and request.subject_id = ${subject.id}
    order by 1`;
  return rows.map(({ id }) => id);
}

/** The step of the subject that this person may decide now, or null: a card has buttons only where there is one. One query. */
export async function openStepFor(
  reader: Reader,
  subject: ApprovalSubject,
  person: { id: number },
  now: DateTime,
): Promise<number | null> {
  const [row] = await reader.$queryRaw<{ id: number }[]>`
    select answer.step_id as id
    from ${answerableSql(now)} answer join approval_request request on request.id = answer.request_id
    where request.subject_kind = ${subject.kind} and request.subject_id = ${subject.id} and answer.by_id = ${person.id}
    limit 1`;
  return row?.id ?? null;
}

/**
 * Of those asked now, the ones who have no card about it since the step opened: when somebody is added to an open step, those
 * who were asked before are not asked twice. One query.
 */
export async function peopleToAsk(
  reader: Reader,
  subject: ApprovalSubject,
  now: DateTime,
): Promise<number[]> {
  const rows = await reader.$queryRaw<{ id: number }[]>`
    select distinct answer.by_id as id
    from ${answerableSql(now)} answer
    join approval_request request on request.id = answer.request_id
    join approval_step step on step.id = answer.step_id
    where request.subject_kind = ${subject.kind} and request.subject_id = ${subject.id}
      and not exists (
        select from sent_message sent
        where sent.subject_kind = ${subject.kind} and sent.subject_id = ${subject.id} and sent.person_id = answer.by_id
          and sent.notice = 'approval.asked' and sent.sent_at >= step.opened_at)
    order by 1`;
  return rows.map(({ id }) => id);
}
