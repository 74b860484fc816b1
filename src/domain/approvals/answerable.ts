import type { DateTime } from "luxon";
import { Prisma } from "../../db/generated/client";

/**
 * SQL of a table expression: one row for each person who may answer for an assignee now, in an open step of a pending
 * request: the assignee, and while the assignee is away their delegate (one hop, never further). Never the requester,
 * nobody inactive, nothing answered already. Columns: assignee_id, step_id, request_id, by_id, for_id.
 */
export function answerableSql(now: DateTime): Prisma.Sql {
  const at = now.toJSDate();
  return Prisma.sql`(
    select asked.id as assignee_id, step.id as step_id, request.id as request_id, who.by_id, asked.person_id as for_id
    from approval_assignee asked
    join approval_step step on step.id = asked.step_id and step.status = 'open'
    join approval_request request on request.id = step.request_id and request.status = 'pending'
    join (
      select id as for_id, id as by_id from person where active
      union all
      select away.id, delegate.id from person away join person delegate on delegate.id = away.delegate_id
      where away.active and delegate.active and away.away_from <= ${at} and away.away_until >= ${at}
    ) who on who.for_id = asked.person_id
    where asked.decision is null and who.by_id <> request.requester_id
  )`;
}
