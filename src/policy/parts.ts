import { z } from "zod";

/** What rules are made of: keys stay the same for ever, since records keep them; names are what people read. */
export const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "a key is lower case letters, digits and underscores");

export const names = z.strictObject({
  en: z.string().min(1),
  "zh-Hans": z.string().min(1),
  "zh-Hant": z.string().min(1),
});
export type Names = z.infer<typeof names>;

/** A list to choose from in a form: chat platforms show no empty one, and Slack shows at most 100. */
export const choices = z
  .record(key, names)
  .refine(
    (list) => Object.keys(list).length >= 1 && Object.keys(list).length <= 100,
    "a list to choose from has 1 to 100 entries",
  );

/** How well something is liked, in hundredths of the weight it has. */
export const percent = z.number().int().min(0).max(100);

export const days = z.number().int().positive().max(3650);

export const grades = ["A", "B", "C", "D"] as const;
export type Grade = (typeof grades)[number];

/** Something for each grade of customer. */
export const byGrade = <T extends z.ZodType>(value: T) =>
  z.strictObject({ A: value, B: value, C: value, D: value });
