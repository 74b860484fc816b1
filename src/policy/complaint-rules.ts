import { z } from "zod";
import { days, key, names } from "./parts";
import { roles } from "./roles";

export const severities = ["S1", "S2", "S3", "S4"] as const;
export type Severity = (typeof severities)[number];

/** "4h", "30m", "5d": on a clock that runs in working hours a day is a business day, else it is 24 hours. */
const span = z
  .string()
  .regex(/^[1-9]\d{0,3}[mhd]$/, 'a span of time is a number of minutes, hours or days: "30m", "4h", "5d"');

/** By when a complaint of a severity is answered and solved (policy 5.4.2). */
const serviceLevel = z.strictObject({
  /** "always": round the clock. "working": in the calendar's working hours. */
  clock: z.enum(["always", "working"]),
  respond: span,
  resolve: span,
});

export const complaintRules = z.strictObject({
  severities: z.strictObject({ S1: names, S2: names, S3: names, S4: names }),
  service_levels: z.strictObject({ S1: serviceLevel, S2: serviceLevel, S3: serviceLevel, S4: serviceLevel }),
  /** How many per cent of a clock have passed when its owner is warned, first and again. */
  warn_at: z
    .strictObject({ half: z.number().int().min(1).max(98), most: z.number().int().min(2).max(99) })
    .refine(({ half, most }) => half < most, "the first warning comes before the second"),
  /** So much on the same clock after a breach, management is told as well. */
  management_after: span,
  /** Business days from closing a complaint to asking the customer whether it is solved. */
  return_visit_after: days,
  /** A score below it opens the complaint again; of 5. */
  satisfied_from: z.number().int().min(2).max(5),
  /** The first rule that fits names the owner: an e-mail, or a role of which the person with the fewest open complaints is taken. */
  owners: z
    .array(
      z.strictObject({
        severity: z.array(z.enum(severities)).optional(),
        product: z.array(key).optional(),
        owner: z.union([z.strictObject({ email: z.email() }), z.strictObject({ role: z.enum(roles) })]),
      }),
    )
    .min(1),
});
