import { DateTime } from "luxon";
import { Prisma } from "../../db/generated/client";
import { grades } from "../../policy/policy";
import { storedDay } from "../calendar/working-days";
import type { Company, Transaction } from "../scope";
import { nextByRhythm } from "./rhythm";

/**
 * Moves the open follow-ups that follow the rhythm to the day of each customer's present grade, counted from its last touch
 * (policy 5.2.2), in sets. Who was not touched since the follow-up was opened keeps the day of its first contact, and a day
 * that a person gave stays. A touch is of the day it had in the company's zone.
 */
export async function followRhythm(
  transaction: Transaction,
  { policy, now }: Pick<Company, "policy" | "now">,
  customerIds: readonly number[],
): Promise<void> {
  const zone = now.zoneName ?? "UTC";
  const touched = Prisma.sql`
    select follow_up.id, customer.grade, (last.at at time zone ${zone})::date as touched_on
    from follow_up
    join customer on customer.id = follow_up.customer_id
    cross join lateral (select touch.at from touch where touch.customer_id = follow_up.customer_id
      and touch.created_at >= follow_up.created_at order by touch.at desc limit 1) as last
    where follow_up.customer_id = any (${[...customerIds]}::int[])
      and follow_up.status = 'open' and follow_up.set_by = 'rhythm'`;
  const bases = await transaction.$queryRaw<{ grade: string | null; day: string }[]>`
    select distinct grade, to_char(touched_on, 'YYYY-MM-DD') as day from (${touched}) as touched`;
  if (bases.length === 0) return;
  // Days off are the policy's to say, so that the days are counted here: far fewer than customers.
  const days = bases.map(({ grade, day }) => {
    const known = grades.find((each) => each === grade) ?? null;
    return storedDay(nextByRhythm(policy, known, DateTime.fromISO(day, { zone })));
  });
  await transaction.$executeRaw`
    update follow_up set due_on = rhythm.due_on
    from (${touched}) as touched
    join unnest(${bases.map(({ grade }) => grade)}::text[], ${bases.map(({ day }) => day)}::date[], ${days}::date[])
      as rhythm (grade, touched_on, due_on)
      on rhythm.grade is not distinct from touched.grade and rhythm.touched_on = touched.touched_on
    where follow_up.id = touched.id and follow_up.due_on <> rhythm.due_on`;
}
