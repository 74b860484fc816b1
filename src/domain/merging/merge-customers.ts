import { Prisma } from "../../db/generated/client";
import { audit } from "../audit";
import { type Customer, loadCustomer, requireCustomer } from "../customers/customer";
import { requireNotMerged } from "../customers/merged";
import { DomainError } from "../errors";
import { regrade } from "../grading/regrade";
import { refreshCopies } from "../messages/refresh-copies";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { isoOf, whatIsFilled, whoseKept } from "./fill-kept";
import { asGiven, joinFollowUps } from "./follow-ups-of-both";
import {
  type Merge,
  type MergeBefore,
  type MovedIds,
  mayMerge,
  movedNames,
  movedTables,
  readMerge,
} from "./merge";

export interface MergeInput {
  keptId: number;
  mergedId: number;
}

/**
 * Makes one customer of two (policy 5.1.2): whatever belongs to the merged one goes to the kept one, which takes over what it
 * did not know itself; the merged one is then only a reference to it. All of it can be undone for as many days as the policy
 * says. Whoever has customer.merge may, and whoever owns both. The owner of the merged one is told.
 * Throws NOT_FOUND, NOT_ALLOWED, MERGED, INVALID about "merged".
 */
export async function mergeCustomers(scope: Scope, { keptId, mergedId }: MergeInput): Promise<Merge> {
  const kept = await requireCustomer(scope, keptId);
  const merged = await requireCustomer(scope, mergedId);
  await requireMayMerge(scope, kept, merged);
  return scope.db.$transaction(async (transaction) => {
    const both = await holdBoth(transaction, { keptId, mergedId });
    await requireMayMerge(scope, both.kept, both.merged);
    return merge(transaction, scope, both);
  });
}

/** Throws NOT_ALLOWED, MERGED, INVALID about "merged". */
export async function requireMayMerge(scope: Scope, kept: Customer, merged: Customer): Promise<void> {
  if (kept.id === merged.id) throw new DomainError({ code: "INVALID", field: "merged", rule: "is_the_same" });
  requireNotMerged(kept);
  requireNotMerged(merged);
  if (!mayMerge(scope.policy, scope.actor, kept, merged)) await requirePermission(scope, "customer.merge");
}

interface Both {
  kept: Customer;
  merged: Customer;
}

/** Both rows until the transaction ends, in the order of ids, against whoever stores something with either meanwhile too. */
export async function holdBoth(transaction: Transaction, { keptId, mergedId }: MergeInput): Promise<Both> {
  await transaction.$queryRaw`
    select 1 from customer where id = any (${[keptId, mergedId]}::int[]) order by id for update`;
  const [kept, merged] = [await loadCustomer(transaction, keptId), await loadCustomer(transaction, mergedId)];
  if (!kept || !merged)
    throw new DomainError({
      code: "NOT_FOUND",
      reference: referenceOf("customer", kept ? mergedId : keptId),
    });
  return { kept, merged };
}

async function merge(transaction: Transaction, scope: Scope, { kept, merged }: Both): Promise<Merge> {
  const at = scope.now.toJSDate();
  const filled = whatIsFilled(kept, merged);
  const whose = whoseKept(kept, merged);
  const followUps = await joinFollowUps(transaction, scope, [kept, merged]);
  const touched = { revision: { increment: 1 }, updatedAt: at };
  await transaction.customer.update({
    where: { id: merged.id },
    data: {
      ...touched,
      ownerId: null,
      attendedFrom: null,
      poolSince: null,
      mergedIntoId: kept.id,
      ...(filled.externalId ? { externalId: null } : {}),
    },
    select: { id: true },
  });
  const given = Object.fromEntries(Object.entries(filled).map(([column, change]) => [column, change.given]));
  await transaction.customer.update({
    where: { id: kept.id },
    data: { ...touched, ...whose, ...given },
    select: { id: true },
  });
  const ownership = await joinOwnership(transaction, scope, kept, merged);
  const moved = await moveRows(transaction, merged.id, kept.id);
  await regrade(transaction, scope, [kept.id], "facts");
  const before: MergeBefore = {
    filled,
    kept: { ...isoOf(kept), given: isoOf(whose), grade: kept.grade },
    merged: { ...isoOf(merged), externalId: merged.externalId, grade: merged.grade },
    followUps: await asGiven(transaction, followUps),
    ownership,
  };
  const stored = await transaction.customerMerge.create({
    data: {
      keptId: kept.id,
      mergedId: merged.id,
      byId: scope.actor.id,
      at,
      until: scope.now.plus({ days: scope.policy.customers.unmerge_days }).toJSDate(),
      moved,
      before,
    },
  });
  await keep(transaction, scope, { kept, merged }, before);
  await refreshMoved(transaction, moved);
  return readMerge(stored);
}

