import { intents } from "../../policy/policy";
import { type CustomerColumns, readCustomerFields } from "../customers/customer-input";
import { requireChoice } from "../customers/typed-text";
import { type Cells, choiceIn, type Named } from "./cells";
import type { ImportScope } from "./import-scope";
import type { StoredCustomer } from "./stored-customers";

/** What of a customer a row may change. */
export const customerFields = ["name", "industry", "size", "region", "source", "needs", "intent"] as const;

/** What people write for the intents besides their keys; first what an export writes in each language. */
export const intentNames = {
  high: ["High", "高", "高", "强", "強"],
  medium: ["Medium", "中", "中", "一般"],
  low: ["Low", "低", "低", "弱"],
  unknown: ["Not known yet", "未知", "未知", "不明", "不详", "不詳"],
} as const;

/**
 * The columns of a customer as a row says them: choices by key or by name in any language, what the file has no column for as it is
 * stored. Throws INVALID about a field.
 */
export function readColumns(
  { policy }: ImportScope,
  cells: Cells,
  was: StoredCustomer | null,
): CustomerColumns {
  const { industries, sizes, sources } = policy.customers;
  const choice = (field: "industry" | "size" | "source", named: Named): string | null => {
    const cell = cells[field];
    if (cell === undefined) return was?.[field] ?? null;
    return cell === "" ? null : choiceIn(cell, named);
  };
  const choices = {
    industry: choice("industry", industries),
    size: choice("size", sizes),
    source: choice("source", sources),
  };
  const typed =
    cells.intent === undefined
      ? (was?.intent ?? "unknown")
      : choiceIn(cells.intent || "unknown", intentNames);
  requireChoice(typed, "intent", intents);
  // What the policy had once and has no more stays where it is stored.
  const anew = (field: keyof typeof choices) => (choices[field] === was?.[field] ? null : choices[field]);
  const columns = readCustomerFields(policy, {
    name: cells.name ?? was?.name ?? "",
    industry: anew("industry"),
    size: anew("size"),
    source: anew("source"),
    region: cells.region ?? was?.region ?? null,
    needs: cells.needs ?? was?.needs ?? null,
    intent: intents.find((each) => each === typed),
  });
  return { ...columns, ...choices };
}
