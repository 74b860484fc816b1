import type { JsonObject } from "../audit";
import { decimalFromMinor } from "../money";
import type { CheckedClaim } from "./check-claim";

/** A claim as the audit trail keeps it. */
export function claimAfter(claim: CheckedClaim, department: string, policyVersion: string): JsonObject {
  return {
    status: "pending",
    amount: decimalFromMinor(claim.amountMinor, claim.currency),
    currency: claim.currency,
    category: claim.category,
    department,
    spentOn: claim.spentOn,
    purpose: claim.purpose,
    customerId: claim.customerId,
    projectId: claim.projectId,
    invoiceNumber: claim.invoiceNumber,
    receipts: claim.receipts.map(({ name, sha256 }) => ({ name, sha256 })),
    storedReceipts: claim.storedReceiptIds,
    policyVersion,
  };
}
