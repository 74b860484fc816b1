import type { DateTime } from "luxon";
import { Prisma } from "../../db/generated/client";
import { enqueue, type Job } from "../outbox";
import type { Company, Reader } from "../scope";

/** A customer whose grade became another. */
export interface RegradedCustomer {
  id: number;
  name: string;
  before: string;
  after: string;
}

/** A message lists no more of them, and says how many others there are. */
export const mostRegraded = 10;

/** Changes that their owners are told of in one message of the day: those of its night, and those of yesterday's imports. */
function changesSql(now: DateTime): Prisma.Sql {
  const today = now.startOf("day");
  const on = (day: DateTime) =>
    Prisma.sql`grade_change.at >= ${day.toJSDate()}::timestamptz
      and grade_change.at < ${day.plus({ days: 1 }).toJSDate()}::timestamptz`;
  return Prisma.sql`
    select grade_change.id, grade_change.customer_id, customer.name, customer.owner_id, grade_change.before, grade_change.after
    from grade_change join customer on customer.id = grade_change.customer_id and customer.owner_id = grade_change.owner_id
    where grade_change.before is not null and customer.merged_into_id is null
      and ((grade_change.cause in ('nightly', 'lapsed') and ${on(today)})
        or (grade_change.cause = 'import' and ${on(today.minus({ days: 1 }))}))`;
}

/** Has each owner told, in one message and once a day, which of their customers have another grade since yesterday (policy 5.2.1). */
export async function tellRegraded({ db, now }: Pick<Company, "db" | "now">): Promise<void> {
  await db.$transaction(async (transaction) => {
    // That they are told, and that they were, are written together: neither twice nor never.
    const told = await transaction.$queryRaw<{ id: number }[]>`
      with owners as (select distinct owner_id as id from (${changesSql(now)}) changes), noted as (
        insert into told_once (key, told_at)
        select 'customers.regraded:' || id, ${now.toJSDate()}::timestamptz from owners order by id
        on conflict (key) do update set told_at = excluded.told_at
          where told_once.told_at < ${now.startOf("day").toJSDate()}::timestamptz
        returning key)
      select split_part(key, ':', 2)::int as id from noted order by id`;
    await enqueue(
      transaction,
      told.map(
        ({ id }): Job => ({
          task: "announce",
          notice: "customers.regraded",
          subject: { kind: "person", id },
        }),
      ),
    );
  });
}

/** What somebody is told in the message of `now`'s day: their customers of another grade, those that gained most first. */
export async function listRegraded(
  reader: Reader,
  { now }: Pick<Company, "now">,
  ownerId: number,
): Promise<{ customers: RegradedCustomer[]; total: number }> {
  const rows = await reader.$queryRaw<(RegradedCustomer & { total: number })[]>`
    select customer_id as id, name, before, after, (count(*) over ())::int as total
    from (select distinct on (customer_id) customer_id, name, after,
        first_value(before) over (partition by customer_id order by id) as before, id
      from (${changesSql(now)} and grade_change.owner_id = ${ownerId}::int) changes order by customer_id, id desc) latest
    where before <> after order by after, before desc, customer_id limit ${mostRegraded}`;
  return { customers: rows.map(({ total: _, ...customer }) => customer), total: rows[0]?.total ?? 0 };
}
