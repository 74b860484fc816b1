import { Prisma } from "../../db/generated/client";
import { audit } from "../audit";
import { type Customer, loadCustomer, requireCustomer } from "../customers/customer";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { dealsFollow } from "../ownership/deals-follow";
import { moveCustomers } from "../ownership/move-customers";
import { lockPeople } from "../people/administrators";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { claimsLeft, coolingDown, requireRoom } from "./pool-limits";
import { takenAlready } from "./taken-already";

/**
 * Makes the actor the owner of a customer in the public pool (policy 5.3.2); its clocks begin anew, and the open deals
 * that its last owner left behind are the actor's too. Throws NOT_FOUND, NOT_ALLOWED, MERGED; CLAIM_LIMIT and HOLDING_LIMIT, COOLING_DOWN for whoever lost it to the pool a short while ago; CONFLICT,
 * saying who took it and when, where somebody else was first.
 */
export async function claimCustomer(scope: Scope, id: number): Promise<Customer> {
  const customer = await requireCustomer(scope, id);
  await requirePermission(scope, "pool.claim");
  if (customer.ownerId !== null || customer.mergedIntoId !== null)
    throw await takenAlready(scope.db, customer);
  const first = await scope.db.$transaction(async (transaction) => {
    // One's own claims go one after another, or two at one moment would both be within the limits.
    await lockPeople(transaction, Prisma.sql`id = ${scope.actor.id}`);
    await requireWithinLimits(transaction, scope, id);
    const move = { from: null, to: scope.actor.id, how: "claimed", ended: "passed_on" } as const;
    const moved = await moveCustomers(transaction, scope, [id], { ...move, byId: scope.actor.id });
    if (moved.length === 0) return false;
    await dealsFollow(transaction, scope, [id], scope.actor.id);
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "customer",
      subjectId: id,
      action: "customer.claimed",
      before: { ownerId: null },
      after: { ownerId: scope.actor.id },
    });
    await enqueue(transaction, [{ task: "refresh", subject: { kind: "customer", id } }]);
    return true;
  });
  const now = (await loadCustomer(scope.db, id)) ?? customer;
  if (!first) throw await takenAlready(scope.db, now);
  return now;
}

async function requireWithinLimits(transaction: Transaction, scope: Scope, id: number): Promise<void> {
  const { left, limit } = await claimsLeft(transaction, scope, scope.actor.id);
  if (left === 0) throw new DomainError({ code: "CLAIM_LIMIT", limit });
  await requireRoom(transaction, scope.policy, scope.actor);
  const until = (await coolingDown(transaction, scope, [id], scope.actor.id)).get(id);
  if (until)
    throw new DomainError({
      code: "COOLING_DOWN",
      reference: referenceOf("customer", id),
      until: until.toJSDate(),
    });
}