/** The merged one's owner is answerable for it no more, and for the kept one from now on where nobody else was. */
async function joinOwnership(
  transaction: Transaction,
  { now, actor }: Scope,
  kept: Customer,
  merged: Customer,
): Promise<MergeBefore["ownership"]> {
  const [ended] = await transaction.$queryRaw<{ id: number }[]>`
    update ownership set until = greatest(since, ${now.toJSDate()}::timestamptz), ended = 'merged'
    where customer_id = ${merged.id} and until is null returning id`;
  if (kept.ownerId !== null || merged.ownerId === null) return { endedId: ended?.id ?? null, begunId: null };
  const begun = await transaction.ownership.create({
    data: {
      customerId: kept.id,
      ownerId: merged.ownerId,
      since: now.toJSDate(),
      how: "merged",
      byId: actor.id,
    },
    select: { id: true },
  });
  return { endedId: ended?.id ?? null, begunId: begun.id };
}

async function moveRows(transaction: Transaction, fromId: number, toId: number): Promise<MovedIds> {
  const moved: Partial<MovedIds> = {};
  for (const name of movedNames) {
    const rows = await transaction.$queryRaw<{ id: number }[]>`
      update ${Prisma.raw(movedTables[name])} set customer_id = ${toId} where customer_id = ${fromId} returning id`;
    moved[name] = rows.map(({ id }) => id).sort((one, other) => one - other);
  }
  const { contacts = [], touches = [], takenBackTouches = [], followUps = [], deals = [] } = moved;
  const { returnVisits = [], complaints = [], claims = [], projects = [] } = moved;
  return {
    contacts,
    touches,
    takenBackTouches,
    followUps,
    deals,
    returnVisits,
    complaints,
    claims,
    projects,
  };
}

/** Their cards show the customer's name. */
export async function refreshMoved(transaction: Transaction, moved: MovedIds): Promise<void> {
  await refreshCopies(transaction, "deal", moved.deals);
  await refreshCopies(transaction, "complaint", moved.complaints);
  await refreshCopies(transaction, "expense", moved.claims);
  await refreshCopies(transaction, "project", moved.projects);
}

async function keep(
  transaction: Transaction,
  { actor, via, origin }: Scope,
  { kept, merged }: Both,
  before: MergeBefore,
): Promise<void> {
  const columns = Object.entries(before.filled);
  const { ownerId: hadOwner, given } = before.kept;
  const owners = hadOwner === given.ownerId ? [{}, {}] : [{ ownerId: hadOwner }, { ownerId: given.ownerId }];
  const by = { actorId: actor.id, via, origin, subjectKind: "customer" } as const;
  await audit(transaction, {
    ...by,
    subjectId: kept.id,
    action: "customer.merged",
    before: { ...Object.fromEntries(columns.map(([column, { was }]) => [column, was])), ...owners[0] },
    after: {
      ...Object.fromEntries(columns.map(([column, change]) => [column, change.given])),
      ...owners[1],
      mergedId: merged.id,
    },
  });
  await audit(transaction, {
    ...by,
    subjectId: merged.id,
    action: "customer.merged_into",
    before: { ownerId: merged.ownerId, mergedIntoId: null },
    after: { ownerId: null, mergedIntoId: kept.id },
  });
  const told = merged.ownerId !== null && merged.ownerId !== actor.id;
  await enqueue(transaction, [
    { task: "refresh", subject: { kind: "customer", id: kept.id } },
    { task: "refresh", subject: { kind: "customer", id: merged.id } },
    ...(told
      ? [
          {
            task: "announce",
            notice: "customer.merged",
            subject: { kind: "customer", id: merged.id },
          } as const,
        ]
      : []),
  ]);
}
