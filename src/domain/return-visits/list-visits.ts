import type { Prisma } from "../../db/generated/client";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { type ReturnVisit, visitInclude } from "./visit";

export interface VisitPage {
  visits: ReturnVisit[];
  total: number;
  /** 1-based; the last one where a later one was asked for. */
  page: number;
  pages: number;
}

export const visitsPerPage = 20;

/**
 * Return visits that are to be made, the most overdue first, 20 a page (policy 5.3.3). "mine": with customers that the actor
 * owns, or about complaints they answer for; "all" needs touch.log_any, or throws NOT_ALLOWED.
 */
export async function listVisits(
  scope: Scope,
  { whose, page }: { whose: "mine" | "all"; page: number },
): Promise<VisitPage> {
  if (whose === "all") await requirePermission(scope, "touch.log_any");
  const me = scope.actor.id;
  const where: Prisma.ReturnVisitWhereInput = {
    status: "due",
    ...(whose === "mine" ? { OR: [{ customer: { ownerId: me } }, { complaint: { ownerId: me } }] } : {}),
  };
  const total = await scope.db.returnVisit.count({ where });
  const pages = Math.max(1, Math.ceil(total / visitsPerPage));
  const shown = Math.min(Math.max(1, page), pages);
  const visits = await scope.db.returnVisit.findMany({
    where,
    include: visitInclude,
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    skip: (shown - 1) * visitsPerPage,
    take: visitsPerPage,
  });
  return { visits, total, page: shown, pages };
}
