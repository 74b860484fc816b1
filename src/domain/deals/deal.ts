import type { Prisma } from "../../db/generated/client";
import type { Policy } from "../../policy/policy";
import { DomainError } from "../errors";
import { may } from "../people/permissions";
import { referenceOf } from "../references";
import type { Person, Reader, Scope } from "../scope";

export const dealStatuses = ["open", "won", "lost"] as const;
export type DealStatus = (typeof dealStatuses)[number];

/** Most characters (UTF-16 units) of what is typed about a deal. */
export const dealLimits = { line: 150, note: 1000 } as const;

const include = {
  customer: { select: { id: true, name: true, ownerId: true } },
  owner: { select: { id: true, name: true } },
  payments: { orderBy: [{ receivedOn: "asc" }, { id: "asc" }] },
  returnVisits: { where: { status: "due" }, orderBy: [{ dueOn: "asc" }, { id: "asc" }], take: 1 },
} as const satisfies Prisma.DealInclude;

/** A deal with everybody around it, its payments by the day they came in, and its next return visit. */
export type Deal = Omit<Prisma.DealGetPayload<{ include: typeof include }>, "status"> & {
  status: DealStatus;
};

/** The deal as stored; null when there is none. For whom it is shown is the caller's question. */
export async function loadDeal(reader: Reader, id: number): Promise<Deal | null> {
  const found = await reader.deal.findUnique({ where: { id }, include });
  return found && { ...found, status: statusOf(found.status) };
}

export function statusOf(stored: string): DealStatus {
  const known = dealStatuses.find((each) => each === stored);
  if (!known) throw new Error(`no deal is "${stored}"`);
  return known;
}

/** The deal, or NOT_FOUND where there is none that the actor may see. */
export async function requireDeal(scope: Scope, id: number): Promise<Deal> {
  const deal = await loadDeal(scope.db, id);
  if (!deal || !maySeeDeal(scope.policy, scope.actor, deal))
    throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("deal", id) });
  return deal;
}

/** Its owner, its customer's owner, and whoever may see or change other people's, or record what is paid for them. */
export function maySeeDeal(
  policy: Policy,
  person: Person,
  { ownerId, customer }: Pick<Deal, "ownerId"> & { customer: { ownerId: number | null } },
): boolean {
  return person.active && ([ownerId, customer.ownerId].includes(person.id) || maySeeDeals(policy, person));
}

/** Whoever may see other people's deals. */
export const maySeeDeals = (policy: Policy, person: Person): boolean =>
  (["deal.view_any", "deal.edit_any", "payment.record"] as const).some((each) => may(policy, person, each));

/** An open one: its owner, and whoever may change other people's. One that is closed counts in results: only the latter. */
export function mayEditDeal(policy: Policy, person: Person, deal: Pick<Deal, "ownerId" | "status">): boolean {
  const own = person.active && deal.ownerId === person.id && deal.status === "open";
  return own || may(policy, person, "deal.edit_any");
}

/** Money received and not voided, in minor units. */
export const receivedFor = ({ payments }: Pick<Deal, "payments">): bigint =>
  payments.reduce((sum, { amountMinor, voidedAt }) => (voidedAt === null ? sum + amountMinor : sum), 0n);
