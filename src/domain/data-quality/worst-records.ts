import { Prisma } from "../../db/generated/client";
import { requirePermission } from "../people/permissions";
import type { Company, Reader, Scope } from "../scope";
import { type Quality, qualityOf } from "./quality-of";
import { qualitySql } from "./quality-sql";

/** One of somebody's worst records, and what it lacks. */
export interface WorstRecord {
  id: number;
  name: string;
  quality: Quality;
}

export interface WorstRecords {
  owner: { id: number; name: string };
  records: WorstRecord[];
  /** How many are below what the policy asks for. */
  total: number;
}

/** How an owner's records stand. */
export interface OwnerQuality {
  id: number;
  name: string;
  /** How many of theirs are below what the policy asks for, and the worst of them. */
  below: number;
  worst: number;
}

/** A list shows no more. */
export const mostListed = 20;

/** Somebody's records below `worst_below`, the worst first, at most `most` (policy 5.1.2). */
export async function worstRecordsOf(
  company: Pick<Company, "policy" | "now"> & { db: Reader },
  ownerId: number,
  most: number,
): Promise<{ records: WorstRecord[]; total: number }> {
  const below = company.policy.customers.quality.worst_below;
  const owned = Prisma.sql`customer.owner_id = ${ownerId}::int`;
  const worst = await company.db.$queryRaw<{ id: number; days: number; total: number }[]>`
    select id, days, (count(*) over ())::int as total from (${qualitySql(company, owned, below)}) rated
    order by score, id limit ${most}::int`;
  const customers = await company.db.customer.findMany({
    where: { id: { in: worst.map(({ id }) => id) } },
    include: { contacts: { select: { phone: true, email: true } } },
  });
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  const records = worst.flatMap(({ id, days }) => {
    const customer = byId.get(id);
    if (!customer) return [];
    const freshAt = company.now.toUTC().minus({ days }).toJSDate();
    return [{ id, name: customer.name, quality: qualityOf(company, { ...customer, freshAt }) }];
  });
  return { records, total: worst[0]?.total ?? 0 };
}

/**
 * The worst records of the actor, or of `ownerId`, for whoever may edit other people's customers. Throws NOT_ALLOWED.
 * An owner who is nobody here has none.
 */
export async function listWorstRecords(scope: Scope, ownerId: number): Promise<WorstRecords> {
  if (ownerId !== scope.actor.id) await requirePermission(scope, "customer.edit_any");
  const owner = await scope.db.person.findUnique({
    where: { id: ownerId },
    select: { id: true, name: true },
  });
  const found = await worstRecordsOf(scope, ownerId, mostListed);
  return { owner: owner ?? { id: ownerId, name: "" }, ...found };
}

/**
 * Owners by how many of their records are below what the policy asks for, most first, at most 20; for whoever may edit other
 * people's customers. One query for all of them. Throws NOT_ALLOWED.
 */
export async function listQualityByOwner(scope: Scope): Promise<{ owners: OwnerQuality[]; total: number }> {
  await requirePermission(scope, "customer.edit_any");
  const below = scope.policy.customers.quality.worst_below;
  const rows = await scope.db.$queryRaw<(OwnerQuality & { total: number })[]>`
    select person.id, person.name, count(*)::int as below, min(rated.score)::int as worst, (count(*) over ())::int as total
    from (${qualitySql(scope, Prisma.sql`true`, below)}) rated join person on person.id = rated.owner_id
    group by person.id order by count(*) desc, min(rated.score), person.id limit ${mostListed}::int`;
  return { owners: rows.map(({ total: _, ...owner }) => owner), total: rows[0]?.total ?? 0 };
}
