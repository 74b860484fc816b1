import type { Prisma } from "../../db/generated/client";
import { audit, type JsonObject } from "../audit";
import { regrade } from "../grading/regrade";
import { enqueue } from "../outbox";
import type { Scope, Transaction } from "../scope";
import { type Deal, loadDeal } from "./deal";
import { type HeldDeal, holdDeal } from "./hold-deal";
import { type DealTransition, dealOvertaken, dealTransitions } from "./transitions";

/**
 * Takes a deal from the state in which `deal` was seen to another, in one transaction with the audit entry, what `follows`
 * of it, the grade of its customer (policy 5.2.1), and who is told. Throws CONFLICT, saying who was first and when, or
 * STALE_FORM where it was edited since.
 */
export async function goThrough(
  scope: Scope,
  deal: Deal,
  transition: DealTransition,
  change: {
    data: Omit<Prisma.DealUncheckedUpdateManyInput, "status" | "revision" | "updatedAt">;
    before?: JsonObject;
    after: JsonObject;
    follows: (transaction: Transaction, held: HeldDeal) => Promise<void>;
  },
): Promise<Deal> {
  const { id, status, revision } = deal;
  const { to, action } = dealTransitions[transition];
  const first = await scope.db.$transaction(async (transaction) => {
    const held = await holdDeal(transaction, id);
    const { count } = await transaction.deal.updateMany({
      where: { id, status, revision },
      data: { ...change.data, status: to, revision: { increment: 1 }, updatedAt: scope.now.toJSDate() },
    });
    if (count === 0) return false;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "deal",
      subjectId: id,
      action,
      before: { status, ...change.before },
      after: { status: to, ...change.after },
    });
    await change.follows(transaction, held);
    await regrade(transaction, scope, [held.customerId], "facts");
    const subject = { kind: "deal", id } as const;
    await enqueue(transaction, [
      { task: "announce", notice: action, subject },
      { task: "refresh", subject },
      { task: "refresh", subject: { kind: "customer", id: held.customerId } },
    ]);
    return true;
  });
  if (!first) throw await dealOvertaken(scope.db, id, status);
  return (await loadDeal(scope.db, id)) ?? deal;
}
