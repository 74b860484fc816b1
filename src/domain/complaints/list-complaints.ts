import { Prisma } from "../../db/generated/client";
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
  /** When the next of its clocks runs out, or ran out; null while they stand still or have stopped. */
  dueAt: Date | null;
  /** Whether the customer is waited for. */
  waiting: boolean;
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
 * Complaints, the most urgent open ones first, 20 a page (policy 5.4.2, 5.4.3): what runs out next stands above what runs out
 * later, and what waits for its customer below. "mine": those the actor recorded, owns, or whose customer is theirs; "all"
 * needs complaint.view_any, or throws NOT_ALLOWED. `state` "open" leaves out the resolved.
 */
export async function listComplaints(
  scope: Scope,
  { whose, state, page }: { whose: "mine" | "all"; state: "open" | "all"; page: number },
): Promise<ComplaintPage> {
  if (whose === "all") await requirePermission(scope, "complaint.view_any");
  const me = scope.actor.id;
  const from = Prisma.sql`from complaint join customer on customer.id = complaint.customer_id
    left join person owner on owner.id = complaint.owner_id
    where ${
      whose === "mine"
        ? Prisma.sql`(complaint.reporter_id = ${me} or complaint.owner_id = ${me} or customer.owner_id = ${me})`
        : Prisma.sql`true`
    } and ${state === "open" ? Prisma.sql`complaint.status = 'open'` : Prisma.sql`true`}`;
  const [counted] = await scope.db.$queryRaw<{ total: number }[]>`select count(*)::int as total ${from}`;
  const total = counted?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / complaintsPerPage));
  const shown = Math.min(Math.max(1, page), pages);
  const complaints = await scope.db.$queryRaw<ComplaintLine[]>`
    select complaint.id, customer.name as "customerName", complaint.severity, complaint.product,
      complaint.status, owner.name as "ownerName",
      least(complaint.respond_due_at, complaint.resolve_due_at) as "dueAt",
      exists (select from complaint_pause where complaint_id = complaint.id and until is null) as waiting
    ${from}
    order by complaint.status, least(complaint.respond_due_at, complaint.resolve_due_at) nulls last,
      complaint.severity, complaint.id desc
    limit ${complaintsPerPage} offset ${(shown - 1) * complaintsPerPage}`;
  return { complaints, total, page: shown, pages };
}
