import { enqueue, type Job } from "../outbox";
import type { SubjectKind } from "../references";
import type { Transaction } from "../scope";

/** Has the cards of many records drawn anew, of those alone that stand anywhere. */
export async function refreshCopies(
  transaction: Transaction,
  kind: SubjectKind,
  ids: readonly number[],
): Promise<void> {
  const shown = await transaction.$queryRaw<{ id: number }[]>`
    select distinct subject_id as id from sent_message
    where subject_kind = ${kind} and subject_id = any (${[...ids]}::int[]) order by id`;
  await enqueue(
    transaction,
    shown.map(({ id }): Job => ({ task: "refresh", subject: { kind, id } })),
  );
}
