import { Prisma } from "../../db/generated/client";
import type { JsonObject } from "../audit";
import { audit } from "../audit";
import { DomainError } from "../errors";
import { regrade } from "../grading/regrade";
import { enqueue, type Job } from "../outbox";
import { dealsFollow } from "../ownership/deals-follow";
import { moveCustomers } from "../ownership/move-customers";
import { lockPeople } from "../people/administrators";
import { requirePermission } from "../people/permissions";
import { requireRoom } from "../pool/pool-limits";
import { referenceOf } from "../references";
import type { Scope } from "../scope";
import { type Customer, loadCustomer, mayEdit, requireCustomer } from "./customer";
import { type CustomerFields, readCustomerFields, requireColleague } from "./customer-input";
import { requireNotMerged } from "./merged";

const audited = [
  "name",
  "industry",
  "size",
  "region",
  "source",
  "needs",
  "intent",
  "ownerId",
] as const satisfies readonly (keyof Customer)[];

/**
 * Changes what is known of a customer (policy 5.1.2), its owner too, whom the open deals of the one before follow; contacts
 * have verbs of their own.
 * `revision` is the customer's when the form was opened. Its owner may, and whoever may edit other people's.
 * Throws NOT_FOUND, NOT_ALLOWED, MERGED, INVALID about a field, HOLDING_LIMIT of whom it would be taken out of the pool for,
 * STALE_FORM when somebody else's edit came first.
 */
export async function editCustomer(
  scope: Scope,
  id: number,
  revision: number,
  changes: CustomerFields,
): Promise<Customer> {
  const customer = await requireCustomer(scope, id);
  if (!mayEdit(scope.policy, scope.actor, customer)) await requirePermission(scope, "customer.edit_any");
  requireNotMerged(customer);
  if (customer.revision !== revision) throw staleForm(id);
  const columns = readCustomerFields(scope.policy, changes);
  const ownerId = changes.ownerId ?? customer.ownerId;
  const [before, after] = difference(customer, { ...columns, ownerId });
  if (Object.keys(after).length === 0) return customer;
  // Out of the public pool it is assigned, by whatever form: who may, and how many one may hold, is the same.
  if (customer.ownerId === null && ownerId !== null) await requirePermission(scope, "pool.assign");
  await scope.db.$transaction(async (transaction) => {
    if (ownerId !== null && ownerId !== customer.ownerId) {
      if (customer.ownerId === null) await lockPeople(transaction, Prisma.sql`id = ${ownerId}`);
      const { name } = await requireColleague(transaction, ownerId, "owner");
      if (customer.ownerId === null) await requireRoom(transaction, scope.policy, { id: ownerId, name });
    }
    const { count } = await transaction.customer.updateMany({
      where: { id, revision },
      // Changing hands counts as the edit it is part of.
      data: {
        ...columns,
        revision: { increment: ownerId === customer.ownerId ? 1 : 0 },
        updatedAt: scope.now.toJSDate(),
      },
    });
    if (count === 0) throw staleForm(id);
    if (ownerId !== customer.ownerId) {
      const move = { from: customer.ownerId, to: ownerId, how: "passed_on", ended: "passed_on" } as const;
      const moved = await moveCustomers(transaction, scope, [id], { ...move, byId: scope.actor.id });
      if (moved.length === 0) throw staleForm(id);
      if (ownerId !== null) await dealsFollow(transaction, scope, [id], ownerId);
    }
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "customer",
      subjectId: id,
      action: "customer.edited",
      before,
      after,
    });
    if ("size" in after || "industry" in after) await regrade(transaction, scope, [id], "facts");
    const subject = { kind: "customer", id } as const;
    const handedOver: Job[] =
      ownerId !== customer.ownerId ? [{ task: "announce", notice: "customer.handed-over", subject }] : [];
    await enqueue(transaction, [{ task: "refresh", subject }, ...handedOver]);
  });
  return (await loadCustomer(scope.db, id)) ?? customer;
}

const staleForm = (id: number) =>
  new DomainError({ code: "STALE_FORM", reference: referenceOf("customer", id) });

/** What changes, as it was and as it will be. */
function difference(
  was: Pick<Customer, (typeof audited)[number]>,
  will: Pick<Customer, (typeof audited)[number]>,
): [before: JsonObject, after: JsonObject] {
  const changed = audited.filter((field) => was[field] !== will[field]);
  return [
    Object.fromEntries(changed.map((field) => [field, was[field]])),
    Object.fromEntries(changed.map((field) => [field, will[field]])),
  ];
}
