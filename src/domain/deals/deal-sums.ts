import type { Prisma } from "../../db/generated/client";
import type { Reader } from "../scope";

/** How many deals there are, and what they come to in minor units of each currency, the largest count first. */
export interface DealSums {
  count: number;
  amounts: { amountMinor: bigint; currency: string }[];
}

/** Exactly: no sum passes through a floating number, and two currencies are never added up. */
export async function sumDeals(reader: Reader, which: Prisma.Sql): Promise<DealSums> {
  const sums = await reader.$queryRaw<{ currency: string; count: number; amount: string }[]>`
    select currency, count(*)::int as count, sum(amount_minor)::text as amount
    from deal where ${which} group by currency order by count(*) desc, currency`;
  return {
    count: sums.reduce((total, { count }) => total + count, 0),
    amounts: sums.map(({ currency, amount }) => ({ currency, amountMinor: BigInt(amount) })),
  };
}
