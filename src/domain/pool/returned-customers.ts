import type { Reader } from "../scope";

/** What somebody lost to the public pool when they last lost anything to it (policy 5.3.2): the first of them, and how many. */
export async function returnedCustomers(
  reader: Reader,
  ownerId: number,
  most: number,
): Promise<{ customers: { id: number; name: string }[]; total: number }> {
  const rows = await reader.$queryRaw<{ id: number; name: string; total: number }[]>`
    select customer.id, customer.name, (count(*) over ())::int as total
    from ownership join customer on customer.id = ownership.customer_id
    where ownership.owner_id = ${ownerId} and ownership.ended = 'returned'
      and ownership.until = (select max(until) from ownership where owner_id = ${ownerId} and ended = 'returned')
    order by customer.id limit ${most}`;
  return { customers: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 };
}
