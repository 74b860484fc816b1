import { Prisma } from "../../db/generated/client";
import type { ApprovalKind } from "../../policy/policy";
import type { Scope } from "../scope";

/**
 * Ids of the records of a kind that the actor was asked to decide, or answered for somebody, or may answer now for somebody
 * away. Whoever stood in a step that never opened was never asked. With `id`, that record alone. One query.
 */
export async function recordsAskedAbout(
  { db, actor, now }: Pick<Scope, "db" | "actor" | "now">,
  kind: ApprovalKind,
  id: number | null = null,
): Promise<number[]> {
  const at = now.toJSDate();
  const rows = await db.$queryRaw<{ id: number }[]>`
    select distinct request.subject_id as id
    from approval_assignee asked
    join approval_step step on step.id = asked.step_id and step.opened_at is not null
    join approval_request request on request.id = step.request_id and request.subject_kind = ${kind}
      ${id === null ? Prisma.empty : Prisma.sql`and request.subject_id = ${id}`}
    join person on person.id = asked.person_id
    where ${actor.id} in (asked.person_id, asked.decider_id)
      or (person.active and person.delegate_id = ${actor.id} and person.away_from <= ${at} and person.away_until >= ${at})`;
  return rows.map((row) => row.id);
}
