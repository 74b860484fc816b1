import type { FollowApproval } from "../approvals/outcome";
import { audit } from "../audit";

/** Moves a pending claim to its request's outcome; a rejected one frees its invoice (policy 7.2.1). */
export const followExpenseApproval: FollowApproval = async (transaction, claimId, outcome, cause) => {
  const { count } = await transaction.expenseClaim.updateMany({
    where: { id: claimId, status: "pending" },
    data: { status: outcome, updatedAt: cause.now.toJSDate() },
  });
  // A pending request with a claim that is not pending would be a broken record: nothing of the decision may stay.
  if (count !== 1) throw new Error(`claim ${claimId} is not pending while its approval request is`);
  if (outcome === "rejected") await transaction.invoiceUse.deleteMany({ where: { claimId } });
  await audit(transaction, {
    actorId: cause.actor?.id ?? null,
    via: cause.via,
    origin: cause.origin,
    subjectKind: "expense",
    subjectId: claimId,
    action: `expense.${outcome}`,
    before: { status: "pending" },
    after: { status: outcome },
  });
};
