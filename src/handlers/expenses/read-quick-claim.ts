import type { Policy } from "../../policy/policy";

/** What a one-line claim says. */
export interface QuickClaim {
  amount: string;
  purpose: string;
  /** Null when no word says which category it is. */
  category: string | null;
}

const amountFirst = /^([^\p{L}\s]*\d[\d.,，．]*)\s*(元|块|圆|塊|圓)?\s*([\s\S]*)$/u;

/**
 * Reads "128.50 taxi to Acme", "¥128 打车去Acme": the amount, then what for. The category is the first of the policy one
 * of whose words stands in the purpose (Latin words whole, Chinese ones anywhere). Null when no amount comes first.
 */
export function readQuickClaim(typed: string, policy: Policy): QuickClaim | null {
  const match = amountFirst.exec(typed.normalize("NFKC").trim());
  if (!match) return null;
  const [, amount = "", , purpose = ""] = match;
  return { amount, purpose: purpose.trim(), category: categoryOf(purpose, policy) };
}

function categoryOf(purpose: string, policy: Policy): string | null {
  const text = purpose.toLowerCase();
  const latin = new Set(text.match(/[\p{Script=Latin}]+/gu) ?? []);
  const says = (word: string) =>
    /^\p{Script=Latin}+$/u.test(word) ? latin.has(word.toLowerCase()) : text.includes(word.toLowerCase());
  const found = Object.entries(policy.expenses.categories).find(([key, category]) =>
    [key, ...category.words].some((word) => says(word)),
  );
  return found?.[0] ?? null;
}
