import type { Prisma } from "../../db/generated/client";
import type { Policy } from "../../policy/policy";
import { DomainError } from "../errors";
import { may, requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Person, Reader, Scope } from "../scope";

const include = {
  customer: { select: { id: true, name: true, ownerId: true } },
  reporter: { select: { id: true, name: true } },
  owner: { select: { id: true, name: true } },
  pauses: { orderBy: { id: "asc" } },
} as const satisfies Prisma.ComplaintInclude;

/** A complaint with everybody around it. `status` is "open" or "resolved"; `product` a key of the policy it was recorded under. */
export type Complaint = Prisma.ComplaintGetPayload<{ include: typeof include }> & {
  /** Who resolved it, as the audit trail has it; null while it is open. */
  resolvedBy: { id: number; name: string } | null;
};

/** Most characters (UTF-16 units) of what is typed about a complaint. */
export const complaintLimits = {
  description: 3000,
  resolution: 2000,
  response: 2000,
  answer: 2000,
  waitReason: 500,
  severityReason: 500,
} as const;

/** The complaint as stored; null when there is none. For whom it is shown is the caller's question. */
export async function loadComplaint(reader: Reader, id: number): Promise<Complaint | null> {
  const found = await reader.complaint.findUnique({ where: { id }, include });
  if (!found) return null;
  const resolvedBy = found.status === "resolved" ? await whoLast(reader, id, "complaint.resolved") : null;
  return { ...found, resolvedBy };
}

/** Who did something to it last, as the audit trail has it. */
async function whoLast(reader: Reader, id: number, action: string): Promise<Complaint["resolvedBy"]> {
  const [row] = await reader.$queryRaw<{ id: number; name: string }[]>`
    select person.id, person.name from audit_entry join person on person.id = audit_entry.actor_id
    where subject_kind = 'complaint' and subject_id = ${id} and action = ${action}
    order by audit_entry.id desc limit 1`;
  return row ?? null;
}

/** The pause that lasts, while the customer is waited for. */
export const openPause = ({ pauses }: Complaint): Complaint["pauses"][number] | null =>
  pauses.find(({ until }) => until === null) ?? null;

/** What a complaint is to whoever reads of it: waiting for the customer is open too, but another word. */
export const statusOf = (complaint: Complaint): string =>
  complaint.status === "open" && openPause(complaint) ? "waiting" : complaint.status;

/** The complaint, or NOT_FOUND where there is none that the actor may see. */
export async function requireComplaint(scope: Scope, id: number): Promise<Complaint> {
  const complaint = await loadComplaint(scope.db, id);
  if (!complaint || !maySeeComplaint(scope.policy, scope.actor, complaint)) throw notFound(id);
  return complaint;
}

/**
 * The complaint for somebody who is about to work on it: its owner, or whoever may resolve other people's. Throws NOT_FOUND,
 * NOT_ALLOWED, or CONFLICT, saying who and when, where it is resolved already.
 */
export async function requireOpenComplaint(scope: Scope, id: number): Promise<Complaint> {
  const complaint = await requireComplaint(scope, id);
  if (!mayResolve(scope.policy, scope.actor, complaint))
    await requirePermission(scope, "complaint.resolve_any");
  if (complaint.status !== "open") throw await overtaken(scope.db, id);
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

/** What the loser of a race is told: who was first and when, or that the complaint has changed meanwhile. */
export async function overtaken(
  reader: Reader,
  id: number,
  lostTo: "change" | "response" | "pause" | "resume" = "change",
): Promise<DomainError> {
  const reference = referenceOf("complaint", id);
  const now = await loadComplaint(reader, id);
  if (!now) return new DomainError({ code: "STALE_FORM", reference });
  const conflict = (status: string, by: string | null, at: Date | null) =>
    new DomainError({ code: "CONFLICT", reference, status, by, at });
  if (now.status === "resolved") return conflict(now.status, now.resolvedBy?.name ?? null, now.resolvedAt);
  if (lostTo === "response" && now.respondedAt) {
    const by = await whoLast(reader, id, "complaint.responded");
    return conflict("responded", by?.name ?? null, now.respondedAt);
  }
  const waiting = openPause(now);
  if (lostTo === "pause" && waiting)
    return conflict("waiting", await nameOf(reader, waiting.byId), waiting.since);
  if (lostTo === "resume" && !waiting) {
    const last = now.pauses.findLast(({ why }) => why === "customer");
    return last
      ? conflict("resumed", await nameOf(reader, last.endedById), last.until)
      : new DomainError({ code: "WRONG_STATE", reference, status: now.status });
  }
  return new DomainError({ code: "STALE_FORM", reference });
}

async function nameOf(reader: Reader, personId: number | null): Promise<string | null> {
  if (personId === null) return null;
  const person = await reader.person.findUnique({ where: { id: personId }, select: { name: true } });
  return person?.name ?? null;
}
