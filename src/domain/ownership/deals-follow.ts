import { Prisma } from "../../db/generated/client";
import { auditSql } from "../audit";
import { refreshCopies } from "../messages/refresh-copies";
import type { Scope, Transaction } from "../scope";

/**
 * Open deals go with their customers to whoever owns these now (policy 5.3.2): those that the owner before worked, who has
 * them no more. A deal that somebody else works stays theirs, and a closed one counts for whoever closed it. To be called
 * once customers have changed hands, or were taken out of the pool, in that transaction. Returns the deals that went.
 */
export async function dealsFollow(
  transaction: Transaction,
  scope: Pick<Scope, "actor" | "via" | "origin" | "now">,
  customerIds: readonly number[],
  toId: number,
): Promise<number[]> {
  // The deals are held first, in one order, so that whoever they belonged to is read for the audit trail as it was.
  const went = await transaction.$queryRaw<{ id: number; fromId: number }[]>`
    with before as (
      select distinct on (customer_id) customer_id, owner_id from ownership
      where customer_id = any (${[...customerIds]}::int[]) and until is not null
      order by customer_id, until desc, id desc
    ), held as (
      select deal.id, deal.owner_id from deal join before using (customer_id, owner_id)
      where deal.status = 'open' and deal.owner_id <> ${toId}::int order by deal.id for no key update of deal
    )
    update deal set owner_id = ${toId}::int, revision = revision + 1, updated_at = ${scope.now.toJSDate()}
    from held where deal.id = held.id returning deal.id, held.owner_id as "fromId"`;
  for (const fromId of new Set(went.map((each) => each.fromId)))
    await transaction.$executeRaw(
      auditSql(
        {
          actorId: scope.actor.id,
          via: scope.via,
          origin: scope.origin,
          subjectKind: "deal",
          subjectId: Prisma.sql`id`,
          action: "deal.handed_over",
          before: { ownerId: fromId },
          after: { ownerId: toId },
        },
        Prisma.sql`from unnest(${went.filter((each) => each.fromId === fromId).map(({ id }) => id)}::int[]) as id`,
      ),
    );
  const ids = went.map(({ id }) => id);
  await refreshCopies(transaction, "deal", ids);
  return ids;
}
