import { audit } from "../audit";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { type Customer, loadCustomer, mayEdit, requireCustomer } from "./customer";
import { type ContactInput, readContact } from "./customer-input";
import { requireNotMerged } from "./merged";

/** More than anybody keeps for one customer; a card can show them all. */
export const mostContacts = 20;

/**
 * Adds a contact to a customer (policy 5.1.1). Its owner may, and whoever may edit other people's.
 * Throws NOT_FOUND, NOT_ALLOWED, MERGED, or INVALID about "contactName" (too_large when there are 20 already), "contactTitle", "phone", "email".
 */
export async function addContact(scope: Scope, customerId: number, input: ContactInput): Promise<Customer> {
  const customer = await requireCustomer(scope, customerId);
  if (!mayEdit(scope.policy, scope.actor, customer)) await requirePermission(scope, "customer.edit_any");
  const contact = readContact(input);
  await scope.db.$transaction(async (transaction) => {
    // The customer's row is held, so that two additions at one moment cannot both be the twentieth.
    const held = await transaction.customer.update({
      where: { id: customerId },
      data: { updatedAt: scope.now.toJSDate() },
      select: { id: true, mergedIntoId: true },
    });
    requireNotMerged(held);
    if ((await transaction.contact.count({ where: { customerId } })) >= mostContacts)
      throw new DomainError({
        code: "INVALID",
        field: "contactName",
        rule: "too_large",
        limit: mostContacts,
      });
    await transaction.contact.create({ data: { ...contact, customerId } });
    const { name, title, phone, email } = contact;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "customer",
      subjectId: customerId,
      action: "customer.contact_added",
      before: null,
      after: { name, title, phone, email },
    });
    await enqueue(transaction, [{ task: "refresh", subject: { kind: "customer", id: customerId } }]);
  });
  return (await loadCustomer(scope.db, customerId)) ?? customer;
}
