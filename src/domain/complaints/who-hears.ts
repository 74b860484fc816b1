import { approvers, type Policy } from "../../policy/policy";
import type { Reader, Role } from "../scope";

/**
 * Who is told of a new complaint (policy 5.4.1): its owner; where it has none, administrators and the heads of the
 * departments that support customers. Nobody is told what they recorded themselves. Person ids, rising.
 */
export async function whoHearsOfRecorded(reader: Reader, complaintId: number): Promise<number[]> {
  const rows = await reader.$queryRaw<{ id: number }[]>`
    select person.id from complaint join person on person.active and person.id <> complaint.reporter_id
      and (person.id = complaint.owner_id or (complaint.owner_id is null and ('admin' = any (person.roles)
        or person.head_of && array(select department from person where active and 'support' = any (roles))
        or 'support' = any (person.head_of))))
    where complaint.id = ${complaintId} order by 1`;
  return rows.map(({ id }) => id);
}

/** The new owner, unless they took it themselves. */
export async function whoHearsOfAssigned(reader: Reader, complaintId: number): Promise<number[]> {
  const latest = await latestChange(reader, complaintId);
  return latest && latest.ownerId !== null && latest.ownerId !== latest.actorId ? [latest.ownerId] : [];
}

/**
 * Who is told of a change (policy 5.4.3), but for whoever made it: whoever recorded the complaint, and its owner. A new owner
 * is told of the assignment instead; that the clocks run again is for the owner alone.
 */
export async function whoHearsOfChange(reader: Reader, complaintId: number): Promise<number[]> {
  const latest = await latestChange(reader, complaintId);
  if (!latest) return [];
  const { actorId, ownerId, reporterId, action } = latest;
  const told = [ownerId, reporterId].filter(
    (id): id is number =>
      id !== null &&
      id !== actorId &&
      !(action === "complaint.assigned" && id === ownerId) &&
      !(action === "complaint.resumed" && id !== ownerId),
  );
  return [...new Set(told)].sort((a, b) => a - b);
}

/** Who is warned that a clock runs out (policy 5.4.2): the owner; where there is none at work, whoever may assign it. */
export async function whoHearsOfWarning(reader: Reader, policy: Policy, id: number): Promise<number[]> {
  const owner = await activeOwner(reader, id);
  return owner ? [owner.id] : mayAssignAny(reader, policy);
}

/**
 * Who is told of a breach (policy 5.4.2): the owner and the heads of the owner's department; whoever may assign complaints,
 * where there is no such head.
 */
export async function whoHearsOfBreach(reader: Reader, policy: Policy, id: number): Promise<number[]> {
  const owner = await activeOwner(reader, id);
  const heads = owner?.department
    ? await reader.person.findMany({
        where: { active: true, headOf: { has: owner.department }, id: { not: owner.id } },
        select: { id: true },
      })
    : [];
  const above = heads.length ? heads.map((head) => head.id) : await mayAssignAny(reader, policy);
  return [...new Set([...(owner ? [owner.id] : []), ...above])].sort((a, b) => a - b);
}

/** Who is told when a breach lasts (policy 5.4.2): management. */
export async function whoHearsOfEscalation(reader: Reader): Promise<number[]> {
  return withRoles(reader, approvers.management.roles);
}

/** The action of the latest change that somebody made, "complaint.responded". */
export async function latestAction(reader: Reader, complaintId: number): Promise<string | null> {
  return (await latestChange(reader, complaintId))?.action ?? null;
}

const mayAssignAny = (reader: Reader, policy: Policy): Promise<number[]> =>
  withRoles(reader, policy.permissions["complaint.assign"]);

async function withRoles(reader: Reader, roles: readonly Role[]): Promise<number[]> {
  const people = await reader.person.findMany({
    where: { active: true, roles: { hasSome: [...roles] } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return people.map(({ id }) => id);
}

async function activeOwner(
  reader: Reader,
  complaintId: number,
): Promise<{ id: number; department: string | null } | null> {
  const complaint = await reader.complaint.findUnique({
    where: { id: complaintId },
    select: { owner: { select: { id: true, department: true, active: true } } },
  });
  return complaint?.owner?.active ? complaint.owner : null;
}

interface LatestChange {
  actorId: number | null;
  action: string | null;
  ownerId: number | null;
  reporterId: number;
}

/** The latest that somebody did to it; what the clock found is no change of theirs. */
async function latestChange(reader: Reader, complaintId: number): Promise<LatestChange | null> {
  const [row] = await reader.$queryRaw<LatestChange[]>`
    select audit_entry.actor_id as "actorId", audit_entry.action, complaint.owner_id as "ownerId",
      complaint.reporter_id as "reporterId"
    from complaint left join audit_entry on audit_entry.subject_kind = 'complaint'
      and audit_entry.subject_id = complaint.id and audit_entry.actor_id is not null
    where complaint.id = ${complaintId} order by audit_entry.id desc nulls last limit 1`;
  return row ?? null;
}
