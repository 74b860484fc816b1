import { audit } from "../audit";
import { type Customer, loadCustomer, mayEdit, requireCustomer } from "../customers/customer";
import { requireLength, requireText, typedParagraph } from "../customers/typed-text";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { moveCustomers } from "../ownership/move-customers";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope } from "../scope";

/** Most characters (UTF-16 units) of a reason. */
export const longestReason = 500;

/**
 * Puts a customer into the public pool, with the reason (policy 5.3.2). Its owner may, and whoever may edit other people's;
 * then its owner is told. Throws NOT_FOUND, NOT_ALLOWED, INVALID about "reason", WRONG_STATE where it is in the pool already,
 * STALE_FORM where it changed hands meanwhile.
 */
export async function giveUpCustomer(scope: Scope, id: number, reason: string): Promise<Customer> {
  const customer = await requireCustomer(scope, id);
  if (!mayEdit(scope.policy, scope.actor, customer)) await requirePermission(scope, "customer.edit_any");
  requireOwned(customer);
  const why = requireText(typedParagraph(reason), "reason");
  requireLength(why, "reason", longestReason);
  await scope.db.$transaction(async (transaction) => {
    const move = { from: customer.ownerId, to: null, how: "passed_on", ended: "given_up" } as const;
    const moved = await moveCustomers(transaction, scope, [id], { ...move, byId: scope.actor.id });
    if (moved.length === 0)
      throw new DomainError({ code: "STALE_FORM", reference: referenceOf("customer", id) });
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "customer",
      subjectId: id,
      action: "customer.given_up",
      before: { ownerId: customer.ownerId },
      after: { ownerId: null, reason: why },
    });
    const subject = { kind: "customer", id } as const;
    await enqueue(transaction, [
      { task: "refresh", subject },
      ...(customer.ownerId === scope.actor.id
        ? []
        : [{ task: "announce", notice: "pool.given-up", subject } as const]),
    ]);
  });
  return (await loadCustomer(scope.db, id)) ?? customer;
}

/** Throws MERGED, or WRONG_STATE for a customer that nobody could give up. */
export function requireOwned({ id, ownerId, mergedIntoId }: Customer): void {
  const reference = referenceOf("customer", id);
  if (mergedIntoId !== null)
    throw new DomainError({ code: "MERGED", reference, into: referenceOf("customer", mergedIntoId) });
  if (ownerId === null) throw new DomainError({ code: "WRONG_STATE", reference, status: "pooled" });
}

/** Who lost a customer by somebody else's giving it up; nobody once it has an owner again. */
export async function whoLost(scope: Pick<Scope, "db">, customerId: number): Promise<number[]> {
  const entry = await scope.db.auditEntry.findFirst({
    where: { subjectKind: "customer", subjectId: customerId, action: "customer.given_up" },
    orderBy: { id: "desc" },
  });
  const lost = await scope.db.ownership.findFirst({
    where: { customerId, ended: "given_up" },
    orderBy: { until: "desc" },
    select: { ownerId: true },
  });
  return lost && lost.ownerId !== entry?.actorId ? [lost.ownerId] : [];
}
