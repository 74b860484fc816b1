import { DomainError } from "../errors";
import { referenceOf } from "../references";
import type { Transaction } from "../scope";

/** A deal as it is while it is held; money in minor units. */
export interface HeldDeal {
  customerId: number;
  status: string;
  amountMinor: bigint;
  /** What came in for it and is not voided. */
  received: bigint;
}

/**
 * Holds a deal until the transaction ends, so that what is closed, paid and visited takes turns; its customer before it, in
 * the order in which everybody takes the two, or two could wait for each other.
 */
export async function holdDeal(transaction: Transaction, id: number): Promise<HeldDeal> {
  await transaction.$queryRaw`
    select 1 from customer where id = (select customer_id from deal where id = ${id}) for no key update`;
  await transaction.$queryRaw`select 1 from deal where id = ${id} for no key update`;
  // A statement of its own: what another paid while this one waited is seen only from here on.
  const [held] = await transaction.$queryRaw<HeldDeal[]>`
    select customer_id as "customerId", status, amount_minor as "amountMinor",
      (select coalesce(sum(payment.amount_minor), 0)::bigint from payment
        where payment.deal_id = deal.id and voided_at is null) as received
    from deal where id = ${id}`;
  if (!held) throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("deal", id) });
  return held;
}
