import { Prisma } from "../../db/generated/client";
import { todayOf } from "../calendar/today";
import { storedDay } from "../calendar/working-days";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";

/** An open follow-up as one line of a list. */
export interface FollowUpLine {
  id: number;
  customerId: number;
  customerName: string;
  ownerName: string | null;
  dueOn: Date;
  step: string | null;
}

export interface FollowUpPage {
  followUps: FollowUpLine[];
  /** How many are due before the actor's today, today, and in the days after it; of everybody's each up to `mostCounted`. */
  overdue: number;
  today: number;
  coming: number;
  /** 1-based; the last one where a later one was asked for. */
  page: number;
  pages: number;
}

export const followUpsPerPage = 20;
/** Of everybody's no more are counted or turned to: nobody reads further, and counting a company's takes longer than a page. */
export const mostCounted = 1_000;
/** How many days ahead a list looks. */
export const daysAhead = 7;

/**
 * Open follow-ups by day, the longest overdue first, as far as a week ahead (policy 5.3.1). "mine": of the actor's own
 * customers; "all" needs customer.edit_any, or throws NOT_ALLOWED. `days` looks less far ahead: 0 is today.
 */
export async function listFollowUps(
  scope: Scope,
  {
    whose,
    page,
    days = daysAhead,
    perPage = followUpsPerPage,
  }: {
    whose: "mine" | "all";
    page: number;
    days?: number;
    perPage?: number;
  },
): Promise<FollowUpPage> {
  if (whose === "all") await requirePermission(scope, "customer.edit_any");
  const day = todayOf(scope);
  const today = storedDay(day);
  const mine = whose === "mine";
  // Somebody's own are found by their customers, everybody's by their days; a limit must not turn the one into the other.
  const open = Prisma.sql`
    with open as ${mine ? Prisma.sql`materialized` : Prisma.sql`not materialized`} (
      select follow_up.id, follow_up.customer_id, customer.name, customer.owner_id, follow_up.due_on, follow_up.step
      from follow_up join customer on customer.id = follow_up.customer_id
      where follow_up.status = 'open' and follow_up.due_on <= ${storedDay(day.plus({ days }))}::date
        and ${mine ? Prisma.sql`customer.owner_id = ${scope.actor.id}` : Prisma.sql`customer.owner_id is not null`})`;
  const counted = (which: Prisma.Sql): Prisma.Sql =>
    Prisma.sql`(select count(*)::int from (
      select from open where ${which} ${mine ? Prisma.empty : Prisma.sql`limit ${mostCounted}`}) as counted)`;
  const [counts = { overdue: 0, today: 0, coming: 0 }] = await scope.db.$queryRaw<
    Pick<FollowUpPage, "overdue" | "today" | "coming">[]
  >`${open} select ${counted(Prisma.sql`due_on < ${today}::date`)} as overdue,
      ${counted(Prisma.sql`due_on = ${today}::date`)} as today,
      ${counted(Prisma.sql`due_on > ${today}::date`)} as coming`;
  const total = counts.overdue + counts.today + counts.coming;
  const pages = Math.max(1, Math.ceil((mine ? total : Math.min(total, mostCounted)) / perPage));
  const shown = Math.min(Math.max(1, page), pages);
  const followUps = await scope.db.$queryRaw<FollowUpLine[]>`
    ${open} select line.id, line.customer_id as "customerId", line.name as "customerName", line.due_on as "dueOn", line.step,
      owner.name as "ownerName"
    from (select * from open order by due_on, id limit ${perPage} offset ${(shown - 1) * perPage}) as line
    left join person owner on owner.id = line.owner_id
    order by line.due_on, line.id`;
  return { followUps, ...counts, page: shown, pages };
}
