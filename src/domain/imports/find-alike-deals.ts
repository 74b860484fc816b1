import type { Reader } from "../scope";

/** What two rows without an id say of one deal, where they say the same: with whom, what, how much, by when. */
export interface DealTraits {
  customerId: number;
  product: string;
  amountMinor: bigint;
  expectedOn: Date;
}

export const dealMark = ({ customerId, product, amountMinor, expectedOn }: DealTraits): string =>
  `deal:${customerId}:${product}:${amountMinor}:${expectedOn.toISOString().slice(0, 10)}`;

/** The deals of customers by `dealMark`, of several alike the first: a file without ids handed in twice adds none twice. */
export async function findAlikeDeals(
  reader: Reader,
  customerIds: readonly number[],
): Promise<ReadonlyMap<string, number>> {
  const deals = await reader.deal.findMany({
    where: { customerId: { in: [...new Set(customerIds)] } },
    select: { id: true, customerId: true, product: true, amountMinor: true, expectedOn: true },
    orderBy: { id: "desc" },
  });
  return new Map(deals.map((deal) => [dealMark(deal), deal.id]));
}
