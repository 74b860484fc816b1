import { audit } from "../audit";
import { typedPastDay } from "../calendar/typed-day";
import { requireLength, typedLine } from "../customers/typed-text";
import { DomainError } from "../errors";
import { decimalFromMinor, parseAmount } from "../money";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import { Refusals } from "../refusals";
import type { Scope } from "../scope";
import { type Deal, dealLimits, loadDeal, requireDeal } from "./deal";
import { type HeldDeal, holdDeal } from "./hold-deal";

export interface PaymentInput {
  /** As typed, in the deal's currency. */
  amount: string;
  /** ISO day on which the money came in. */
  receivedOn: string;
  note: string | null;
}

/** A won deal that the actor may record payments for. Throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE. */
export async function requirePayable(scope: Scope, dealId: number): Promise<Deal> {
  await requirePermission(scope, "payment.record");
  const deal = await requireDeal(scope, dealId);
  requireWon(deal);
  return deal;
}

/**
 * Records money received for a won deal; all of it together is never more than the deal's amount (policy 5.3.2).
 * Throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE, INVALID about "amount", "receivedOn" or "note".
 */
export async function recordPayment(scope: Scope, dealId: number, input: PaymentInput): Promise<Deal> {
  const deal = await requirePayable(scope, dealId);
  const { amountMinor, receivedOn, note } = read(scope, input, deal.currency);
  await scope.db.$transaction(async (transaction) => {
    // Two who record at one moment take turns: the second sees what the first recorded.
    const held = await holdDeal(transaction, dealId);
    requireWon({ id: dealId, status: held.status });
    requireOwed(held, amountMinor, deal.currency);
    const { id } = await transaction.payment.create({
      data: {
        dealId,
        amountMinor,
        receivedOn,
        note,
        recordedBy: scope.actor.id,
        createdAt: scope.now.toJSDate(),
      },
      select: { id: true },
    });
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "deal",
      subjectId: dealId,
      action: "deal.payment_recorded",
      before: null,
      after: {
        payment: id,
        amount: decimalFromMinor(amountMinor, deal.currency),
        receivedOn: receivedOn.toISOString().slice(0, 10),
        note,
      },
    });
    const subject = { kind: "deal", id: dealId } as const;
    await enqueue(transaction, [
      { task: "announce", notice: "deal.paid", subject },
      { task: "refresh", subject },
    ]);
  });
  return (await loadDeal(scope.db, dealId)) ?? deal;
}

function requireWon({ id, status }: { id: number; status: string }): void {
  if (status !== "won")
    throw new DomainError({ code: "WRONG_STATE", reference: referenceOf("deal", id), status });
}

function requireOwed({ amountMinor, received }: HeldDeal, paid: bigint, currency: string): void {
  const owed = amountMinor - received;
  if (paid > owed)
    throw new DomainError({
      code: "INVALID",
      field: "amount",
      rule: "too_much_paid",
      limit: decimalFromMinor(owed, currency),
      currency,
    });
}

function read(
  scope: Scope,
  input: PaymentInput,
  currency: string,
): { amountMinor: bigint; receivedOn: Date; note: string | null } {
  const refusals = new Refusals();
  const amountMinor = refusals.of(() => parseAmount(input.amount, currency, "amount"));
  const receivedOn = refusals.of(() => typedPastDay(scope, input.receivedOn, "receivedOn"));
  const note = refusals.of(() => {
    const text = typedLine(input.note);
    requireLength(text, "note", dealLimits.line);
    return text;
  });
  if (!amountMinor.ok || !receivedOn.ok || !note.ok) throw refusals.error();
  return { amountMinor: amountMinor.value, receivedOn: receivedOn.value, note: note.value };
}
