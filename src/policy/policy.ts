import { z } from "zod";
import { roles } from "./roles";

/**
 * The company's rules as a validated configuration. `defaults.yaml` ships with Drumbeat; `POLICY_FILE` replaces it.
 * Amounts are decimals in the installation's currency; keys are lower case with underscores and stay the same for ever,
 * since records keep them; names are what people read.
 */
const key = z.string().regex(/^[a-z][a-z0-9_]*$/, "a key is lower case letters, digits and underscores");
const names = z.strictObject({
  en: z.string().min(1),
  "zh-Hans": z.string().min(1),
  "zh-Hant": z.string().min(1),
});
/** A list to choose from in a form: chat platforms show no empty one, and Slack shows at most 100. */
const choices = z
  .record(key, names)
  .refine(
    (list) => Object.keys(list).length >= 1 && Object.keys(list).length <= 100,
    "a list to choose from has 1 to 100 entries",
  );
const role = z.enum(roles);

export const permissions = [
  "customer.create",
  "customer.view",
  "customer.edit_any",
  "expense.file",
  "expense.view_any",
  "expense.pay",
  "project.request",
  "project.view_any",
  "complaint.record",
  "complaint.view_any",
  "complaint.assign",
  "complaint.resolve_any",
  "people.manage",
  "audit.view",
] as const;
export type Permission = (typeof permissions)[number];

/** Who is asked in a step: the head of the requester's department, or whoever has one of the roles. */
export const approvers = {
  department_head: { roles: [] },
  director: { roles: ["director"] },
  management: { roles: ["director", "general_manager"] },
  general_manager: { roles: ["general_manager"] },
  finance: { roles: ["finance"] },
} as const satisfies Record<string, { roles: readonly (typeof roles)[number][] }>;
export type Approver = keyof typeof approvers;

const step = z.strictObject({
  approver: z.enum(Object.keys(approvers) as [Approver, ...Approver[]]),
  /** "any": one of those asked is enough. "all": each of them must approve. */
  rule: z.enum(["any", "all"]).default("any"),
});

/** Bands in rising order; the last has no `up_to` and takes what is above. */
const chain = z
  .array(z.strictObject({ up_to: z.number().positive().optional(), steps: z.array(step).min(1) }))
  .min(1)
  .superRefine((bands, issue) => {
    bands.forEach((band, index) => {
      const last = index === bands.length - 1;
      const before = bands[index - 1]?.up_to ?? 0;
      if (last && band.up_to !== undefined)
        issue.addIssue({
          code: "custom",
          path: [index, "up_to"],
          message: "the last band has no up_to, or larger amounts would have no approver",
        });
      if (!last && (band.up_to === undefined || band.up_to <= before))
        issue.addIssue({
          code: "custom",
          path: [index],
          message: "bands rise: each up_to is larger than the one before",
        });
    });
  });

export const severities = ["S1", "S2", "S3", "S4"] as const;
export type Severity = (typeof severities)[number];
export const intents = ["high", "medium", "low", "unknown"] as const;
export type Intent = (typeof intents)[number];

export const policySchema = z
  .strictObject({
    departments: z.record(key, names),
    permissions: z.strictObject(
      Object.fromEntries(permissions.map((each) => [each, z.array(role)])) as Record<
        Permission,
        z.ZodArray<typeof role>
      >,
    ),
    approvals: z.strictObject({ expense: chain, project: chain }),
    expenses: z.strictObject({
      categories: z.record(
        key,
        z.strictObject({
          name: names,
          /** The most one claim of this category may ask for. */
          limit: z.number().positive().optional(),
          /** From this amount a claim needs a receipt. */
          receipt_from: z.number().nonnegative().default(0),
          /** Words by which a one-line claim is taken to be of this category, e.g. "taxi". */
          words: z.array(z.string().min(1)).default([]),
        }),
      ),
      /** What a department may spend on a category in a calendar year. */
      budgets: z.record(key, z.record(key, z.number().nonnegative())).default({}),
      /** A claim is filed within so many days of the day the money was spent. */
      file_within_days: z.number().int().positive().default(180),
    }),
    customers: z.strictObject({
      industries: choices,
      sizes: choices,
      sources: choices,
    }),
    complaints: z.strictObject({
      severities: z.strictObject({ S1: names, S2: names, S3: names, S4: names }),
      products: choices,
      /** The first rule that fits names the owner: an e-mail, or a role of which the person with the fewest open complaints is taken. */
      owners: z
        .array(
          z.strictObject({
            severity: z.array(z.enum(severities)).optional(),
            product: z.array(key).optional(),
            owner: z.union([z.strictObject({ email: z.email() }), z.strictObject({ role })]),
          }),
        )
        .min(1),
    }),
    /** Which channel (by name, without "#") hears of which notice. */
    channels: z.record(key, z.strictObject({ name: z.string().min(1), notices: z.array(z.string()) })),
  })
  .superRefine((policy, issue) => {
    for (const [department, lines] of Object.entries(policy.expenses.budgets)) {
      if (!Object.hasOwn(policy.departments, department))
        issue.addIssue({
          code: "custom",
          path: ["expenses", "budgets", department],
          message: `there is no department "${department}"`,
        });
      for (const category of Object.keys(lines))
        if (!Object.hasOwn(policy.expenses.categories, category))
          issue.addIssue({
            code: "custom",
            path: ["expenses", "budgets", department, category],
            message: `there is no expense category "${category}"`,
          });
    }
    policy.complaints.owners.forEach((rule, index) => {
      for (const product of rule.product ?? [])
        if (!Object.hasOwn(policy.complaints.products, product))
          issue.addIssue({
            code: "custom",
            path: ["complaints", "owners", index, "product"],
            message: `there is no product "${product}"`,
          });
      if (index === policy.complaints.owners.length - 1 && (rule.severity || rule.product))
        issue.addIssue({
          code: "custom",
          path: ["complaints", "owners", index],
          message: "the last rule takes every complaint: it names neither severity nor product",
        });
    });
  });

export type PolicyContent = z.infer<typeof policySchema>;
export type Names = z.infer<typeof names>;
export type ApprovalKind = keyof PolicyContent["approvals"];

/** A policy in force. */
export interface Policy extends PolicyContent {
  /** First 12 hex digits of the sha256 of its canonical content. */
  version: string;
}
