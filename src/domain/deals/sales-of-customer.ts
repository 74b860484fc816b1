import { Prisma } from "../../db/generated/client";
import { storedDay } from "../calendar/working-days";
import type { Customer } from "../customers/customer";
import type { ReturnVisit } from "../return-visits/visit";
import { visitInclude } from "../return-visits/visit";
import type { Scope } from "../scope";
import { maySeeDeals } from "./deal";
import { type DealSums, sumDeals } from "./deal-sums";

/** What a customer's card says of its sales to the actor; money in minor units. */
export interface CustomerSales {
  /** The first of the open ones by the day they are expected, and how many there are. */
  open: {
    id: number;
    amountMinor: bigint;
    currency: string;
    stage: string;
    status: "open";
    expectedOn: Date;
  }[];
  openCount: number;
  /** In the last twelve months. */
  won: DealSums;
  visit: ReturnVisit | null;
}

/** How many open deals a customer's card shows. */
const mostShown = 3;

/** The customer's deals that the actor may see (all of one's own customers), and its next return visit (policy 5.3). */
export async function salesOfCustomer(scope: Scope, { id, ownerId }: Customer): Promise<CustomerSales> {
  const { db, actor, policy, now } = scope;
  const seesAll = ownerId === actor.id || maySeeDeals(policy, actor);
  const where: Prisma.DealWhereInput = { customerId: id, ...(seesAll ? {} : { ownerId: actor.id }) };
  const [open, openCount, won, visit] = await Promise.all([
    db.deal.findMany({
      where: { ...where, status: "open" },
      select: { id: true, amountMinor: true, currency: true, stage: true, expectedOn: true },
      orderBy: [{ expectedOn: "asc" }, { id: "asc" }],
      take: mostShown,
    }),
    db.deal.count({ where: { ...where, status: "open" } }),
    sumDeals(
      db,
      Prisma.sql`customer_id = ${id} and status = 'won'
        and closed_on > ${storedDay(now.minus({ months: 12 }))}::date
        ${seesAll ? Prisma.empty : Prisma.sql`and owner_id = ${actor.id}`}`,
    ),
    db.returnVisit.findFirst({
      where: { customerId: id, status: "due" },
      include: visitInclude,
      orderBy: [{ dueOn: "asc" }, { id: "asc" }],
    }),
  ]);
  return {
    open: open.map((deal) => ({ ...deal, status: "open" })),
    openCount,
    won,
    visit,
  };
}
