import { audit } from "../audit";
import { DomainError } from "../errors";
import { regrade } from "../grading/regrade";
import { decimalFromMinor } from "../money";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { type Deal, loadDeal, mayEditDeal, requireDeal } from "./deal";
import { dealDifference } from "./deal-facts";
import { type DealFields, readDealFields } from "./deal-input";
import { holdDeal } from "./hold-deal";
import { dealOvertaken } from "./transitions";

/**
 * Changes what is known of a deal (policy 5.3.2). `revision` is the deal's when the form was opened. Of one that is closed,
 * only whoever may change other people's does, and neither its stage nor its expected day; a won one's amount is never less
 * than was received for it. Throws NOT_FOUND, NOT_ALLOWED, INVALID about a field, STALE_FORM, or CONFLICT where it was
 * closed or reopened meanwhile.
 */
export async function editDeal(
  scope: Scope,
  id: number,
  revision: number,
  fields: DealFields,
): Promise<Deal> {
  const deal = await requireDeal(scope, id);
  if (!mayEditDeal(scope.policy, scope.actor, deal)) await requirePermission(scope, "deal.edit_any");
  const overtaken = () => dealOvertaken(scope.db, id, deal.status);
  if (deal.revision !== revision) throw await overtaken();
  const { stage, expectedOn, ...columns } = readDealFields(scope, fields, deal);
  const whileOpen = deal.status === "open" ? { stage, expectedOn } : {};
  const will = { ...deal, ...columns, ...whileOpen };
  const { before, after } = dealDifference(deal, will);
  if (Object.keys(after).length === 0) return deal;
  const first = await scope.db.$transaction(async (transaction) => {
    const { customerId, received } = await holdDeal(transaction, id);
    if (will.amountMinor < received) throw belowReceived(received, deal.currency);
    const { count } = await transaction.deal.updateMany({
      where: { id, revision, status: deal.status },
      data: {
        ...columns,
        ...whileOpen,
        revision: { increment: 1 },
        updatedAt: scope.now.toJSDate(),
      },
    });
    if (count === 0) return false;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "deal",
      subjectId: id,
      action: "deal.edited",
      before,
      after,
    });
    if (deal.status === "won" && will.amountMinor !== deal.amountMinor)
      await regrade(transaction, scope, [customerId], "facts");
    await enqueue(transaction, [
      { task: "refresh", subject: { kind: "deal", id } },
      { task: "refresh", subject: { kind: "customer", id: customerId } },
    ]);
    return true;
  });
  if (!first) throw await overtaken();
  return (await loadDeal(scope.db, id)) ?? deal;
}

const belowReceived = (received: bigint, currency: string): DomainError =>
  new DomainError({
    code: "INVALID",
    field: "amount",
    rule: "less_than_received",
    limit: decimalFromMinor(received, currency),
    currency,
  });
