import { audit } from "../audit";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { may, requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Reader, Scope } from "../scope";
import { showClaim } from "./load-claim";

/** Whether this person is offered to mark a claim as paid. */
export const mayPay = (
  { policy, actor }: Pick<Scope, "policy" | "actor">,
  claim: { status: string; claimant: { id: number } },
): boolean =>
  claim.status === "approved" && claim.claimant.id !== actor.id && may(policy, actor, "expense.pay");

/**
 * Marks an approved claim as paid (policy 7.2.1): from then on its invoice is never free again.
 * Throws NOT_ALLOWED, NOT_FOUND, OWN_REQUEST, WRONG_STATE, CONFLICT (with who paid it, and when).
 */
export async function payClaim(scope: Scope, id: number): Promise<void> {
  await requirePermission(scope, "expense.pay");
  const claim = await showClaim(scope, id);
  const reference = referenceOf("expense", id);
  if (claim.claimant.id === scope.actor.id) throw new DomainError({ code: "OWN_REQUEST", reference });
  if (claim.status === "paid") throw await alreadyPaid(scope.db, id);
  if (claim.status !== "approved")
    throw new DomainError({ code: "WRONG_STATE", reference, status: claim.status });
  await scope.db.$transaction(async (transaction) => {
    const { count } = await transaction.expenseClaim.updateMany({
      where: { id, status: "approved" },
      data: { status: "paid", paidAt: scope.now.toJSDate(), updatedAt: scope.now.toJSDate() },
    });
    if (count !== 1) throw await alreadyPaid(transaction, id);
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "expense",
      subjectId: id,
      action: "expense.paid",
      before: { status: "approved" },
      after: { status: "paid" },
    });
    const subject = { kind: "expense", id } as const;
    await enqueue(transaction, [
      { task: "announce", notice: "expense.paid", subject },
      { task: "refresh", subject },
    ]);
  });
}

async function alreadyPaid(reader: Reader, id: number): Promise<DomainError> {
  const entry = await reader.auditEntry.findFirst({
    where: { subjectKind: "expense", subjectId: id, action: "expense.paid" },
    orderBy: { id: "desc" },
  });
  const payer = entry?.actorId ? await reader.person.findUnique({ where: { id: entry.actorId } }) : null;
  return new DomainError({
    code: "CONFLICT",
    reference: referenceOf("expense", id),
    status: "paid",
    by: payer?.name ?? null,
    at: entry?.at ?? null,
  });
}
