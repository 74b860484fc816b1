import { Prisma } from "../../db/generated/client";
import { isWorkingDay, storedDay } from "../calendar/working-days";
import { tellOnceADay } from "../messages/tell-once-a-day";
import type { Company, Reader } from "../scope";

/**
 * Has everybody told in the morning of a working day which return visits they are to make, in one message (policy 5.3.3,
 * 5.4.3): the customer's owner after a sale; after a complaint whoever answers for it, the customer's owner where nobody at
 * work does. Done twice in a day, or by two replicas at once, it tells nobody twice.
 */
export async function remindOfVisits({
  db,
  policy,
  now,
}: Pick<Company, "db" | "policy" | "now">): Promise<void> {
  if (!isWorkingDay(policy.calendar, now)) return;
  const people = Prisma.sql`select distinct visitor_id as id from (${dueSql(storedDay(now))}) due where visitor_id is not null`;
  await db.$transaction((transaction) => tellOnceADay(transaction, { now }, "visits.due", people));
}

/** How many visits somebody is reminded of: those that are due on a day, and overdue. */
export async function countDueVisits(reader: Reader, personId: number, day: Date): Promise<number> {
  const [counted] = await reader.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (${dueSql(day)}) due where visitor_id = ${personId}`;
  return counted?.count ?? 0;
}

const dueSql = (day: Date): Prisma.Sql => Prisma.sql`
  select coalesce(answerable.id, owner.id) as visitor_id
  from return_visit visit join customer on customer.id = visit.customer_id
    left join person owner on owner.id = customer.owner_id and owner.active
    left join complaint on complaint.id = visit.complaint_id
    left join person answerable on answerable.id = complaint.owner_id and answerable.active
  where visit.status = 'due' and visit.due_on <= ${day}::date`;
