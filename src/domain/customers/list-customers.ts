import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import type { CustomerLine } from "./search-customers";

export interface CustomerPage {
  customers: CustomerLine[];
  /** How many there are; no more than 1,000 are counted, and listed. */
  total: number;
  /** Whether there are more. */
  more: boolean;
  /** 1-based; the last one where a later one was asked for. */
  page: number;
  pages: number;
}

const customersPerPage = 20;
/** Nobody turns more pages than these: whoever looks for another customer finds it by a word. */
const mostListed = 1000;

/**
 * Customers by the latest change, 20 a page (policy 5.1.1). "mine": those the actor owns; "all" needs customer.view, or
 * throws NOT_ALLOWED.
 */
export async function listCustomers(
  scope: Scope,
  { whose, page }: { whose: "mine" | "all"; page: number },
): Promise<CustomerPage> {
  if (whose === "all") await requirePermission(scope, "customer.view");
  // One that was merged into another is nobody's.
  const where = whose === "mine" ? { ownerId: scope.actor.id } : { mergedIntoId: null };
  const counted = await scope.db.customer.count({ where, take: mostListed + 1 });
  const total = Math.min(counted, mostListed);
  const pages = Math.max(1, Math.ceil(total / customersPerPage));
  const shown = Math.min(Math.max(1, page), pages);
  const rows = await scope.db.customer.findMany({
    where,
    select: {
      id: true,
      name: true,
      grade: true,
      industry: true,
      intent: true,
      owner: { select: { name: true } },
    },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    skip: (shown - 1) * customersPerPage,
    take: customersPerPage,
  });
  return {
    customers: rows.map(({ owner, ...line }) => ({ ...line, ownerName: owner?.name ?? null })),
    total,
    more: counted > mostListed,
    page: shown,
    pages,
  };
}
