import { Prisma } from "../../db/generated/client";
import type { Grade } from "../../policy/policy";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";

/** Which customers of the pool are listed; all of what is given must fit. */
export interface PoolFilter {
  /** A key of the policy. */
  industry: string | null;
  grade: Grade | null;
  /** Part of the region, whatever its case. */
  region: string | null;
}

/** Behind which customer the next page begins. */
export interface PoolPlace {
  since: Date;
  id: number;
}

export interface PoolLine {
  id: number;
  name: string;
  industry: string | null;
  region: string | null;
  grade: string | null;
  poolSince: Date;
}

export interface PoolPage {
  customers: PoolLine[];
  /** How many there are in all, up to `mostCounted`. */
  total: number;
  /** Where the next page begins; null on the last one. */
  next: PoolPlace | null;
}

export const poolPage = 20;
/** Beyond it nobody reads how many there are, and counting would take longer than the page. */
export const mostCounted = 1_000;

/**
 * The public pool, the newest in it first, 20 a page (policy 5.3.2). Pages are found by their place and not by counting, so
 * that the last takes no longer than the first. Throws NOT_ALLOWED without customer.view.
 */
export async function listPool(scope: Scope, filter: PoolFilter, after: PoolPlace | null): Promise<PoolPage> {
  await requirePermission(scope, "customer.view");
  const which = Prisma.sql`owner_id is null and merged_into_id is null
    ${filter.industry === null ? Prisma.empty : Prisma.sql`and industry = ${filter.industry}`}
    ${filter.grade === null ? Prisma.empty : Prisma.sql`and coalesce(grade, 'D') = ${filter.grade}`}
    ${filter.region === null ? Prisma.empty : Prisma.sql`and strpos(lower(region), ${filter.region.toLowerCase()}) > 0`}`;
  const behind = after
    ? Prisma.sql`and (pool_since, id) < (${after.since}::timestamptz, ${after.id}::int)`
    : Prisma.empty;
  const rows = await scope.db.$queryRaw<PoolLine[]>`
    select id, name, industry, region, grade, pool_since as "poolSince" from customer
    where ${which} ${behind} order by pool_since desc, id desc limit ${poolPage + 1}`;
  const [counted] = await scope.db.$queryRaw<{ total: number }[]>`
    select count(*)::int as total from (select from customer where ${which} limit ${mostCounted}) counted`;
  const customers = rows.slice(0, poolPage);
  const last = customers.at(-1);
  return {
    customers,
    total: counted?.total ?? 0,
    next: rows.length > poolPage && last ? { since: last.poolSince, id: last.id } : null,
  };
}
