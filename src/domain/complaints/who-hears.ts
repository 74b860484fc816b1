import type { Reader } from "../scope";

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
 * Who is told of a change (policy 5.4.3): whoever recorded the complaint; its owner too when it is resolved by another.
 * Not whoever made the change, nor a new owner, who is told of the assignment.
 */
export async function whoHearsOfChange(reader: Reader, complaintId: number): Promise<number[]> {
  const latest = await latestChange(reader, complaintId);
  if (!latest) return [];
  const { actorId, ownerId, reporterId, status } = latest;
  const concerned = status === "resolved" ? [reporterId, ownerId] : [reporterId];
  const told = concerned.filter(
    (id): id is number => id !== null && id !== actorId && (status === "resolved" || id !== ownerId),
  );
  return [...new Set(told)];
}

interface LatestChange {
  actorId: number | null;
  ownerId: number | null;
  reporterId: number;
  status: string;
}

async function latestChange(reader: Reader, complaintId: number): Promise<LatestChange | null> {
  const [row] = await reader.$queryRaw<LatestChange[]>`
    select audit_entry.actor_id as "actorId", complaint.owner_id as "ownerId",
      complaint.reporter_id as "reporterId", complaint.status
    from complaint left join audit_entry on audit_entry.subject_kind = 'complaint'
      and audit_entry.subject_id = complaint.id
    where complaint.id = ${complaintId} order by audit_entry.id desc nulls last limit 1`;
  return row ?? null;
}
