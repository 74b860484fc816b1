import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import type { CustomerLine } from "./find-customers";

export interface CustomerPage {
  customers: CustomerLine[];
  total: number;
  /** 1-based; the last one where a later one was asked for. */
  page: number;
  pages: number;
}

export const customersPerPage = 20;

/**
 * Customers by the latest change, 20 a page (policy 5.1.1). "mine": those the actor owns; "all" needs customer.view, or
 * throws NOT_ALLOWED.
 */
export async function listCustomers(
  scope: Scope,
  { whose, page }: { whose: "mine" | "all"; page: number },
): Promise<CustomerPage> {
  if (whose === "all") await requirePermission(scope, "customer.view");
  const where = whose === "mine" ? { ownerId: scope.actor.id } : {};
  const total = await scope.db.customer.count({ where });
  const pages = Math.max(1, Math.ceil(total / customersPerPage));
  const shown = Math.min(Math.max(1, page), pages);
  const rows = await scope.db.customer.findMany({
    where,
    select: { id: true, name: true, industry: true, intent: true, owner: { select: { name: true } } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    skip: (shown - 1) * customersPerPage,
    take: customersPerPage,
  });
  return {
    customers: rows.map(({ owner, ...line }) => ({ ...line, ownerName: owner?.name ?? null })),
    total,
    page: shown,
    pages,
  };
}
