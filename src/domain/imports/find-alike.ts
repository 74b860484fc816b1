import type { Reader } from "../scope";

/** How a likely duplicate is told: by the name as duplicates are found by it, or by a number of a contact. */
export const nameMark = (nameKey: string): string => `name:${nameKey}`;
export const phoneMark = (phoneKey: string): string => `phone:${phoneKey}`;

export interface AlikeKeys {
  nameKeys: readonly string[];
  phoneKeys: readonly string[];
}

/** Whoever logs a customer under one of these waits until the transaction ends (`logCustomer` holds the same). */
export async function holdAlike(reader: Reader, { nameKeys, phoneKeys }: AlikeKeys): Promise<void> {
  const marks = [...new Set([...nameKeys.map(nameMark), ...phoneKeys.map(phoneMark)])].sort();
  await reader.$executeRaw`
    select pg_advisory_xact_lock(hashtextextended(mark, 0)) from unnest(${marks}::text[]) as mark`;
}

/**
 * Customers that are there already under these names and numbers, by `nameMark` and `phoneMark`; of several the first that was
 * logged. Of one that was merged it is the one it turned out to be.
 */
export async function findAlike(
  reader: Reader,
  { nameKeys, phoneKeys }: AlikeKeys,
): Promise<ReadonlyMap<string, number>> {
  if (nameKeys.length === 0) return new Map();
  const found = await reader.$queryRaw<{ mark: string; id: number }[]>`
    select mark, min(id) as id from (
      select ${nameMark("")} || name_key as mark, coalesce(merged_into_id, id) as id
      from customer where name_key = any (${[...nameKeys]}::text[])
      union all
      select ${phoneMark("")} || contact.phone_key, coalesce(customer.merged_into_id, customer.id)
      from contact join customer on customer.id = contact.customer_id
      where contact.phone_key = any (${[...phoneKeys]}::text[])
    ) as alike group by mark`;
  return new Map(found.map(({ mark, id }) => [mark, id]));
}
