import { DateTime } from "luxon";
import type { Policy } from "../../policy/policy";
import { DomainError } from "../errors";
import type { Company, Reader, Transaction } from "../scope";

/** How many customers somebody may still claim today, of how many a day; a day is the company's (policy 5.3.2). */
export async function claimsLeft(
  reader: Reader,
  { policy, now }: Pick<Company, "policy" | "now">,
  personId: number,
): Promise<{ left: number; limit: number }> {
  const limit = policy.customers.pool.claims_per_day;
  const claimed = await reader.ownership.count({
    where: { ownerId: personId, how: "claimed", since: { gte: now.startOf("day").toJSDate() } },
  });
  return { left: Math.max(0, limit - claimed), limit };
}

/** How many more customers somebody may hold. What was merged into others does not count. */
export async function roomLeft(reader: Reader, policy: Policy, personId: number): Promise<number> {
  const limit = policy.customers.pool.hold_at_most;
  const [row] = await reader.$queryRaw<{ held: number }[]>`
    select count(*)::int as held from (
      select from customer where owner_id = ${personId} and merged_into_id is null limit ${limit}) held`;
  return limit - (row?.held ?? 0);
}

/** Throws HOLDING_LIMIT. The person's row must be held, or two at one moment would both find room. */
export async function requireRoom(
  transaction: Transaction,
  policy: Policy,
  person: { id: number; name: string },
): Promise<void> {
  if ((await roomLeft(transaction, policy, person.id)) <= 0)
    throw new DomainError({
      code: "HOLDING_LIMIT",
      person: person.name,
      limit: policy.customers.pool.hold_at_most,
    });
}

/**
 * Which of these customers somebody lost to the pool, or gave up, so lately that they may not claim them again, and until when
 * (policy 5.3.2).
 */
export async function coolingDown(
  reader: Reader,
  { policy, now }: Pick<Company, "policy" | "now">,
  customerIds: readonly number[],
  personId: number,
): Promise<ReadonlyMap<number, DateTime>> {
  const lost = await reader.ownership.findMany({
    where: {
      customerId: { in: [...customerIds] },
      ownerId: personId,
      ended: { in: ["returned", "given_up"] },
      until: { not: null },
    },
    orderBy: { until: "asc" },
    select: { customerId: true, until: true },
  });
  const untils = lost.flatMap(({ customerId, until }) =>
    until
      ? [
          [
            customerId,
            DateTime.fromJSDate(until, { zone: now.zone })
              .startOf("day")
              .plus({ days: policy.customers.pool.cool_down_days }),
          ] as const,
        ]
      : [],
  );
  return new Map(untils.filter(([, until]) => now < until));
}
