import { audit } from "../audit";
import { requireLength, requireText, typedLine } from "../customers/typed-text";
import { DomainError } from "../errors";
import { decimalFromMinor } from "../money";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope } from "../scope";
import { type Deal, dealLimits, loadDeal, requireDeal } from "./deal";
import { holdDeal } from "./hold-deal";
import { changedBefore } from "./transitions";

/** A payment of a deal that is not voided. Throws NOT_ALLOWED, NOT_FOUND, or CONFLICT, saying who voided it and when. */
export async function requireVoidable(
  scope: Scope,
  dealId: number,
  paymentId: number,
): Promise<{ deal: Deal; payment: Deal["payments"][number] }> {
  await requirePermission(scope, "payment.record");
  const deal = await requireDeal(scope, dealId);
  const payment = deal.payments.find(({ id }) => id === paymentId);
  if (!payment) throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("deal", dealId) });
  if (payment.voidedAt !== null) throw await voidedBefore(scope, dealId);
  return { deal, payment };
}

/**
 * Takes back a payment that was recorded by mistake; it stays, with the reason. Throws NOT_ALLOWED, NOT_FOUND, INVALID about
 * "reason", or CONFLICT, saying who voided it and when.
 */
export async function voidPayment(
  scope: Scope,
  dealId: number,
  paymentId: number,
  reason: string,
): Promise<Deal> {
  const { deal, payment } = await requireVoidable(scope, dealId, paymentId);
  const voidReason = requireText(typedLine(reason), "reason");
  requireLength(voidReason, "reason", dealLimits.line);
  const first = await scope.db.$transaction(async (transaction) => {
    await holdDeal(transaction, dealId);
    const { count } = await transaction.payment.updateMany({
      where: { id: paymentId, voidedAt: null },
      data: { voidedAt: scope.now.toJSDate(), voidedBy: scope.actor.id, voidReason },
    });
    if (count === 0) return false;
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "deal",
      subjectId: dealId,
      action: "deal.payment_voided",
      before: { payment: paymentId, amount: decimalFromMinor(payment.amountMinor, deal.currency) },
      after: { payment: null, amount: null, reason: voidReason },
    });
    const subject = { kind: "deal", id: dealId } as const;
    await enqueue(transaction, [
      { task: "announce", notice: "deal.payment-voided", subject },
      { task: "refresh", subject },
    ]);
    return true;
  });
  if (!first) throw await voidedBefore(scope, dealId);
  return (await loadDeal(scope.db, dealId)) ?? deal;
}

const voidedBefore = (scope: Scope, dealId: number): Promise<DomainError> =>
  changedBefore(scope.db, dealId, "payment_voided", ["deal.payment_voided"]);
