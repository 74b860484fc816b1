import type { DateTime } from "luxon";
import { Prisma } from "../../db/generated/client";
import type { Grade, Policy } from "../../policy/policy";
import { addBusinessDays, storedDay, workingDayFrom } from "../calendar/working-days";
import type { Company, Transaction } from "../scope";

/** Somebody not graded yet is contacted as the least of customers. */
const ungraded: Grade = "D";

/** When a customer touched on `day` is to be contacted next by its grade (policy 5.2.2); a day off moves to the next worked one. */
export function nextByRhythm(policy: Policy, grade: Grade | null, day: DateTime): DateTime {
  return workingDayFrom(policy.calendar, day.plus({ days: policy.customers.rhythm[grade ?? ungraded] }));
}

/** By when somebody new, or claimed from the pool, is contacted first. */
export function firstContactBy({ policy, now }: Pick<Company, "policy" | "now">): DateTime {
  return addBusinessDays(policy.calendar, now.startOf("day"), policy.customers.new_lead_within);
}

/** Opens the first follow-up of customers that have none open; those that have one keep it. */
export async function startFollowUps(
  transaction: Transaction,
  company: Pick<Company, "policy" | "now">,
  customerIds: readonly number[],
): Promise<void> {
  await transaction.$executeRaw`
    insert into follow_up (customer_id, due_on, set_by, created_at)
    select id, ${storedDay(firstContactBy(company))}::date, 'rhythm', ${company.now.toJSDate()}
    from unnest(${[...customerIds]}::int[]) as id
    on conflict (customer_id) where status = 'open' do nothing`;
}

/** Closes the open follow-ups of customers that nobody follows up any more. */
export async function dropFollowUps(
  transaction: Transaction,
  { now }: Pick<Company, "now">,
  customerIds: readonly number[],
): Promise<void> {
  await transaction.$executeRaw(Prisma.sql`
    update follow_up set status = 'dropped', closed_at = ${now.toJSDate()},
      owner_id = (select ended.owner_id from ownership ended where ended.customer_id = follow_up.customer_id
        order by ended.id desc limit 1)
    where customer_id = any (${[...customerIds]}::int[]) and status = 'open'`);
}
