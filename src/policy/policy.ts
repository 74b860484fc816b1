import { z } from "zod";
import { calendarRules } from "./calendar-rules";
import { complaintRules } from "./complaint-rules";
import { customerRules } from "./customer-rules";
import { dealRules } from "./deal-rules";
import { choices, key, names } from "./parts";
import { roles } from "./roles";

export { type Severity, severities } from "./complaint-rules";
export { type GradingRules, type Intent, intents, type PoolRules } from "./customer-rules";
export { type Grade, grades, type Names } from "./parts";

const role = z.enum(roles);

export const permissions = [
  "customer.create",
  "customer.view",
  "customer.edit_any",
  "customer.grade",
  "customer.merge",
  "customer.hand_over",
  "customer.import",
  "customer.export_any",
  "touch.log_any",
  "deal.create",
  "deal.view_any",
  "deal.edit_any",
  "payment.record",
  "pool.claim",
  "pool.assign",
  "expense.file",
  "expense.view_any",
  "expense.pay",
  "project.request",
  "project.view_any",
  "complaint.record",
  "complaint.view_any",
  "complaint.assign",
  "complaint.resolve_any",
  "complaint.report",
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

/**
 * The company's rules as a validated configuration. `defaults.yaml` ships with Drumbeat; `POLICY_FILE` replaces it.
 * Amounts are decimals in the installation's currency.
 */
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
    calendar: calendarRules,
    /** What the company sells: deals and complaints are about one of these. */
    products: choices,
    customers: customerRules,
    deals: dealRules,
    complaints: complaintRules,
    /** Which channel (by name, without "#") hears of which notice. */
    channels: z.record(key, z.strictObject({ name: z.string().min(1), notices: z.array(z.string()) })),
  })
  .superRefine((policy, issue) => {
    for (const list of ["sizes", "industries"] as const)
      for (const each of Object.keys(policy.customers.grading[list]))
        if (!Object.hasOwn(policy.customers[list], each))
          issue.addIssue({
            code: "custom",
            path: ["customers", "grading", list, each],
            message: `there is no "${each}" among customers.${list}`,
          });
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
        if (!Object.hasOwn(policy.products, product))
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
export type ApprovalKind = keyof PolicyContent["approvals"];

/** A policy in force. */
export interface Policy extends PolicyContent {
  /** First 12 hex digits of the sha256 of its canonical content. */
  version: string;
}
