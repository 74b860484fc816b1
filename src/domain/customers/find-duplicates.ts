import type { Reader } from "../scope";

export type DuplicateReason = "name" | "phone" | "email";

/** A customer that may be the same as the one being logged, why, and whom to ask. */
export interface Duplicate {
  id: number;
  name: string;
  ownerName: string | null;
  reasons: DuplicateReason[];
}

/** What duplicates are found by: `nameKey` of the name, `phoneKey` and `emailDomain` of each contact. */
export interface DuplicateKeys {
  nameKey: string;
  contacts: readonly { phoneKey: string | null; emailDomain: string | null }[];
}

/** As many as a person can weigh, and a form can name. */
const most = 10;
/** A mail domain that more have says nothing; no more are looked at. */
const mostAlike = 500;

/**
 * Likely duplicates (policy 5.1.1): the same name but for width, case, punctuation and company suffix; a contact with the
 * same phone number; a contact at the same company's mail domain. The likeliest first (by name, then phone, then mail),
 * then the oldest; none that was merged into another. One query, each of its parts on an index.
 */
export async function findDuplicates(reader: Reader, keys: DuplicateKeys): Promise<Duplicate[]> {
  const phones = keys.contacts.flatMap(({ phoneKey }) => phoneKey ?? []);
  const domains = keys.contacts.flatMap(({ emailDomain }) => emailDomain ?? []);
  return reader.$queryRaw<Duplicate[]>`
    select customer.id, customer.name, owner.name as "ownerName",
      array_agg(distinct hit.reason) as reasons
    from (
      (select id, 'name' as reason, 1 as rank from customer where name_key = ${keys.nameKey} and merged_into_id is null
        limit ${mostAlike})
      union all (select customer_id, 'phone', 2 from contact where phone_key = any (${phones}::text[]) limit ${mostAlike})
      union all (select customer_id, 'email', 3 from contact where email_domain = any (${domains}::text[]) limit ${mostAlike})
    ) as hit
    join customer on customer.id = hit.id and customer.merged_into_id is null
    left join person owner on owner.id = customer.owner_id
    group by customer.id, owner.name
    order by min(hit.rank), customer.id
    limit ${most}`;
}
