import type { Prisma } from "../../db/generated/client";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";

/** A complaint as one line of a list. */
export interface ComplaintLine {
  id: number;
  customerName: string;
  severity: string;
  product: string;
  status: string;
  ownerName: string | null;
}

export interface ComplaintPage {
  complaints: ComplaintLine[];
  total: number;
  /** 1-based; the last one where a later one was asked for. */
  page: number;
  pages: number;
}

export const complaintsPerPage = 20;

/**
 * Complaints, the gravest open ones first, 20 a page (policy 5.4.3). "mine": those the actor recorded, owns, or whose
 * customer is theirs; "all" needs complaint.view_any, or throws NOT_ALLOWED. `state` "open" leaves out the resolved.
 */
export async function listComplaints(
  scope: Scope,
  { whose, state, page }: { whose: "mine" | "all"; state: "open" | "all"; page: number },
): Promise<ComplaintPage> {
  if (whose === "all") await requirePermission(scope, "complaint.view_any");
  const me = scope.actor.id;
  const where: Prisma.ComplaintWhereInput = {
    ...(whose === "mine" ? { OR: [{ reporterId: me }, { ownerId: me }, { customer: { ownerId: me } }] } : {}),
    ...(state === "open" ? { status: "open" } : {}),
  };
  const total = await scope.db.complaint.count({ where });
  const pages = Math.max(1, Math.ceil(total / complaintsPerPage));
  const shown = Math.min(Math.max(1, page), pages);
  const rows = await scope.db.complaint.findMany({
    where,
    select: {
      id: true,
      severity: true,
      product: true,
      status: true,
      customer: { select: { name: true } },
      owner: { select: { name: true } },
    },
    orderBy: [{ status: "asc" }, { severity: "asc" }, { id: "desc" }],
    skip: (shown - 1) * complaintsPerPage,
    take: complaintsPerPage,
  });
  return {
    complaints: rows.map(({ customer, owner, ...line }) => ({
      ...line,
      customerName: customer.name,
      ownerName: owner?.name ?? null,
    })),
    total,
    page: shown,
    pages,
  };
}
