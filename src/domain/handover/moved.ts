import { Prisma } from "../../db/generated/client";
import { auditSql } from "../audit";
import type { Scope, Transaction } from "../scope";

/** To one colleague, to those who look after customers in turn, or to the public pool. */
export type HandoverTo = { kind: "person"; id: number } | { kind: "in_turn" } | { kind: "pool" };

/** A record that changed hands, and whose it is now. */
export interface Moved {
  id: number;
  ownerId: number | null;
}

/** Ids by who has them now. */
export function byOwner(moved: readonly Moved[]): Map<number | null, number[]> {
  const groups = new Map<number | null, number[]>();
  for (const { id, ownerId } of moved) {
    const ids = groups.get(ownerId);
    if (ids) ids.push(id);
    else groups.set(ownerId, [id]);
  }
  return groups;
}

/** An audit entry for each, in one statement a receiver. */
export async function auditMoved(
  transaction: Transaction,
  scope: Scope,
  kind: "customer" | "deal" | "complaint",
  fromId: number,
  moved: readonly Moved[],
): Promise<void> {
  for (const [ownerId, ids] of byOwner(moved))
    await transaction.$executeRaw(
      auditSql(
        {
          actorId: scope.actor.id,
          via: scope.via,
          origin: scope.origin,
          subjectKind: kind,
          subjectId: Prisma.sql`id`,
          action: `${kind}.handed_over`,
          before: { ownerId: fromId },
          after: { ownerId },
        },
        Prisma.sql`from unnest(${ids}::int[]) as id`,
      ),
    );
}
