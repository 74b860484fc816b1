import { dropFollowUps, startFollowUps } from "../follow-ups/rhythm";
import type { Company, Transaction } from "../scope";

/** How somebody came to be answerable for a customer. */
export type HowOwned =
  | "logged"
  | "imported"
  | "claimed"
  | "assigned"
  | "passed_on"
  | "handed_over"
  | "merged";
/** How that ended. */
export type HowEnded = "returned" | "given_up" | "passed_on" | "handed_over" | "merged";

/**
 * Makes somebody answerable for customers, or puts them into the public pool (`to` null), in sets: who owns them, since when
 * the pool's clocks run, the history, and the follow-ups (policy 5.3.2). Only those move that still belong to `from`; their
 * ids are returned, so that the loser of a race moves nothing.
 *
 * The pool's clocks begin anew when somebody takes a customer out of the pool. Passing it on among colleagues keeps them:
 * otherwise two could hold a customer for ever by handing it to and fro.
 */
export async function moveCustomers(
  transaction: Transaction,
  { policy, now }: Pick<Company, "policy" | "now">,
  customerIds: readonly number[],
  move: {
    from: number | null;
    to: number | null;
    how: HowOwned;
    ended: HowEnded;
    /** Who did it; null where the clock did. */
    byId: number | null;
  },
): Promise<number[]> {
  const { from, to, how, ended, byId } = move;
  const at = now.toJSDate();
  const moved = await transaction.$queryRaw<{ id: number }[]>`
    update customer set owner_id = ${to}::int, updated_at = ${at}, revision = revision + 1,
      attended_from = case when ${to}::int is null then null when owner_id is null then ${at}::timestamptz else attended_from end,
      pool_since = case when ${to}::int is null then ${at}::timestamptz end
    where id = any (${[...customerIds]}::int[]) and owner_id is not distinct from ${from}::int
      and owner_id is distinct from ${to}::int and merged_into_id is null
    returning id`;
  const ids = moved.map(({ id }) => id);
  if (ids.length === 0) return ids;
  await transaction.$executeRaw`
    update ownership set until = ${at}, ended = ${ended} where customer_id = any (${ids}::int[]) and until is null`;
  if (to === null) await dropFollowUps(transaction, { now }, ids);
  else {
    await openOwnership(transaction, { now }, ids, { ownerId: to, how, byId });
    await startFollowUps(transaction, { policy, now }, ids);
  }
  return ids;
}

/** Begins the history of customers that were just made. */
export async function openOwnership(
  transaction: Transaction,
  { now }: Pick<Company, "now">,
  customerIds: readonly number[],
  { ownerId, how, byId }: { ownerId: number; how: HowOwned; byId: number | null },
): Promise<void> {
  await transaction.$executeRaw`
    insert into ownership (customer_id, owner_id, since, how, by_id)
    select id, ${ownerId}, ${now.toJSDate()}, ${how}, ${byId}::int from unnest(${[...customerIds]}::int[]) as id`;
}
