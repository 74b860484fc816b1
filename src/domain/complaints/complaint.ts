import type { Prisma } from "../../db/generated/client";
import type { Policy } from "../../policy/policy";
import { DomainError } from "../errors";
import { may } from "../people/permissions";
import { referenceOf } from "../references";
import type { Person, Reader, Scope } from "../scope";

const include = {
  customer: { select: { id: true, name: true, ownerId: true } },
  reporter: { select: { id: true, name: true } },
  owner: { select: { id: true, name: true } },
} as const satisfies Prisma.ComplaintInclude;

/** A complaint with everybody around it. `status` is "open" or "resolved"; `product` a key of the policy it was recorded under. */
export type Complaint = Prisma.ComplaintGetPayload<{ include: typeof include }> & {
  /** Who resolved it, as the audit trail has it; null while it is open. */
  resolvedBy: { id: number; name: string } | null;
};

/** Most characters (UTF-16 units) of what is typed about a complaint. */
export const complaintLimits = { description: 3000, resolution: 2000 } as const;

/** The complaint as stored; null when there is none. For whom it is shown is the caller's question. */
export async function loadComplaint(reader: Reader, id: number): Promise<Complaint | null> {
  const found = await reader.complaint.findUnique({ where: { id }, include });
  if (!found) return null;
  return { ...found, resolvedBy: found.status === "resolved" ? await whoResolved(reader, id) : null };
}

async function whoResolved(reader: Reader, id: number): Promise<Complaint["resolvedBy"]> {
  const [row] = await reader.$queryRaw<{ id: number; name: string }[]>`
    select person.id, person.name from audit_entry join person on person.id = audit_entry.actor_id
    where subject_kind = 'complaint' and subject_id = ${id} and action = 'complaint.resolved'
    order by audit_entry.id desc limit 1`;
  return row ?? null;
}

/** The complaint, or NOT_FOUND where there is none that the actor may see. */
export async function requireComplaint(scope: Scope, id: number): Promise<Complaint> {
  const complaint = await loadComplaint(scope.db, id);
  if (!complaint || !maySeeComplaint(scope.policy, scope.actor, complaint)) throw notFound(id);
  return complaint;
}

const notFound = (id: number) =>
  new DomainError({ code: "NOT_FOUND", reference: referenceOf("complaint", id) });

/** Whoever recorded it, its owner, the customer's owner, and whoever may see other people's. */
export function maySeeComplaint(policy: Policy, person: Person, complaint: Complaint): boolean {
  const concerned = [complaint.reporterId, complaint.ownerId, complaint.customer.ownerId];
  return person.active && (concerned.includes(person.id) || may(policy, person, "complaint.view_any"));
}

/** Its owner may pass it on, and whoever may assign complaints. */
export function mayAssign(policy: Policy, person: Person, complaint: Pick<Complaint, "ownerId">): boolean {
  return person.active && (complaint.ownerId === person.id || may(policy, person, "complaint.assign"));
}

/** Its owner, and whoever may resolve other people's. */
export function mayResolve(policy: Policy, person: Person, complaint: Pick<Complaint, "ownerId">): boolean {
  return person.active && (complaint.ownerId === person.id || may(policy, person, "complaint.resolve_any"));
}

/** What the loser of a race is told: who resolved the complaint and when, or that it has changed hands. */
export async function overtaken(reader: Reader, id: number): Promise<DomainError> {
  const reference = referenceOf("complaint", id);
  const now = await loadComplaint(reader, id);
  if (now?.status !== "resolved") return new DomainError({ code: "STALE_FORM", reference });
  return new DomainError({
    code: "CONFLICT",
    reference,
    status: now.status,
    by: now.resolvedBy?.name ?? null,
    at: now.resolvedAt,
  });
}
