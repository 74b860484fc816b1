import { storedDay } from "../calendar/working-days";
import type { Company } from "../scope";
import type { FollowUpLine } from "./list-follow-ups";

/** A message lists no more of them, and says how many others there are. */
const mostTold = 10;

/** Follow-ups of a head's departments that are overdue for as long as the policy lets them be, the longest first (policy 5.3.1). */
export async function listLongOverdue(
  { db, policy, now }: Pick<Company, "db" | "policy" | "now">,
  headId: number,
): Promise<{ followUps: FollowUpLine[]; total: number }> {
  const latest = storedDay(now.minus({ days: policy.customers.overdue_to_head_after }));
  const rows = await db.$queryRaw<(FollowUpLine & { total: number })[]>`
    select follow_up.id, follow_up.customer_id as "customerId", customer.name as "customerName", owner.name as "ownerName",
      follow_up.due_on as "dueOn", follow_up.step, (count(*) over ())::int as total
    from follow_up join customer on customer.id = follow_up.customer_id
    join person owner on owner.id = customer.owner_id
    join person head on head.id = ${headId} and owner.department = any (head.head_of) and head.id <> owner.id
    where follow_up.status = 'open' and follow_up.due_on <= ${latest}::date
    order by follow_up.due_on, follow_up.id limit ${mostTold}`;
  return { followUps: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 };
}
