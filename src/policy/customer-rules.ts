import { z } from "zod";
import { byGrade, choices, days, key, percent } from "./parts";
import { roles } from "./roles";

export const intents = ["high", "medium", "low", "unknown"] as const;
export type Intent = (typeof intents)[number];

/** Steps in rising order: from so many on, so much per cent of the weight. Below the first it is none. */
const steps = z
  .array(z.strictObject({ from: z.number().positive(), percent }))
  .min(1)
  .refine(
    (list) => list.every(({ from }, index) => from > (list[index - 1]?.from ?? 0)),
    "steps rise: each is from more than the one before",
  );

/** How customers are graded (policy 5.2.1). */
const grading = z
  .strictObject({
    weights: z.strictObject({ size: percent, industry: percent, frequency: percent, amount: percent }),
    /** Purchases count for so many months. */
    months: z.number().int().min(1).max(120),
    /** Per cent of the weight by size and by industry; what is not here, or not known of a customer, counts nothing. */
    sizes: z.record(key, percent),
    industries: z.record(key, percent),
    /** By how many deals were won in those months, and by what they came to. */
    frequency: steps,
    amount: steps,
    /** From so many points of 100; below C is D. */
    grades: z
      .strictObject({ A: percent, B: percent, C: percent })
      .refine(({ A, B, C }) => A > B && B > C && C > 0, "A is above B, B is above C"),
    /** A grade set by hand holds so long. */
    override_days: days,
  })
  .refine(
    ({ weights: { size, industry, frequency, amount } }) => size + industry + frequency + amount === 100,
    "the weights together are 100",
  );
export type GradingRules = z.infer<typeof grading>;

/** When a customer nobody attends to goes back to the public pool, and how it is claimed (policy 5.3.2). */
const pool = z.strictObject({
  no_touch_days: byGrade(days),
  no_deal_days: byGrade(days),
  /** Its owner is warned so many days before; never returned without a warning. */
  warn_days: z
    .array(days)
    .min(1)
    .refine((list) => list.every((each, index) => index === 0 || each < (list[index - 1] ?? 0)), "days fall"),
  claims_per_day: z.number().int().positive(),
  /** Nobody who has as many customers claims another. */
  hold_at_most: z.number().int().positive(),
  /** Whoever lost it to the pool, or gave it up, may not claim it again for so long. */
  cool_down_days: z.number().int().nonnegative(),
});
export type PoolRules = z.infer<typeof pool>;

export const customerRules = z.strictObject({
  industries: choices,
  sizes: choices,
  sources: choices,
  grading,
  /** Days from one touch to the next (policy 5.2.2); one that falls on a day off moves to the next working day. */
  rhythm: byGrade(days),
  /** Business days within which somebody new, or claimed, is contacted first. */
  new_lead_within: days,
  /** A follow-up that is overdue for so many days is told to the head of its owner's department (policy 5.3.1). */
  overdue_to_head_after: days,
  /** Leads logged by anybody without these roles go to those who have one, in turn, passing over whoever is away. */
  assign_to: z.array(z.enum(roles)),
  pool,
  quality: z.strictObject({
    /** What a complete record has, by how much each counts; together 100. */
    weights: z
      .strictObject({
        industry: percent,
        size: percent,
        region: percent,
        source: percent,
        needs: percent,
        intent: percent,
        contact: percent,
        phone: percent,
        email: percent,
      })
      .refine(
        (weights) => Object.values(weights).reduce((sum, each) => sum + each, 0) === 100,
        "the weights together are 100",
      ),
    /** A record nobody has touched or edited for so long has gone stale: freshness falls to nothing by then. */
    stale_after: days,
    /** Below this, of 100, a record is put to its owner. */
    worst_below: percent,
    /** As many of each owner's are put to them at once, on this weekday (1 is Monday). */
    most: z.number().int().min(1).max(20),
    weekday: z.number().int().min(1).max(7),
  }),
  /** A merge can be undone for so long. */
  unmerge_days: days,
});
