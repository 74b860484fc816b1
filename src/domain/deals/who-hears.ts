import type { Reader } from "../scope";

/** Who did something to a deal last, and whether its owner is told: nobody is told what they did themselves. */
export interface DealNews {
  ownerId: number;
  by: { id: number; name: string } | null;
}

/** Of the latest entry of `action` about a deal; null where there is none. */
export async function newsOfDeal(reader: Reader, dealId: number, action: string): Promise<DealNews | null> {
  const [row] = await reader.$queryRaw<{ ownerId: number; byId: number | null; byName: string | null }[]>`
    select deal.owner_id as "ownerId", person.id as "byId", person.name as "byName"
    from deal join audit_entry on audit_entry.subject_kind = 'deal' and audit_entry.subject_id = deal.id
      and audit_entry.action = ${action}
    left join person on person.id = audit_entry.actor_id
    where deal.id = ${dealId} order by audit_entry.id desc limit 1`;
  if (!row) return null;
  const { ownerId, byId, byName } = row;
  return { ownerId, by: byId === null ? null : { id: byId, name: byName ?? "" } };
}

/** Its owner, unless they did it. */
export async function whoHearsOfDeal(reader: Reader, dealId: number, action: string): Promise<number[]> {
  const news = await newsOfDeal(reader, dealId, action);
  return news && news.ownerId !== news.by?.id ? [news.ownerId] : [];
}
