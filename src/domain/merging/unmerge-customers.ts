import { Prisma } from "../../db/generated/client";
import { audit } from "../audit";
import { type Customer, loadCustomer, maySee } from "../customers/customer";
import { requireNotMerged } from "../customers/merged";
import { DomainError } from "../errors";
import { dropFollowUps } from "../follow-ups/rhythm";
import { regrade } from "../grading/regrade";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import type { Scope, Transaction } from "../scope";
import { dateOf, filledColumns, isoOf } from "./fill-kept";
import { leftAsGiven, restoreDays, restoreFollowUps } from "./follow-ups-of-both";
import {
  goingBack,
  type Merge,
  mayUnmerge,
  mergedReference,
  mergesInto,
  movedNames,
  movedTables,
  requireMerge,
} from "./merge";
import { holdBoth, refreshMoved } from "./merge-customers";

/**
 * Undoes a merge within the policy's days (5.1.2): what was moved and is still with the kept customer goes back, and what the
 * merge changed is again what it was, unless somebody changed it since. What came after the merge stays with the kept one. Of
 * several merges the latest is undone first. Whoever might merge the two may.
 * Throws NOT_FOUND, NOT_ALLOWED, CONFLICT where it is undone already, TOO_LATE, MERGED, LATER_MERGE.
 */
export async function unmergeCustomers(scope: Scope, mergeId: number): Promise<Merge> {
  const known = await requireMerge(scope.db, mergeId);
  const seen = await loadCustomer(scope.db, known.keptId);
  if (!seen || !maySee(scope.policy, scope.actor, seen))
    throw new DomainError({ code: "NOT_FOUND", reference: String(mergeId) });
  if (!mayUnmerge(scope.policy, scope.actor, known, seen)) await requirePermission(scope, "customer.merge");
  return scope.db.$transaction(async (transaction) => {
    const { kept } = await holdBoth(transaction, known);
    const merge = await requireMerge(transaction, mergeId);
    await requireUndoable(transaction, scope, merge, kept);
    if (!mayUnmerge(scope.policy, scope.actor, merge, kept)) await requirePermission(scope, "customer.merge");
    await undo(transaction, scope, merge, kept);
    return merge;
  });
}

async function requireUndoable(
  transaction: Transaction,
  { now }: Scope,
  merge: Merge,
  kept: Customer,
): Promise<void> {
  const reference = mergedReference(merge);
  if (merge.undoneAt !== null) {
    const by = await transaction.person.findUnique({ where: { id: merge.undoneById ?? 0 } });
    throw new DomainError({
      code: "CONFLICT",
      reference,
      status: "unmerged",
      by: by?.name ?? null,
      at: merge.undoneAt,
    });
  }
  requireNotMerged(kept);
  if (now.toJSDate() > merge.until)
    throw new DomainError({ code: "TOO_LATE", reference, until: merge.until });
  const [latest] = await mergesInto(transaction, kept.id);
  if (latest && latest.id !== merge.id)
    throw new DomainError({ code: "LATER_MERGE", reference, later: mergedReference(latest) });
}

async function undo(transaction: Transaction, scope: Scope, merge: Merge, kept: Customer): Promise<void> {
  const { keptId, mergedId, before } = merge;
  const left = await leftAsGiven(transaction, merge);
  for (const name of movedNames)
    await transaction.$executeRaw`
      update ${Prisma.raw(movedTables[name])} set customer_id = ${mergedId}
      where customer_id = ${keptId} and id = any (${[...goingBack(merge.moved, name)]}::int[])`;
  const changed = await restoreKept(transaction, scope, merge, kept);
  const ownerId = await restoreMerged(transaction, scope, merge, changed);
  await restoreFollowUps(transaction, scope, left, merge);
  const pooled = await transaction.customer.findMany({
    where: { id: { in: [keptId, mergedId] }, ownerId: null },
    select: { id: true },
  });
  const unowned = pooled.map(({ id }) => id);
  // Whoever has no owner any more is followed up by nobody.
  const given = unowned.filter((id) => (id === keptId ? kept.ownerId : before.merged.ownerId) !== null);
  await dropFollowUps(transaction, scope, given);
  await regrade(transaction, scope, [keptId, mergedId], "facts");
  await restoreDays(transaction, left, merge);
  await transaction.customerMerge.update({
    where: { id: merge.id },
    data: { undoneAt: scope.now.toJSDate(), undoneById: scope.actor.id },
    select: { id: true },
  });
  await keep(transaction, scope, merge, ownerId);
  await refreshMoved(transaction, merge.moved);
}

