import { audit } from "../audit";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { type Customer, loadCustomer, mayEdit, requireCustomer } from "./customer";
import { type ContactColumns, type ContactInput, readContact } from "./customer-input";
import { requireNotMerged } from "./merged";

export interface ContactPlace {
  customerId: number;
  contactId: number;
  /** The customer's, when the form was opened. */
  revision: number;
}

/**
 * Changes a contact, or removes it where nothing is left of it (policy 5.1.2). The customer's owner may, and whoever may edit
 * other people's. Throws NOT_FOUND, NOT_ALLOWED, MERGED, INVALID about "contactName", "contactTitle", "phone" or "email", and
 * STALE_FORM when somebody else's edit of the customer or its contacts came first.
 */
export async function editContact(
  scope: Scope,
  { customerId, contactId, revision }: ContactPlace,
  input: ContactInput,
): Promise<Customer> {
  const customer = await requireCustomer(scope, customerId);
  const was = customer.contacts.find(({ id }) => id === contactId);
  if (!mayEdit(scope.policy, scope.actor, customer)) await requirePermission(scope, "customer.edit_any");
  requireNotMerged(customer);
  const reference = referenceOf("customer", customerId);
  if (!was || customer.revision !== revision) throw new DomainError({ code: "STALE_FORM", reference });
  const removed = Object.values(input).every((each) => !each?.trim());
  const will = removed ? null : readContact(input);
  await scope.db.$transaction(async (transaction) => {
    const { count } = await transaction.customer.updateMany({
      where: { id: customerId, revision },
      data: { revision: { increment: 1 }, updatedAt: scope.now.toJSDate() },
    });
    if (count === 0) throw new DomainError({ code: "STALE_FORM", reference });
    await change(transaction, contactId, will);
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "customer",
      subjectId: customerId,
      action: will ? "customer.contact_edited" : "customer.contact_removed",
      before: facts(was),
      after: will && facts(will),
    });
    await enqueue(transaction, [{ task: "refresh", subject: { kind: "customer", id: customerId } }]);
  });
  return (await loadCustomer(scope.db, customerId)) ?? customer;
}

async function change(transaction: Transaction, id: number, will: ContactColumns | null): Promise<void> {
  if (will) await transaction.contact.update({ where: { id }, data: will, select: { id: true } });
  else await transaction.contact.delete({ where: { id }, select: { id: true } });
}

const facts = ({ name, title, phone, email }: ContactColumns) => ({ name, title, phone, email });
