import type { Grade, GradingRules } from "../../policy/policy";
import { minorNotBelow } from "../money";
import type { GradingCompany } from "./scored";

/** What a customer is graded by; `deals` and `amountMinor` are those of `purchaseDays`, the amount in the company's currency. */
export interface GradingFacts {
  size: string | null;
  industry: string | null;
  deals: number;
  amountMinor: bigint;
  overrideGrade: Grade | null;
  overrideUntil: Date | null;
}

export type Factor = keyof GradingRules["weights"];

/** What one fact counts: so many per cent of its weight. */
export interface FactorPoints {
  factor: Factor;
  percent: number;
  /** Points of 100 that it can count at most. */
  weight: number;
  /** Hundredths of a point. */
  points: number;
}

/** What the facts come to; `byHand` where a grade set by hand holds in the place of the score's. */
export interface Graded {
  /** Hundredths of a point, 0 to 10,000. */
  score: number;
  grade: Grade;
  byHand: boolean;
  factors: readonly FactorPoints[];
}

/** The grade of one customer and how it comes about (policy 5.2.1): the same rule as `scoredSql`. */
export function gradeOf({ policy, currency, now }: GradingCompany, facts: GradingFacts): Graded {
  const rules = policy.customers.grading;
  const { frequency, amount, grades } = rules;
  const percents: Record<Factor, number> = {
    size: listed(rules.sizes, facts.size),
    industry: listed(rules.industries, facts.industry),
    frequency: frequency.findLast(({ from }) => facts.deals >= from)?.percent ?? 0,
    amount: amount.findLast(({ from }) => facts.amountMinor >= minorNotBelow(from, currency))?.percent ?? 0,
  };
  const counted = (factor: Factor): FactorPoints => {
    const [percent, weight] = [percents[factor], rules.weights[factor]];
    return { factor, percent, weight, points: percent * weight };
  };
  const factors = [counted("size"), counted("industry"), counted("frequency"), counted("amount")];
  const score = factors.reduce((sum, { points }) => sum + points, 0);
  const { overrideGrade, overrideUntil } = facts;
  const byHand = overrideUntil !== null && overrideUntil > now.toJSDate() ? overrideGrade : null;
  return { score, grade: byHand ?? gradeFrom(grades, score), byHand: byHand !== null, factors };
}

const listed = (percents: Readonly<Record<string, number>>, key: string | null): number =>
  key !== null && Object.hasOwn(percents, key) ? (percents[key] ?? 0) : 0;

function gradeFrom(from: GradingRules["grades"], score: number): Grade {
  if (score >= from.A * 100) return "A";
  if (score >= from.B * 100) return "B";
  return score >= from.C * 100 ? "C" : "D";
}