/** Gives back what the kept one has of the merge still; returns those columns. */
async function restoreKept(
  transaction: Transaction,
  { now }: Scope,
  { before, keptId }: Merge,
  kept: Customer,
): Promise<ReadonlySet<string>> {
  const back = filledColumns.filter((column) => {
    const change = before.filled[column];
    return change !== undefined && change.given === kept[column];
  });
  const { given, ownerId, attendedFrom, poolSince } = before.kept;
  const whose = isoOf(kept);
  const open = await transaction.ownership.findFirst({ where: { customerId: keptId, until: null } });
  const { begunId } = before.ownership;
  const ownerGoes = begunId !== null && open?.id === begunId;
  const startGoes = begunId === null && given.attendedFrom === whose.attendedFrom && kept.ownerId !== null;
  await transaction.customer.update({
    where: { id: keptId },
    data: {
      ...Object.fromEntries(back.map((column) => [column, before.filled[column]?.was ?? null])),
      ...(ownerGoes ? { ownerId, poolSince: dateOf(poolSince) } : {}),
      ...(ownerGoes || startGoes ? { attendedFrom: dateOf(attendedFrom) } : {}),
      revision: { increment: 1 },
      updatedAt: now.toJSDate(),
    },
    select: { id: true },
  });
  // It only ever was because of the merge.
  if (ownerGoes) await transaction.ownership.delete({ where: { id: begunId }, select: { id: true } });
  return new Set(back);
}

/** The merged one is a customer again; its owner's, or the public pool's where that person works here no more. */
async function restoreMerged(
  transaction: Transaction,
  { now }: Scope,
  { before: { merged, ownership }, mergedId }: Merge,
  changed: ReadonlySet<string>,
): Promise<number | null> {
  const active =
    merged.ownerId !== null &&
    (await transaction.person.count({ where: { id: merged.ownerId, active: true } })) > 0;
  const gone = merged.ownerId !== null && !active;
  const { externalId } = merged;
  const isFree =
    changed.has("externalId") ||
    (externalId !== null && (await transaction.customer.count({ where: { externalId } })) === 0);
  await transaction.customer.update({
    where: { id: mergedId },
    data: {
      mergedIntoId: null,
      ownerId: gone ? null : merged.ownerId,
      attendedFrom: gone ? null : dateOf(merged.attendedFrom),
      poolSince: gone ? now.toJSDate() : dateOf(merged.poolSince),
      ...(isFree ? { externalId } : {}),
      revision: { increment: 1 },
      updatedAt: now.toJSDate(),
    },
    select: { id: true },
  });
  if (!gone && ownership.endedId !== null)
    await transaction.ownership.update({
      where: { id: ownership.endedId },
      data: { until: null, ended: null },
      select: { id: true },
    });
  return gone ? null : merged.ownerId;
}

async function keep(
  transaction: Transaction,
  { actor, via, origin }: Scope,
  { keptId, mergedId, before }: Merge,
  ownerId: number | null,
): Promise<void> {
  const by = { actorId: actor.id, via, origin, subjectKind: "customer" } as const;
  await audit(transaction, {
    ...by,
    subjectId: keptId,
    action: "customer.unmerged",
    before: { mergedId },
    after: Object.fromEntries(Object.entries(before.filled).map(([column, { was }]) => [column, was])),
  });
  await audit(transaction, {
    ...by,
    subjectId: mergedId,
    action: "customer.unmerged",
    before: { mergedIntoId: keptId, ownerId: null },
    after: { mergedIntoId: null, ownerId },
  });
  const told = ownerId !== null && ownerId !== actor.id;
  await enqueue(transaction, [
    { task: "refresh", subject: { kind: "customer", id: keptId } },
    { task: "refresh", subject: { kind: "customer", id: mergedId } },
    ...(told
      ? [
          {
            task: "announce",
            notice: "customer.unmerged",
            subject: { kind: "customer", id: mergedId },
          } as const,
        ]
      : []),
  ]);
}
