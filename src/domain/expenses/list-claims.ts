import { may } from "../people/permissions";
import type { Scope } from "../scope";
import type { ClaimStatus } from "./claim";
import { claimStatuses } from "./claim";

export interface ClaimLine {
  id: number;
  claimantName: string;
  amountMinor: bigint;
  currency: string;
  category: string;
  purpose: string;
  status: ClaimStatus | undefined;
  spentOn: Date;
}

/** How many lines a list shows at once. */
export const pageSize = 10;

/**
 * Claims, newest first: the actor's own, or all that they may see by post (a head's department; with expense.view_any
 * everybody's). `page` counts from 0.
 */
export async function listClaims(
  { db, actor, policy }: Scope,
  { whose, page, status }: { whose: "mine" | "all"; page: number; status?: ClaimStatus },
): Promise<{ claims: ClaimLine[]; total: number }> {
  const visible =
    whose === "mine"
      ? { claimantId: actor.id }
      : may(policy, actor, "expense.view_any")
        ? {}
        : { OR: [{ claimantId: actor.id }, { department: { in: [...actor.headOf] } }] };
  const where = { ...visible, ...(status ? { status } : {}) };
  const [rows, total] = await Promise.all([
    db.expenseClaim.findMany({
      where,
      include: { claimant: { select: { name: true } } },
      orderBy: { id: "desc" },
      skip: page * pageSize,
      take: pageSize,
    }),
    db.expenseClaim.count({ where }),
  ]);
  const claims = rows.map(({ claimant, status: stored, ...row }) => ({
    ...row,
    claimantName: claimant.name,
    status: claimStatuses.find((each) => each === stored),
  }));
  return { claims, total };
}
