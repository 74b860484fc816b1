import type { PolicyContent } from "../../policy/policy";
import type { Company } from "../scope";

type QualityRules = PolicyContent["customers"]["quality"];
/** What a complete record has. */
export type QualityField = keyof QualityRules["weights"];
export const qualityFields = [
  "industry",
  "size",
  "region",
  "source",
  "needs",
  "intent",
  "contact",
  "phone",
  "email",
] as const satisfies readonly QualityField[];

/** What a record's quality is computed from. */
export interface RecordFacts {
  industry: string | null;
  size: string | null;
  region: string | null;
  source: string | null;
  needs: string | null;
  intent: string;
  /** Of a contact without a number, or an address, the other may have one. */
  contacts: readonly { phone: string | null; email: string | null }[];
  /** The last edit or touch, whichever is later. */
  freshAt: Date;
}

export interface Quality {
  /** 0 to 100: half of it how complete the record is, half how fresh. */
  score: number;
  /** Per cent. */
  completeness: number;
  /** Whole days since its last edit or touch. */
  days: number;
  missing: readonly QualityField[];
}

const dayInMilliseconds = 86_400_000;

/** How good a customer's record is (policy 5.1.2): the same rule as `qualitySql`, in whole numbers. */
export function qualityOf({ policy, now }: Pick<Company, "policy" | "now">, facts: RecordFacts): Quality {
  const { weights, stale_after: stale } = policy.customers.quality;
  const has: Record<QualityField, boolean> = {
    industry: facts.industry !== null,
    size: facts.size !== null,
    region: facts.region !== null,
    source: facts.source !== null,
    needs: facts.needs !== null,
    intent: facts.intent !== "unknown",
    contact: facts.contacts.length > 0,
    phone: facts.contacts.some(({ phone }) => phone !== null),
    email: facts.contacts.some(({ email }) => email !== null),
  };
  const completeness = qualityFields.reduce((sum, field) => sum + (has[field] ? weights[field] : 0), 0);
  const days = Math.max(0, Math.floor((now.toMillis() - facts.freshAt.getTime()) / dayInMilliseconds));
  const score = Math.floor((completeness * stale + 100 * Math.max(0, stale - days)) / (2 * stale));
  const missing = qualityFields.filter((field) => !has[field] && weights[field] > 0);
  return { score, completeness, days, missing };
}
