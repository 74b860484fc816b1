import { Prisma } from "../../db/generated/client";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { type DealStatus, maySeeDeals, statusOf } from "./deal";
import { type DealSums, sumDeals } from "./deal-sums";

/** A deal as one line of a list. */
export interface DealLine {
  id: number;
  customerName: string;
  ownerName: string;
  product: string;
  stage: string;
  status: DealStatus;
  amountMinor: bigint;
  currency: string;
  expectedOn: Date;
  closedOn: Date | null;
}

export interface DealPage {
  deals: DealLine[];
  total: number;
  /** 1-based; the last one where a later one was asked for. */
  page: number;
  pages: number;
  /** The open ones among all that fit, on every page, and what they come to. */
  open: DealSums;
}

export const dealsPerPage = 20;

/**
 * Deals, 20 a page: the open ones by the day on which they are expected, then the closed ones, latest first (policy 5.3.2).
 * "mine": those the actor owns; "all" needs deal.view_any, or throws NOT_ALLOWED. `state` "open" leaves out the closed.
 */
export async function listDeals(
  scope: Scope,
  { whose, state, page }: { whose: "mine" | "all"; state: "open" | "all"; page: number },
): Promise<DealPage> {
  if (whose === "all" && !maySeeDeals(scope.policy, scope.actor))
    await requirePermission(scope, "deal.view_any");
  const where: Prisma.DealWhereInput = {
    ...(whose === "mine" ? { ownerId: scope.actor.id } : {}),
    ...(state === "open" ? { status: "open" } : {}),
  };
  const [total, open] = await Promise.all([
    scope.db.deal.count({ where }),
    sumDeals(
      scope.db,
      whose === "mine"
        ? Prisma.sql`status = 'open' and owner_id = ${scope.actor.id}`
        : Prisma.sql`status = 'open'`,
    ),
  ]);
  const pages = Math.max(1, Math.ceil(total / dealsPerPage));
  const shown = Math.min(Math.max(1, page), pages);
  const rows = await scope.db.deal.findMany({
    where,
    include: { customer: { select: { name: true } }, owner: { select: { name: true } } },
    orderBy: [{ closedOn: { sort: "desc", nulls: "first" } }, { expectedOn: "asc" }, { id: "asc" }],
    skip: (shown - 1) * dealsPerPage,
    take: dealsPerPage,
  });
  const deals = rows.map(({ customer, owner, status, ...deal }) => ({
    ...deal,
    status: statusOf(status),
    customerName: customer.name,
    ownerName: owner.name,
  }));
  return { deals, total, page: shown, pages, open };
}
