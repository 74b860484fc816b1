import { requireCustomer } from "../customers/customer";
import { requireNotMerged } from "../customers/merged";
import { DomainError } from "../errors";
import { may, requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { type HeldCustomer, storeTouch } from "./store-touch";
import type { TouchInput } from "./touch";

/**
 * Logs a touch (policy 5.3.1), with all that follows of it (`storeTouch`). The customer's owner may, and whoever may log other
 * people's; one in the public pool is claimed first. `once` is the form it comes from: handed in again, as two clients can, it
 * logs nothing more. Throws NOT_FOUND, NOT_ALLOWED, WRONG_STATE, MERGED, INVALID about a field.
 */
export async function logTouch(scope: Scope, input: TouchInput, once: string | null = null): Promise<void> {
  const customer = await requireCustomer(scope, input.customerId);
  await requireMayTouch(scope, customer);
  await scope.db.$transaction(async (transaction) => {
    if (once !== null && !(await isFirst(transaction, scope, once))) return;
    await storeTouch(transaction, scope, input, (held) => requireMayTouch(scope, held));
  });
}

/** Whether somebody may log a touch with it. */
export function mayTouch(
  { policy, actor }: Pick<Scope, "policy" | "actor">,
  { ownerId }: { ownerId: number | null },
): boolean {
  return actor.active && (ownerId === actor.id || may(policy, actor, "touch.log_any"));
}

/** Throws NOT_ALLOWED; of one in the public pool WRONG_STATE, since whoever claims it may; MERGED of one that is another. */
export async function requireMayTouch(
  scope: Scope,
  customer: Pick<HeldCustomer, "id" | "ownerId" | "mergedIntoId">,
): Promise<void> {
  requireNotMerged(customer);
  if (mayTouch(scope, customer)) return;
  if (customer.ownerId === null)
    throw new DomainError({
      code: "WRONG_STATE",
      reference: referenceOf("customer", customer.id),
      status: "pooled",
    });
  await requirePermission(scope, "touch.log_any");
}

/** A form is remembered where deliveries are: nobody hands one in again after days. */
async function isFirst(transaction: Transaction, { actor }: Scope, form: string): Promise<boolean> {
  const noted = await transaction.$executeRaw`
    insert into delivery (id) values (${`form:${actor.id}:${form}`}) on conflict do nothing`;
  return noted > 0;
}
