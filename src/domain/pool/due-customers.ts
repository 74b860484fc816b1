import type { DateTime } from "luxon";
import { Prisma } from "../../db/generated/client";
import { type Grade, grades } from "../../policy/policy";
import { storedDay } from "../calendar/working-days";
import type { Company, Reader } from "../scope";
import type { PoolReason } from "./pool-clock";

type ClockCompany = Pick<Company, "policy" | "now" | "timeZone">;

/**
 * Customers with an owner that return to the pool on `until` or before, as a query of `id`, `owner_id`, `due_on` and `reason`:
 * what `poolDue` says of one, said of a set (policy 5.3.2). `which` is a condition on `customer`; it is what keeps the set
 * small, since each customer of it that was taken long enough ago is looked up among touches and deals.
 */
export function dueCustomers(
  { policy, timeZone }: ClockCompany,
  until: DateTime,
  which: Prisma.Sql,
): Prisma.Sql {
  const { no_touch_days, no_deal_days } = policy.customers.pool;
  const earliest = Math.min(...grades.flatMap((grade) => [no_touch_days[grade], no_deal_days[grade]]));
  const day = (instant: Prisma.Sql): Prisma.Sql =>
    Prisma.sql`(${instant} at time zone ${timeZone}::text)::date`;
  return Prisma.sql`
    select id, owner_id, least(untouched, undealt) as due_on,
      case when undealt < untouched then 'no_deal' else 'no_touch' end as reason
    from (
      select customer.id, customer.owner_id,
        ${day(Prisma.sql`greatest(customer.attended_from, touched.at)`)} + ${daysOf(no_touch_days)} as untouched,
        case when open_deal.id is null then
          greatest(${day(Prisma.sql`customer.attended_from`)}, closed.day) + ${daysOf(no_deal_days)} end as undealt
      from customer
      left join lateral (select at from touch where touch.customer_id = customer.id order by at desc limit 1) touched on true
      left join lateral (select id from deal where deal.customer_id = customer.id and deal.status = 'open' limit 1)
        open_deal on true
      left join lateral (select max(closed_on) as day from deal where deal.customer_id = customer.id) closed on true
      where customer.owner_id is not null and customer.merged_into_id is null and ${which}
        and customer.attended_from < ${until
          .plus({ days: 1 - earliest })
          .startOf("day")
          .toJSDate()}
    ) clocks
    where least(untouched, undealt) <= ${storedDay(until)}::date`;
}

function daysOf(byGrade: Readonly<Record<Grade, number>>): Prisma.Sql {
  return Prisma.sql`(case customer.grade when 'A' then ${byGrade.A}::int when 'B' then ${byGrade.B}::int
    when 'C' then ${byGrade.C}::int else ${byGrade.D}::int end)`;
}

/** A customer that returns to the pool soon, as a line of a list. */
export interface DueCustomer {
  id: number;
  name: string;
  /** A day as it is stored. */
  dueOn: Date;
  reason: PoolReason;
}

/** How many days ahead an owner is told of. */
export const horizon = ({ policy, now }: ClockCompany): DateTime =>
  now.startOf("day").plus({ days: policy.customers.pool.warn_days[0] ?? 0 });

/** Somebody's customers that return within the days of the first warning, the nearest first; at most `most`, and how many in all. */
export async function dueCustomersOf(
  reader: Reader,
  company: ClockCompany,
  ownerId: number,
  most: number,
): Promise<{ customers: DueCustomer[]; total: number }> {
  const due = dueCustomers(company, horizon(company), Prisma.sql`customer.owner_id = ${ownerId}`);
  const rows = await reader.$queryRaw<(DueCustomer & { total: number })[]>`
    select due.id, customer.name, due.due_on as "dueOn", due.reason, (count(*) over ())::int as total
    from (${due}) due join customer on customer.id = due.id
    order by due.due_on, due.id limit ${most}`;
  return { customers: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 };
}
