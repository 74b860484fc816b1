import { DateTime } from "luxon";
import { DomainError, type InvalidRule } from "../errors";
import { decimalFromMinor, minorFromPolicy, parseAmount } from "../money";
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
 * Throws INVALID or OVER_LIMIT about the field that breaks one.
 */
export function checkClaim(scope: Scope, input: ClaimInput, receiptsKept = 0): CheckedClaim {
  const { policy, currency } = scope;
  const amountMinor = parseAmount(input.amount, currency);
  const category = Object.hasOwn(policy.expenses.categories, input.category)
    ? policy.expenses.categories[input.category]
    : undefined;
  if (!category) throw invalid("category", "unknown_choice");
  if (category.limit !== undefined && amountMinor > minorFromPolicy(category.limit, currency))
    throw new DomainError(
      {
        code: "OVER_LIMIT",
        category: input.category,
        limit: decimalFromMinor(minorFromPolicy(category.limit, currency), currency),
      },
      "amount",
    );
  checkDay(scope, input.spentOn);
  const purpose = input.purpose.trim();
  if (!purpose) throw invalid("purpose", "required");
  if (purpose.length > 500) throw invalid("purpose", "too_long", 500);
  const invoiceNumber = input.invoiceNumber?.trim() || null;
  if (invoiceNumber && invoiceNumber.length > 60) throw invalid("invoiceNumber", "too_long", 60);
  const receipts = checkReceipts(input.receipts);
  const count = receipts.length + input.storedReceiptIds.length + receiptsKept;
  if (count > receiptLimits.files) throw invalid("receipts", "too_many_files", receiptLimits.files);
  if (count === 0 && amountMinor >= minorFromPolicy(category.receipt_from, currency))
    throw new DomainError({
      code: "INVALID",
      field: "receipts",
      rule: "receipt_needed",
      limit: decimalFromMinor(minorFromPolicy(category.receipt_from, currency), currency),
    });
  return {
    amountMinor,
    currency,
    category: input.category,
    spentOn: input.spentOn,
    purpose,
    customerId: input.customerId,
    projectId: input.projectId,
    invoiceNumber,
    invoiceFingerprint: invoiceNumber && numberFingerprint(invoiceNumber),
    receipts,
    storedReceiptIds: input.storedReceiptIds,
  };
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

const invalid = (field: keyof ClaimInput, rule: InvalidRule, limit?: number) =>
  new DomainError({ code: "INVALID", field, rule, ...(limit === undefined ? {} : { limit }) });
