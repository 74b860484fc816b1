import type { JsonObject } from "../audit";
import { decimalFromMinor } from "../money";
import type { Deal } from "./deal";
import type { DealColumns } from "./deal-input";

/** A deal's columns as the audit trail keeps them. */
export function dealFacts(columns: DealColumns, currency: string): JsonObject {
  return {
    product: columns.product,
    channel: columns.channel,
    stage: columns.stage,
    amount: decimalFromMinor(columns.amountMinor, currency),
    listPrice: columns.listMinor === null ? null : decimalFromMinor(columns.listMinor, currency),
    expectedOn: columns.expectedOn.toISOString().slice(0, 10),
    competitor: columns.competitor,
    title: columns.title,
  };
}

/** What an edit changes, as it was and as it will be. */
export function dealDifference(was: Deal, will: DealColumns): { before: JsonObject; after: JsonObject } {
  const before = dealFacts(was, was.currency);
  const after = dealFacts(will, was.currency);
  const changed = Object.keys(after).filter((field) => before[field] !== after[field]);
  const only = (facts: JsonObject): JsonObject =>
    Object.fromEntries(changed.map((field) => [field, facts[field] ?? null]));
  return { before: only(before), after: only(after) };
}
