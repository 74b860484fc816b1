import { DomainError } from "../errors";
import { referenceOf } from "../references";
import type { Transaction } from "../scope";

/**
 * Holds a deal until the transaction ends, so that what is closed, paid and visited takes turns; its customer before it, in
 * the order in which everybody takes the two, or two could wait for each other. Gives whose deal it is by then.
 */
export async function holdDeal(transaction: Transaction, id: number): Promise<{ customerId: number }> {
  await transaction.$queryRaw`
    select 1 from customer where id = (select customer_id from deal where id = ${id}) for no key update`;
  const [held] = await transaction.$queryRaw<{ customerId: number }[]>`
    select customer_id as "customerId" from deal where id = ${id} for no key update`;
  if (!held) throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("deal", id) });
  return held;
}
