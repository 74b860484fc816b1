import { DateTime } from "luxon";
import type { Grade, PoolRules } from "../../policy/policy";

/** What the pool's clocks are read from: facts alone, so that no path on which a customer changes can bypass them. */
export interface PoolFacts {
  grade: Grade | null;
  /** Since when somebody is answerable for it without a break. */
  attendedFrom: Date;
  lastTouch: Date | null;
  /** The company's day on which a deal was last won or lost, as it is stored. */
  lastClosed: Date | null;
  hasOpenDeal: boolean;
}

/** What nobody did in time. */
export type PoolReason = "no_touch" | "no_deal";

export interface PoolDue {
  /** The company's day, in its zone, on which the customer goes back to the pool. */
  day: DateTime;
  reason: PoolReason;
}

/**
 * When a customer with an owner returns to the public pool if nothing happens (policy 5.3.2): so many days after the later of
 * its last touch and the day its owner took it, or after the later of that day and its last deal; the earlier of the two.
 * While a deal is open only the first clock runs. Who is not graded yet counts as D. `domain/pool/due-customers.ts` says the
 * same of sets.
 */
export function poolDue(rules: PoolRules, timeZone: string, facts: PoolFacts): PoolDue {
  const grade = facts.grade ?? "D";
  const dayIn = (instant: Date): DateTime => DateTime.fromJSDate(instant, { zone: timeZone }).startOf("day");
  const attended = dayIn(facts.attendedFrom);
  const touched = facts.lastTouch === null ? attended : DateTime.max(attended, dayIn(facts.lastTouch));
  const untouched = { day: touched.plus({ days: rules.no_touch_days[grade] }), reason: "no_touch" } as const;
  if (facts.hasOpenDeal) return untouched;
  const closed =
    facts.lastClosed === null
      ? attended
      : DateTime.max(
          attended,
          DateTime.fromISO(facts.lastClosed.toISOString().slice(0, 10), { zone: timeZone }),
        );
  const undealt = { day: closed.plus({ days: rules.no_deal_days[grade] }), reason: "no_deal" } as const;
  return undealt.day < untouched.day ? undealt : untouched;
}

/**
 * Of the policy's warnings the one that is told when a customer returns in `daysLeft` days: the nearest, so that after nights
 * in which nobody was told only one is said. Null while it is too early.
 */
export function warningLevel(rules: PoolRules, daysLeft: number): number | null {
  const reached = rules.warn_days.filter((days) => daysLeft <= days);
  return reached.length === 0 ? null : Math.min(...reached);
}
