import { minorFromPolicy } from "../money";
import type { Company } from "../scope";
import type { Claim } from "./load-claim";

/** A department's year in one category, in minor units, as an approver sees it beside a claim (policy 7.2.2). */
export interface BudgetLine {
  year: number;
  budget: bigint;
  /** Approved and paid claims, this one left out. */
  spent: bigint;
  /** Claims that wait for approval, this one left out. */
  reserved: bigint;
  thisClaim: bigint;
  /** Below zero when this claim overdraws the line. */
  left: bigint;
}

/** Null where the policy sets no budget. Only claims in the installation's currency count: no rate is known for others. */
export async function budgetLine(
  { db, policy, currency }: Company,
  claim: Claim,
): Promise<BudgetLine | null> {
  const major = policy.expenses.budgets[claim.department]?.[claim.category];
  if (major === undefined || claim.currency !== currency) return null;
  const year = claim.spentOn.getUTCFullYear();
  const [row] = await db.$queryRaw<{ spent: bigint; reserved: bigint }[]>`
    select coalesce(sum(amount_minor) filter (where status in ('approved', 'paid')), 0)::bigint as spent,
      coalesce(sum(amount_minor) filter (where status = 'pending'), 0)::bigint as reserved
    from expense_claim
    where department = ${claim.department} and category = ${claim.category} and currency = ${currency}
      and spent_on >= make_date(${year}::int, 1, 1) and spent_on < make_date(${year}::int + 1, 1, 1) and id <> ${claim.id}`;
  const budget = minorFromPolicy(major, currency);
  const { spent, reserved } = row ?? { spent: 0n, reserved: 0n };
  const counts = claim.status === "pending" || claim.status === "approved" || claim.status === "paid";
  const thisClaim = counts ? claim.amountMinor : 0n;
  return { year, budget, spent, reserved, thisClaim, left: budget - spent - reserved - thisClaim };
}
