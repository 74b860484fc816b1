import { Prisma } from "../../db/generated/client";
import { isWorkingDay, storedDay } from "../calendar/working-days";
import { tellOnceADay } from "../messages/tell-once-a-day";
import type { Company } from "../scope";

type Reminding = Pick<Company, "db" | "policy" | "now">;

/**
 * Has each owner told in the morning of a working day whom they follow up, in one message, and each department head of
 * follow-ups that are overdue for as long as the policy lets them be, whenever there are others than last time (policy 5.3.1).
 * Done twice in a day, or by two replicas at once, it tells nobody twice.
 */
export async function remindOfFollowUps({ db, policy, now }: Reminding): Promise<void> {
  if (!isWorkingDay(policy.calendar, now)) return;
  await db.$transaction(
    async (transaction) => {
      await tellOnceADay(transaction, { now }, "follow-ups.due", ownersSql({ now }));
      await tellOnceADay(transaction, { now }, "follow-ups.overdue", headsSql({ policy, now }));
    },
    { timeout: 120_000 },
  );
}

const ownersSql = ({ now }: Pick<Company, "now">): Prisma.Sql => Prisma.sql`
  select distinct customer.owner_id as id from follow_up join customer on customer.id = follow_up.customer_id
  where follow_up.status = 'open' and follow_up.due_on <= ${storedDay(now)}::date and customer.owner_id is not null`;

/** Heads of whose departments' follow-ups one has been overdue too long since they were told last. */
function headsSql({ policy, now }: Pick<Company, "policy" | "now">): Prisma.Sql {
  const days = policy.customers.overdue_to_head_after;
  return Prisma.sql`
    select overdue.id from (
      select head.id, max(follow_up.due_on) as latest
      from follow_up join customer on customer.id = follow_up.customer_id
      join person owner on owner.id = customer.owner_id
      join person head on owner.department = any (head.head_of) and head.active and head.id <> owner.id
      where follow_up.status = 'open' and follow_up.due_on <= ${storedDay(now.minus({ days }))}::date
      group by head.id) as overdue
    left join told_once on told_once.key = 'follow-ups.overdue:' || overdue.id
    where told_once.told_at is null
      or overdue.latest > (told_once.told_at at time zone ${now.zoneName ?? "UTC"})::date - ${days}::int`;
}
