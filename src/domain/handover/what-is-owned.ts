import { DomainError } from "../errors";
import { requirePermission } from "../people/permissions";
import type { Reader, Scope } from "../scope";

/** What somebody has that somebody else must have when they leave (policy 5.3.2). */
export interface Owned {
  customers: number;
  /** Open ones. */
  deals: number;
  complaints: number;
  /** Open ones of their customers. */
  followUps: number;
}

export async function countOwned(reader: Reader, personId: number): Promise<Owned> {
  const [row] = await reader.$queryRaw<Owned[]>`
    select
      (select count(*)::int from customer where owner_id = ${personId} and merged_into_id is null) as customers,
      (select count(*)::int from deal where owner_id = ${personId} and status = 'open') as deals,
      (select count(*)::int from complaint where owner_id = ${personId} and status = 'open') as complaints,
      (select count(*)::int from customer join follow_up on follow_up.customer_id = customer.id and follow_up.status = 'open'
        where customer.owner_id = ${personId}) as "followUps"`;
  return row ?? { customers: 0, deals: 0, complaints: 0, followUps: 0 };
}

export const ownsNothing = ({ customers, deals, complaints }: Owned): boolean =>
  customers + deals + complaints === 0;

/** The same for whoever may hand it over, with who it is. Throws NOT_ALLOWED, INVALID about "leaver". */
export async function showOwned(scope: Scope, personId: number): Promise<{ name: string; owned: Owned }> {
  await requirePermission(scope, "customer.hand_over");
  const person = await scope.db.person.findUnique({ where: { id: personId }, select: { name: true } });
  if (!person) throw new DomainError({ code: "INVALID", field: "leaver", rule: "unknown_person" });
  return { name: person.name, owned: await countOwned(scope.db, personId) };
}
