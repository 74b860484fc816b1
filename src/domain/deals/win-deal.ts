import { DateTime } from "luxon";
import { typedDay, typedPastDay } from "../calendar/typed-day";
import { storedDay } from "../calendar/working-days";
import { decimalFromMinor, parseAmount } from "../money";
import { Refusals } from "../refusals";
import { startSaleVisits } from "../return-visits/start-visits";
import type { Scope } from "../scope";
import type { Deal } from "./deal";
import { goThrough } from "./go-through";
import { requireClosable } from "./require-closable";

export interface Winning {
  /** What was agreed in the end, as typed, in the deal's currency. */
  amount: string;
  /** ISO day on which it was won. */
  closedOn: string;
  /** ISO day by which it is to be paid; null: so many days later as the policy gives. */
  payableOn: string | null;
}

/** By when a deal won on `closedOn` is to be paid unless another day was agreed. */
export const payableBy = ({ policy }: Pick<Scope, "policy">, closedOn: Date): Date =>
  storedDay(DateTime.fromJSDate(closedOn, { zone: "utc" }).plus({ days: policy.deals.payment_days }));

/**
 * Closes a deal as won (policy 5.3.2) and starts its return visits (5.3.3). Throws NOT_FOUND, NOT_ALLOWED, INVALID about
 * "amount", "closedOn" or "payableOn", STALE_FORM; CONFLICT, saying who and when, where it is closed already.
 */
export async function winDeal(scope: Scope, id: number, revision: number, won: Winning): Promise<Deal> {
  const deal = await requireClosable(scope, id, revision);
  const { amountMinor, closedOn, payableOn } = read(scope, won, deal.currency);
  return goThrough(scope, deal, "win", {
    data: { amountMinor, closedOn, payableOn, closedAt: scope.now.toJSDate() },
    before: { amount: decimalFromMinor(deal.amountMinor, deal.currency) },
    after: {
      amount: decimalFromMinor(amountMinor, deal.currency),
      closedOn: closedOn.toISOString().slice(0, 10),
      payableOn: payableOn.toISOString().slice(0, 10),
    },
    follows: (transaction, { customerId }) =>
      startSaleVisits(transaction, scope, { dealId: id, customerId, closedOn }),
  });
}

function read(
  scope: Scope,
  won: Winning,
  currency: string,
): { amountMinor: bigint; closedOn: Date; payableOn: Date } {
  const refusals = new Refusals();
  const amountMinor = refusals.of(() => parseAmount(won.amount, currency, "amount"));
  const closedOn = refusals.of(() => typedPastDay(scope, won.closedOn, "closedOn"));
  const payableOn = refusals.of(() => (won.payableOn === null ? null : typedDay(won.payableOn, "payableOn")));
  if (!amountMinor.ok || !closedOn.ok || !payableOn.ok) throw refusals.error();
  return {
    amountMinor: amountMinor.value,
    closedOn: closedOn.value,
    payableOn: payableOn.value ?? payableBy(scope, closedOn.value),
  };
}
