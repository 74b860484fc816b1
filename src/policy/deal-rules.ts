import { z } from "zod";
import { byGrade, choices, days } from "./parts";

/** Sales and what follows them (policy 5.3.2, 5.3.3). */
export const dealRules = z.strictObject({
  /** In the order a deal goes through them. */
  stages: choices,
  channels: choices,
  lost_reasons: choices,
  /** A won deal is paid within so many days unless another day was agreed. */
  payment_days: z.number().int().nonnegative().max(3650),
  return_visits: z.strictObject({
    /** Days from the sale. */
    after_days: z
      .array(days)
      .min(1)
      .refine((list) => list.every((each, index) => each > (list[index - 1] ?? 0)), "days rise"),
    /** From the last of those on, days from one to the next. */
    then_by_grade: byGrade(days),
  }),
});
