import { withdrawRequest } from "../approvals/withdraw-request";
import { audit } from "../audit";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { referenceOf } from "../references";
import type { Scope } from "../scope";

/**
 * Takes back one's own claim before it is decided, or after it was returned; its invoice is free again (policy 7.2.1).
 * Throws NOT_FOUND, WRONG_STATE, or CONFLICT when somebody decided first.
 */
export async function withdrawClaim(scope: Scope, id: number): Promise<void> {
  const { db, actor } = scope;
  const reference = referenceOf("expense", id);
  const subject = { kind: "expense", id } as const;
  const claim = await db.expenseClaim.findUnique({
    where: { id },
    select: { claimantId: true, status: true },
  });
  if (claim?.claimantId !== actor.id) throw new DomainError({ code: "NOT_FOUND", reference });
  if (claim.status !== "pending" && claim.status !== "returned")
    throw new DomainError({ code: "WRONG_STATE", reference, status: claim.status });
  await db.$transaction(async (transaction) => {
    const { was, jobs } = await withdrawRequest(transaction, scope, subject);
    const { count } = await transaction.expenseClaim.updateMany({
      where: { id, status: was },
      data: { status: "withdrawn", updatedAt: scope.now.toJSDate() },
    });
    if (count !== 1) {
      const { status, updatedAt } = await transaction.expenseClaim.findUniqueOrThrow({ where: { id } });
      throw new DomainError({ code: "CONFLICT", reference, status, by: actor.name, at: updatedAt });
    }
    await transaction.invoiceUse.deleteMany({ where: { claimId: id } });
    await audit(transaction, {
      actorId: actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "expense",
      subjectId: id,
      action: "expense.withdrawn",
      before: { status: was },
      after: { status: "withdrawn" },
    });
    await enqueue(transaction, jobs);
  });
}
