import { audit } from "../audit";
import { type Customer, requireCustomer } from "../customers/customer";
import { requireColleague } from "../customers/customer-input";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { may, requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { type Deal, requireDeal } from "./deal";
import { dealFacts } from "./deal-facts";
import { type DealFields, readDealFields } from "./deal-input";

export interface DealInput extends DealFields {
  customerId: number;
  /** Whose deal it is; null: whoever opens it. Another only where the actor may change other people's. */
  ownerId: number | null;
}

/** Whether this person is offered to open a deal with a customer: its owner, and whoever may change other people's. */
export const mayOpenDeal = (
  { policy, actor }: Pick<Scope, "policy" | "actor">,
  customer: Pick<Customer, "ownerId" | "mergedIntoId">,
): boolean =>
  customer.ownerId !== null &&
  customer.mergedIntoId === null &&
  (may(policy, actor, "deal.edit_any") ||
    (customer.ownerId === actor.id && may(policy, actor, "deal.create")));

/**
 * Opens a deal with a customer (policy 5.3.2). Throws NOT_ALLOWED, NOT_FOUND, INVALID about a field; WRONG_STATE for a
 * customer in the public pool, which is claimed first, MERGED for one that turned out to be another.
 */
export async function openDeal(scope: Scope, input: DealInput): Promise<Deal> {
  await requireMayOpen(scope, await requireCustomer(scope, input.customerId));
  const ownerId = input.ownerId ?? scope.actor.id;
  if (ownerId !== scope.actor.id) await requirePermission(scope, "deal.edit_any");
  const columns = readDealFields(scope, input);
  const id = await scope.db.$transaction(async (transaction) => {
    // It may have changed hands or been merged since: from here on neither can be before the deal stands.
    const customer = await holdCustomer(transaction, input.customerId);
    await requireMayOpen(scope, customer);
    if (ownerId !== scope.actor.id) await requireColleague(transaction, ownerId, "owner");
    return store(transaction, scope, { ...columns, customerId: customer.id, ownerId });
  });
  return requireDeal(scope, id);
}

type Holding = Pick<Customer, "id" | "ownerId" | "mergedIntoId">;

async function holdCustomer(transaction: Transaction, id: number): Promise<Holding> {
  const [customer] = await transaction.$queryRaw<Holding[]>`
    select id, owner_id as "ownerId", merged_into_id as "mergedIntoId" from customer where id = ${id} for share`;
  if (!customer) throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("customer", id) });
  return customer;
}

async function requireMayOpen(scope: Scope, customer: Holding): Promise<void> {
  const reference = referenceOf("customer", customer.id);
  if (customer.mergedIntoId !== null) {
    const into = referenceOf("customer", customer.mergedIntoId);
    throw new DomainError({ code: "MERGED", reference, into }, "customer");
  }
  const any = may(scope.policy, scope.actor, "deal.edit_any");
  if (!any) await requirePermission(scope, "deal.create");
  if (customer.ownerId === null)
    throw new DomainError({ code: "WRONG_STATE", reference, status: "pooled" }, "customer");
  if (!any && customer.ownerId !== scope.actor.id) await requirePermission(scope, "deal.edit_any");
}

async function store(
  transaction: Transaction,
  scope: Scope,
  deal: Parameters<typeof dealFacts>[0] & { customerId: number; ownerId: number },
): Promise<number> {
  const { actor, policy, currency, via, origin } = scope;
  const now = scope.now.toJSDate();
  const { id } = await transaction.deal.create({
    data: { ...deal, currency, policyVersion: policy.version, createdAt: now, updatedAt: now },
    select: { id: true },
  });
  const { customerId, ownerId } = deal;
  await audit(transaction, {
    actorId: actor.id,
    via,
    origin,
    subjectKind: "deal",
    subjectId: id,
    action: "deal.opened",
    before: null,
    after: {
      status: "open",
      customerId,
      ownerId,
      ...dealFacts(deal, currency),
      currency,
      policyVersion: policy.version,
    },
  });
  await enqueue(transaction, [
    { task: "refresh", subject: { kind: "customer", id: customerId } },
    ...(ownerId === actor.id
      ? []
      : [{ task: "announce", notice: "deal.opened", subject: { kind: "deal", id } } as const]),
  ]);
  return id;
}
