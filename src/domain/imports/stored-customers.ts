import { Prisma } from "../../db/generated/client";
import type { ContactColumns } from "../customers/customer-input";
import type { Reader } from "../scope";

/** A customer as a row is compared with it. */
export interface StoredCustomer {
  id: number;
  externalId: string | null;
  name: string;
  nameKey: string;
  industry: string | null;
  size: string | null;
  region: string | null;
  source: string | null;
  needs: string | null;
  intent: string;
  ownerId: number | null;
  mergedIntoId: number | null;
}

export interface StoredContact extends ContactColumns {
  id: number;
  customerId: number;
}

/** Customers that rows name by reference or external id, and their contacts in the order they were added. */
export interface StoredCustomers {
  byId: ReadonlyMap<number, StoredCustomer>;
  byExternalId: ReadonlyMap<string, StoredCustomer>;
  contactsOf(customerId: number): readonly StoredContact[];
}

/** `hold`: nobody else changes them before the transaction ends. */
export async function findStoredCustomers(
  reader: Reader,
  { ids, externalIds }: { ids: readonly number[]; externalIds: readonly string[] },
  hold: boolean,
): Promise<StoredCustomers> {
  const customers = await reader.$queryRaw<StoredCustomer[]>`
    select id, external_id as "externalId", name, name_key as "nameKey", industry, size, region, source, needs, intent,
      owner_id as "ownerId", merged_into_id as "mergedIntoId"
    from customer where id = any (${[...ids]}::int[]) or external_id = any (${[...externalIds]}::text[])
    order by id ${hold ? Prisma.sql`for no key update` : Prisma.empty}`;
  const contacts = await reader.$queryRaw<StoredContact[]>`
    select id, customer_id as "customerId", name, title, phone, phone_key as "phoneKey", email, email_domain as "emailDomain"
    from contact where customer_id = any (${customers.map(({ id }) => id)}::int[]) order by id`;
  const ofCustomer = new Map<number, StoredContact[]>();
  for (const contact of contacts)
    ofCustomer.set(contact.customerId, [...(ofCustomer.get(contact.customerId) ?? []), contact]);
  return {
    byId: new Map(customers.map((each) => [each.id, each])),
    byExternalId: new Map(customers.flatMap((each) => (each.externalId ? [[each.externalId, each]] : []))),
    contactsOf: (customerId) => ofCustomer.get(customerId) ?? [],
  };
}
