import { Prisma } from "../../db/generated/client";
import type { Company } from "../scope";

/**
 * Customers that somebody owns and whose record is worse than `below` of 100, as a query: id, owner_id, score, completeness, days.
 * The same rule as `qualityOf`. `which` is a condition on customers.
 *
 * The last touch is looked up only of those that would be among them without it: a touch makes a record fresher, never worse.
 */
export function qualitySql(
  { policy, now }: Pick<Company, "policy" | "now">,
  which: Prisma.Sql,
  below: number,
): Prisma.Sql {
  const { weights, stale_after: stale } = policy.customers.quality;
  const counted = (present: Prisma.Sql, weight: number) =>
    Prisma.sql`case when ${present} then ${weight}::int else 0 end`;
  const days = (at: Prisma.Sql) =>
    Prisma.sql`greatest(0, floor(extract(epoch from (${now.toJSDate()}::timestamptz - ${at})) / 86400))::int`;
  const score = (completeness: Prisma.Sql, since: Prisma.Sql) =>
    Prisma.sql`(${completeness} * ${stale}::int + 100 * greatest(0, ${stale}::int - ${since})) / (2 * ${stale}::int)`;
  return Prisma.sql`
    select rated.id, rated.owner_id, rated.completeness, rated.days,
      ${score(Prisma.sql`rated.completeness`, Prisma.sql`rated.days`)} as score
    from (
      select known.id, known.owner_id, known.completeness,
        ${days(Prisma.sql`greatest(known.updated_at, (select max(touch.at) from touch where touch.customer_id = known.id))`)} as days
      from (
        select customer.id, customer.owner_id, customer.updated_at,
          ${counted(Prisma.sql`customer.industry is not null`, weights.industry)}
          + ${counted(Prisma.sql`customer.size is not null`, weights.size)}
          + ${counted(Prisma.sql`customer.region is not null`, weights.region)}
          + ${counted(Prisma.sql`customer.source is not null`, weights.source)}
          + ${counted(Prisma.sql`customer.needs is not null`, weights.needs)}
          + ${counted(Prisma.sql`customer.intent <> 'unknown'`, weights.intent)}
          + (select ${counted(Prisma.sql`count(*) > 0`, weights.contact)}
              + ${counted(Prisma.sql`count(contact.phone) > 0`, weights.phone)}
              + ${counted(Prisma.sql`count(contact.email) > 0`, weights.email)}
            from contact where contact.customer_id = customer.id) as completeness
        from customer
        where ${which} and customer.owner_id is not null and customer.merged_into_id is null
          and ${score(Prisma.sql`0`, days(Prisma.sql`customer.updated_at`))} < ${below}::int
        offset 0
      ) known
      where ${score(Prisma.sql`known.completeness`, days(Prisma.sql`known.updated_at`))} < ${below}::int
      offset 0
    ) rated
    where ${score(Prisma.sql`rated.completeness`, Prisma.sql`rated.days`)} < ${below}::int`;
}
