import { DomainError } from "../errors";
import { referenceOf } from "../references";
import type { Reader, Transaction } from "../scope";

/** The customer that this one turned out to be, however often that was merged again; itself where it was not merged. */
export async function keptInstead(reader: Reader, id: number): Promise<number> {
  const [last] = await reader.$queryRaw<{ id: number }[]>`
    with recursive followed as (
      select id, merged_into_id from customer where id = ${id}
      union select next.id, next.merged_into_id from followed join customer next on next.id = followed.merged_into_id
    )
    select id from followed where merged_into_id is null`;
  return last?.id ?? id;
}

/** The same for what is about to be stored with a customer: it is not merged into another before the transaction ends. */
export async function holdKept<Id extends number | null>(
  transaction: Transaction,
  id: Id,
): Promise<Id | number> {
  if (id === null) return id;
  for (let meant = await keptInstead(transaction, id); ; meant = await keptInstead(transaction, meant)) {
    const [held] = await transaction.$queryRaw<{ mergedIntoId: number | null }[]>`
      select merged_into_id as "mergedIntoId" from customer where id = ${meant} for key share`;
    if (!held || held.mergedIntoId === null) return meant;
  }
}

/** Throws MERGED for a customer that turned out to be another. */
export function requireNotMerged({ id, mergedIntoId }: { id: number; mergedIntoId: number | null }): void {
  if (mergedIntoId === null) return;
  const [reference, into] = [referenceOf("customer", id), referenceOf("customer", mergedIntoId)];
  throw new DomainError({ code: "MERGED", reference, into });
}
