import type { Customer } from "../customers/customer";
import type { Company, Reader } from "../scope";
import { horizon } from "./due-customers";
import { type PoolDue, poolDue } from "./pool-clock";

/** When a customer returns to the public pool (policy 5.3.2); null unless it is so soon that its owner is warned of it. */
export async function dueOfCustomer(
  reader: Reader,
  company: Pick<Company, "policy" | "now" | "timeZone">,
  { id, grade, ownerId, attendedFrom }: Pick<Customer, "id" | "grade" | "ownerId" | "attendedFrom">,
): Promise<PoolDue | null> {
  if (ownerId === null || attendedFrom === null) return null;
  const [facts] = await reader.$queryRaw<
    { lastTouch: Date | null; lastClosed: Date | null; hasOpenDeal: boolean }[]
  >`
    select (select max(at) from touch where customer_id = ${id}) as "lastTouch",
      (select max(closed_on) from deal where customer_id = ${id}) as "lastClosed",
      exists (select from deal where customer_id = ${id} and status = 'open') as "hasOpenDeal"`;
  if (!facts) return null;
  const { policy, timeZone } = company;
  const due = poolDue(policy.customers.pool, timeZone, { grade, attendedFrom, ...facts });
  return due.day <= horizon(company) ? due : null;
}
