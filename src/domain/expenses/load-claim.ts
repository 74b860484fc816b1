import { recordsAskedAbout } from "../approvals/asked-about";
import { DomainError } from "../errors";
import { may } from "../people/permissions";
import { referenceOf } from "../references";
import type { Reader, Scope } from "../scope";
import { type ClaimStatus, claimStatuses } from "./claim";

export interface Claim {
  id: number;
  claimant: { id: number; name: string };
  department: string;
  amountMinor: bigint;
  currency: string;
  category: string;
  /** Midnight UTC of the day; a day has no zone. */
  spentOn: Date;
  purpose: string;
  customer: { id: number; name: string } | null;
  project: { id: number; title: string } | null;
  invoiceNumber: string | null;
  status: ClaimStatus;
  policyVersion: string;
  createdAt: Date;
  updatedAt: Date;
  paidAt: Date | null;
  receipts: readonly { id: number; name: string; size: number }[];
}

const statusOf = (stored: string): ClaimStatus => {
  const status = claimStatuses.find((each) => each === stored);
  if (!status) throw new Error(`a claim has the status "${stored}"`);
  return status;
};

/** A claim with what its card shows, whoever asks; null when there is none. */
export async function loadClaim(reader: Reader, id: number): Promise<Claim | null> {
  const row = await reader.expenseClaim.findUnique({
    where: { id },
    include: {
      claimant: { select: { id: true, name: true } },
      customer: { select: { id: true, name: true } },
      project: { select: { id: true, title: true } },
      receipts: { select: { id: true, name: true, size: true }, orderBy: { id: "asc" } },
    },
  });
  return row && { ...row, status: statusOf(row.status) };
}

/**
 * A claim for somebody who may see it: whoever filed it, is or was asked about it (or stands in for somebody asked), heads
 * its department, or may see any. Throws NOT_FOUND to everybody else, since that it exists is already something to know.
 */
export async function showClaim(scope: Scope, id: number): Promise<Claim> {
  const claim = await loadClaim(scope.db, id);
  if (claim && (await maySee(scope, claim))) return claim;
  throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("expense", id) });
}

async function maySee(scope: Scope, claim: Claim): Promise<boolean> {
  const { actor, policy } = scope;
  if (claim.claimant.id === actor.id || actor.headOf.includes(claim.department)) return true;
  if (may(policy, actor, "expense.view_any")) return true;
  return (await recordsAskedAbout(scope, "expense", claim.id)).length > 0;
}
