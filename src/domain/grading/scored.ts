import type { DateTime } from "luxon";
import { Prisma } from "../../db/generated/client";
import type { GradingRules } from "../../policy/policy";
import { storedDay } from "../calendar/working-days";
import { minorNotBelow } from "../money";
import type { Company } from "../scope";

/** The company as grading needs it. */
export type GradingCompany = Pick<Company, "policy" | "now" | "currency">;

/** A condition on a column of customers' ids: the same set is read from customers and from their deals. */
export type Which = (column: Prisma.Sql) => Prisma.Sql;
export const oneOf =
  (ids: readonly number[]): Which =>
  (column) =>
    Prisma.sql`${column} = any (${[...ids]}::int[])`;

/**
 * The days whose won deals count (policy 5.2.1): from the day after the one `months` months ago, to today, both included; with
 * 12 months on 23 November 2026 that is 24 November 2025 to 23 November 2026. Days are the company's, as deals keep them.
 */
export function purchaseDays({ months }: GradingRules, now: DateTime): { first: Date; last: Date } {
  const today = now.startOf("day");
  return { first: storedDay(today.minus({ months }).plus({ days: 1 })), last: storedDay(today) };
}

/** How many deals customers won in those days, and what those in the company's currency came to, in minor units (numeric). */
export function purchasesSql({ policy, now, currency }: GradingCompany, which: Which): Prisma.Sql {
  const { first, last } = purchaseDays(policy.customers.grading, now);
  return Prisma.sql`
    select deal.customer_id, count(*)::int as deals,
      coalesce(sum(deal.amount_minor) filter (where deal.currency = ${currency}), 0) as amount
    from deal
    where ${which(Prisma.sql`deal.customer_id`)} and deal.status = 'won'
      and deal.closed_on between ${first}::date and ${last}::date
    group by deal.customer_id`;
}

/**
 * Score and grade that customers' facts give them now, as a query: id, score, grade, whether a grade set by hand has ended
 * (`lapsed`), and what is stored. Those merged into others are left out. The same rule as `gradeOf`.
 */
export function scoredSql(company: GradingCompany, which: Which): Prisma.Sql {
  const { weights, sizes, industries, frequency, amount, grades } = company.policy.customers.grading;
  const now = Prisma.sql`${company.now.toJSDate()}::timestamptz`;
  const weighed = (weight: number, percent: Prisma.Sql) =>
    Prisma.sql`${weight}::int * coalesce(${percent}, 0)`;
  const numbers = (values: readonly (number | bigint)[]) =>
    Prisma.sql`${values.map(String)}::text[]::numeric[]`;
  // Not one subscript is 0: below the first step there is nothing, which counts nothing.
  const step = (value: Prisma.Sql, from: readonly (number | bigint)[], percents: readonly number[]) =>
    Prisma.sql`(${[...percents]}::int[])[width_bucket(${value}::numeric, ${numbers(from)})]`;
  const listed = (percents: Readonly<Record<string, number>>) =>
    Prisma.sql`unnest(${Object.keys(percents)}::text[], ${Object.values(percents)}::int[])`;
  return Prisma.sql`
    select facts.id, facts.score, facts.lapsed, facts.stored_score, facts.stored_grade,
      case when facts.override_until > ${now} then facts.override_grade
        when facts.score >= ${grades.A * 100}::int then 'A'
        when facts.score >= ${grades.B * 100}::int then 'B'
        when facts.score >= ${grades.C * 100}::int then 'C' else 'D' end as grade
    from (
      select customer.id, customer.score as stored_score, customer.grade as stored_grade,
        customer.override_grade, customer.override_until,
        coalesce(customer.override_until <= ${now}, false) as lapsed,
        ${weighed(weights.size, Prisma.sql`sizes.percent`)}
          + ${weighed(weights.industry, Prisma.sql`industries.percent`)}
          + ${weighed(
            weights.frequency,
            step(
              Prisma.sql`coalesce(won.deals, 0)`,
              frequency.map(({ from }) => from),
              frequency.map(({ percent }) => percent),
            ),
          )}
          + ${weighed(
            weights.amount,
            step(
              Prisma.sql`coalesce(won.amount, 0)`,
              amount.map(({ from }) => minorNotBelow(from, company.currency)),
              amount.map(({ percent }) => percent),
            ),
          )} as score
      from customer
        left join (${purchasesSql(company, which)}) won on won.customer_id = customer.id
        left join ${listed(sizes)} as sizes (key, percent) on sizes.key = customer.size
        left join ${listed(industries)} as industries (key, percent) on industries.key = customer.industry
      where ${which(Prisma.sql`customer.id`)} and customer.merged_into_id is null
    ) facts`;
}

/** Those whose stored score or grade is another, or whose grade set by hand has ended. */
export const differsSql = Prisma.sql`(scored.stored_score is distinct from scored.score
  or scored.stored_grade is distinct from scored.grade or scored.lapsed)`;
