import { enqueue } from "../outbox";
import type { SubjectKind } from "../references";
import type { Transaction } from "../scope";

/** Has every copy of the cards of these records drawn anew; those of which none stands anywhere cost nothing. */
export async function refreshCopies(
  transaction: Transaction,
  kind: SubjectKind,
  ids: readonly number[],
): Promise<void> {
  const shown = await transaction.$queryRaw<{ id: number }[]>`
    select distinct subject_id as id from sent_message
    where subject_kind = ${kind} and subject_id = any (${[...ids]}::int[])`;
  await enqueue(
    transaction,
    shown.map(({ id }) => ({ task: "refresh", subject: { kind, id } }) as const),
  );
}
