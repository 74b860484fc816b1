import { type Locale, locales } from "../../policy/locales";
import type { Policy } from "../../policy/policy";
import type { Named } from "../imports/cells";
import { type Column, columnKeys, type ImportKind } from "../imports/columns";
import { intentNames } from "../imports/read-customer-columns";
import { statusNames } from "../imports/read-deal-cells";
import { decimalFromMinor } from "../money";
import { referenceOf } from "../references";
import type { ExportedRecord } from "./records";

/** A record as a row that an import reads as the same record: names in the reader's language, references, plain amounts. */
export function writtenCells(
  policy: Policy,
  locale: Locale,
  kind: ImportKind,
  { cells, currency }: ExportedRecord,
): string[] {
  return columnKeys(kind).map((column) => {
    const stored = cells[column];
    return stored === null || stored === undefined || stored === ""
      ? ""
      : written(policy, locale, kind, column, { stored: String(stored), currency: currency ?? "" });
  });
}

function written(
  policy: Policy,
  locale: Locale,
  kind: ImportKind,
  column: Column,
  { stored, currency }: { stored: string; currency: string },
): string {
  const named = (names: Named): string => nameIn(names, stored, locale);
  switch (column) {
    case "reference":
      return referenceOf(kind === "deals" ? "deal" : "customer", Number(stored));
    case "customerReference":
      return referenceOf("customer", Number(stored));
    case "industry":
      return named(policy.customers.industries);
    case "size":
      return named(policy.customers.sizes);
    case "source":
      return named(policy.customers.sources);
    case "intent":
      return named(intentNames);
    case "product":
      return named(policy.products);
    case "channel":
      return named(policy.deals.channels);
    case "stage":
      return named(policy.deals.stages);
    case "lostReason":
      return named(policy.deals.lost_reasons);
    case "status":
      return named(statusNames);
    case "amount":
    case "listPrice":
      return decimalFromMinor(BigInt(stored), currency);
    default:
      return stored;
  }
}

/** A key that the policy has no more stays what it is. */
function nameIn(names: Named, key: string, locale: Locale): string {
  const called = Object.hasOwn(names, key) ? names[key] : undefined;
  if (!called) return key;
  // A list has the languages in their order.
  const entry = Object.entries(called).find(
    ([at]) => at === locale || at === String(locales.indexOf(locale)),
  );
  return entry?.[1] ?? key;
}
