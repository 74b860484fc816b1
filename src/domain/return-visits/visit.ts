import type { Prisma } from "../../db/generated/client";
import type { Policy } from "../../policy/policy";
import { DomainError } from "../errors";
import { may, requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Person, Reader, Scope } from "../scope";

export const visitInclude = {
  customer: { select: { id: true, name: true, ownerId: true, owner: { select: { name: true } } } },
  complaint: { select: { id: true, ownerId: true } },
} as const satisfies Prisma.ReturnVisitInclude;

/** A return visit with whose it is (policy 5.3.3). `status` is "due", "done" or "dropped". */
export type ReturnVisit = Prisma.ReturnVisitGetPayload<{ include: typeof visitInclude }>;

/** What the customer says at a visit, from not at all content to very much. */
export const scores = [1, 2, 3, 4, 5] as const;

/** The customer's owner, of a complaint's visit also the complaint's, and whoever may log other people's touches. */
export function mayRecordVisit(
  policy: Policy,
  person: Person,
  visit: { customer: { ownerId: number | null }; complaint: { ownerId: number | null } | null },
): boolean {
  const own = [visit.customer.ownerId, visit.complaint?.ownerId ?? null].includes(person.id);
  return person.active && (own || may(policy, person, "touch.log_any"));
}

/** What a visit is about, as people say it: the deal or the complaint that it follows. */
export function aboutVisit({
  dealId,
  complaintId,
  customerId,
}: Pick<ReturnVisit, "dealId" | "complaintId" | "customerId">) {
  if (complaintId !== null) return { kind: "complaint", id: complaintId } as const;
  return dealId === null
    ? ({ kind: "customer", id: customerId } as const)
    : ({ kind: "deal", id: dealId } as const);
}

/**
 * A due visit that the actor may record. Throws NOT_FOUND, NOT_ALLOWED, CONFLICT, saying who made it and when, where it is
 * done, WRONG_STATE where it is no longer to be.
 */
export async function requireDueVisit(scope: Scope, id: number): Promise<ReturnVisit> {
  const visit = await scope.db.returnVisit.findUnique({ where: { id }, include: visitInclude });
  if (!visit) throw new DomainError({ code: "NOT_FOUND", reference: String(id) });
  if (!mayRecordVisit(scope.policy, scope.actor, visit)) await requirePermission(scope, "touch.log_any");
  if (visit.status !== "due") throw await visitOvertaken(scope.db, id);
  return visit;
}

/** What the loser of a race is told: who made the visit, and when; or that it was dropped. */
export async function visitOvertaken(reader: Reader, id: number): Promise<DomainError> {
  const visit = await reader.returnVisit.findUniqueOrThrow({ where: { id } });
  const about = aboutVisit(visit);
  const reference = referenceOf(about.kind, about.id);
  if (visit.status !== "done")
    return new DomainError({ code: "WRONG_STATE", reference, status: "not_to_visit" });
  const person = visit.doneById
    ? await reader.person.findUnique({ where: { id: visit.doneById }, select: { name: true } })
    : null;
  return new DomainError({
    code: "CONFLICT",
    reference,
    status: "visited",
    by: person?.name ?? null,
    at: visit.doneAt,
  });
}
