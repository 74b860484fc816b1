import { audit } from "../audit";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { type Deal, loadDeal, mayEditDeal, requireDeal } from "./deal";
import { changedBefore, dealOvertaken } from "./transitions";

/**
 * Moves an open deal from one stage to another, e.g. the next. Throws NOT_FOUND, NOT_ALLOWED, INVALID about "stage", or
 * CONFLICT where somebody else moved or closed it first.
 */
export async function moveDeal(scope: Scope, id: number, move: { from: string; to: string }): Promise<Deal> {
  const deal = await requireDeal(scope, id);
  // Who could move it while it was open learns who closed it.
  if (!mayEditDeal(scope.policy, scope.actor, { ...deal, status: "open" }))
    await requirePermission(scope, "deal.edit_any");
  if (!Object.hasOwn(scope.policy.deals.stages, move.to))
    throw new DomainError({ code: "INVALID", field: "stage", rule: "unknown_choice" });
  const first = await scope.db.$transaction(async (transaction) => {
    const { count } = await transaction.deal.updateMany({
      where: { id, status: "open", stage: move.from },
      data: { stage: move.to, revision: { increment: 1 }, updatedAt: scope.now.toJSDate() },
    });
    if (count === 0) return false;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "deal",
      subjectId: id,
      action: "deal.moved",
      before: { stage: move.from },
      after: { stage: move.to },
    });
    await enqueue(transaction, [
      { task: "refresh", subject: { kind: "deal", id } },
      { task: "refresh", subject: { kind: "customer", id: deal.customerId } },
    ]);
    return true;
  });
  const now = (await loadDeal(scope.db, id)) ?? deal;
  if (first) return now;
  throw now.status === "open"
    ? await changedBefore(scope.db, id, "moved", ["deal.moved", "deal.edited"])
    : await dealOvertaken(scope.db, id, "open");
}
