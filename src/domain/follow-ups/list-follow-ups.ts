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
  /** How many are due before the actor's today, today, and in the days after it. */
  overdue: number;
  today: number;
  coming: number;
  /** 1-based; the last one where a later one was asked for. */
  page: number;
  pages: number;
}

export const followUpsPerPage = 20;
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
  const open = Prisma.sql`
    from follow_up join customer on customer.id = follow_up.customer_id
    where follow_up.status = 'open' and follow_up.due_on <= ${storedDay(day.plus({ days }))}::date
      and ${whose === "mine" ? Prisma.sql`customer.owner_id = ${scope.actor.id}` : Prisma.sql`customer.owner_id is not null`}`;
  const [counts = { overdue: 0, today: 0, coming: 0 }] = await scope.db.$queryRaw<
    Pick<FollowUpPage, "overdue" | "today" | "coming">[]
  >`select (count(*) filter (where due_on < ${today}::date))::int as overdue,
      (count(*) filter (where due_on = ${today}::date))::int as today,
      (count(*) filter (where due_on > ${today}::date))::int as coming ${open}`;
  const pages = Math.max(1, Math.ceil((counts.overdue + counts.today + counts.coming) / perPage));
  const shown = Math.min(Math.max(1, page), pages);
  const followUps = await scope.db.$queryRaw<FollowUpLine[]>`
    select line.id, line."customerId", line."customerName", line."dueOn", line.step, owner.name as "ownerName" from (
      select follow_up.id, follow_up.customer_id as "customerId", customer.name as "customerName", customer.owner_id,
        follow_up.due_on as "dueOn", follow_up.step ${open}
      order by follow_up.due_on, follow_up.id
      limit ${perPage} offset ${(shown - 1) * perPage}) as line
    left join person owner on owner.id = line.owner_id
    order by line."dueOn", line.id`;
  return { followUps, ...counts, page: shown, pages };
}
