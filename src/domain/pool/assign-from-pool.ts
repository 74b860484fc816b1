import { Prisma } from "../../db/generated/client";
import { audit } from "../audit";
import { type Customer, loadCustomer, requireCustomer } from "../customers/customer";
import { requireColleague } from "../customers/customer-input";
import { enqueue } from "../outbox";
import { dealsFollow } from "../ownership/deals-follow";
import { moveCustomers } from "../ownership/move-customers";
import { lockPeople } from "../people/administrators";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { requireRoom } from "./pool-limits";
import { takenAlready } from "./taken-already";

/**
 * Makes a colleague the owner of a customer in the public pool, and of the open deals that its last owner left behind
 * (policy 5.3.2). How often somebody may claim, and what they
 * gave up before, is no matter here; how many they may hold is. Throws NOT_FOUND, NOT_ALLOWED, MERGED, INVALID about
 * "person", HOLDING_LIMIT about "person", CONFLICT where somebody was first.
 */
export async function assignFromPool(scope: Scope, id: number, personId: number): Promise<Customer> {
  const customer = await requireCustomer(scope, id);
  await requirePermission(scope, "pool.assign");
  if (customer.ownerId !== null || customer.mergedIntoId !== null)
    throw await takenAlready(scope.db, customer);
  const first = await scope.db.$transaction(async (transaction) => {
    await lockPeople(transaction, Prisma.sql`id = ${personId}`);
    const { name } = await requireColleague(transaction, personId, "person");
    await requireRoom(transaction, scope.policy, { id: personId, name });
    const move = { from: null, to: personId, how: "assigned", ended: "passed_on" } as const;
    const moved = await moveCustomers(transaction, scope, [id], { ...move, byId: scope.actor.id });
    if (moved.length === 0) return false;
    await dealsFollow(transaction, scope, [id], personId);
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "customer",
      subjectId: id,
      action: "customer.assigned",
      before: { ownerId: null },
      after: { ownerId: personId },
    });
    const subject = { kind: "customer", id } as const;
    await enqueue(transaction, [
      { task: "refresh", subject },
      ...(personId === scope.actor.id
        ? []
        : [{ task: "announce", notice: "customer.handed-over", subject } as const]),
    ]);
    return true;
  });
  const now = (await loadCustomer(scope.db, id)) ?? customer;
  if (!first) throw await takenAlready(scope.db, now);
  return now;
}
