import { DateTime } from "luxon";
import type { PolicyContent } from "../../policy/policy";
import { DomainError, type InvalidRule } from "../errors";
import { decimalFromMinor, minorFromPolicy, parseAmount } from "../money";
import { Refusals } from "../refusals";
import type { Scope } from "../scope";
import { type ClaimInput, receiptLimits } from "./claim";
import { type CheckedReceipt, checkReceipts, numberFingerprint } from "./receipts";

export interface CheckedClaim {
  amountMinor: bigint;
  currency: string;
  category: string;
  spentOn: string;
  purpose: string;
  customerId: number | null;
  projectId: number | null;
  invoiceNumber: string | null;
  invoiceFingerprint: string | null;
  receipts: CheckedReceipt[];
  storedReceiptIds: readonly number[];
}

/**
 * The rules of a claim that need no database (policy 7.2.1, 7.2.2). `receiptsKept` is how many receipts it has already.
 * Throws INVALID or OVER_LIMIT about every field that breaks one.
 */
export function checkClaim(scope: Scope, input: ClaimInput, receiptsKept = 0): CheckedClaim {
  const { policy, currency } = scope;
  const refusals = new Refusals();
  const amount = refusals.of(() => parseAmount(input.amount, currency));
  const category = refusals.of(() => categoryOf(policy, input.category));
  if (amount.ok && category.ok)
    refusals.of(() => requireWithinLimit(input.category, category.value, amount.value, currency));
  refusals.of(() => checkDay(scope, input.spentOn));
  const purpose = refusals.of(() => requireText("purpose", input.purpose, 500));
  const invoiceNumber = refusals.of(() =>
    input.invoiceNumber?.trim() ? requireText("invoiceNumber", input.invoiceNumber, 60) : null,
  );
  const receipts = refusals.of(() => checkReceipts(input.receipts));
  const count = input.receipts.length + input.storedReceiptIds.length + receiptsKept;
  if (amount.ok && category.ok)
    refusals.of(() => requireReceipts(count, category.value, amount.value, currency));
  if (!amount.ok || !purpose.ok || !invoiceNumber.ok || !receipts.ok || refusals.any) throw refusals.error();
  return {
    amountMinor: amount.value,
    currency,
    category: input.category,
    spentOn: input.spentOn,
    purpose: purpose.value,
    customerId: input.customerId,
    projectId: input.projectId,
    invoiceNumber: invoiceNumber.value,
    invoiceFingerprint: invoiceNumber.value && numberFingerprint(invoiceNumber.value),
    receipts: receipts.value,
    storedReceiptIds: input.storedReceiptIds,
  };
}

type Category = PolicyContent["expenses"]["categories"][string];

function categoryOf({ expenses }: PolicyContent, key: string): Category {
  const category = Object.hasOwn(expenses.categories, key) ? expenses.categories[key] : undefined;
  if (!category) throw invalid("category", "unknown_choice");
  return category;
}

function requireWithinLimit(key: string, { limit }: Category, amountMinor: bigint, currency: string): void {
  if (limit === undefined) return;
  const most = minorFromPolicy(limit, currency);
  if (amountMinor > most)
    throw new DomainError(
      { code: "OVER_LIMIT", category: key, limit: decimalFromMinor(most, currency) },
      "amount",
    );
}

function requireReceipts(
  count: number,
  { receipt_from }: Category,
  amountMinor: bigint,
  currency: string,
): void {
  if (count > receiptLimits.files) throw invalid("receipts", "too_many_files", receiptLimits.files);
  const from = minorFromPolicy(receipt_from, currency);
  if (count === 0 && amountMinor >= from)
    throw invalid("receipts", "receipt_needed", decimalFromMinor(from, currency));
}

function requireText(field: "purpose" | "invoiceNumber", typed: string, most: number): string {
  const value = typed.trim();
  if (!value) throw invalid(field, "required");
  if (value.length > most) throw invalid(field, "too_long", most);
  return value;
}

/** Today is the claimant's own, since a day ends at different moments for different people. */
function checkDay({ now, actor, policy }: Scope, day: string): void {
  const spentOn = DateTime.fromISO(day, { zone: "utc" });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !spentOn.isValid) throw invalid("spentOn", "not_a_date");
  const today = DateTime.fromISO(now.setZone(actor.timeZone ?? now.zone).toISODate() ?? "", { zone: "utc" });
  if (spentOn > today) throw invalid("spentOn", "date_in_future");
  const { file_within_days } = policy.expenses;
  if (spentOn < today.minus({ days: file_within_days }))
    throw invalid("spentOn", "date_too_old", file_within_days);
}

const invalid = (field: keyof ClaimInput, rule: InvalidRule, limit?: number | string) =>
  new DomainError({ code: "INVALID", field, rule, ...(limit === undefined ? {} : { limit }) });
