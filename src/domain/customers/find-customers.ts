import { Prisma } from "../../db/generated/client";
import { requirePermission } from "../people/permissions";
import { readReference } from "../references";
import type { Reader, Scope } from "../scope";
import { phoneKey } from "./contact-keys";
import { nameKey } from "./name-key";
import { typedLine } from "./typed-text";

/** A customer as one line of a list. `industry` and `intent` are keys of the policy. */
export interface CustomerLine {
  id: number;
  name: string;
  industry: string | null;
  intent: string;
  ownerName: string | null;
}

export interface FoundCustomers {
  customers: CustomerLine[];
  /** How many fit in all. */
  total: number;
}

/** A list shows no more; whoever sees "20 of 300" types another word. */
export const mostFound = 20;
/** Fewer digits would find half of all phone numbers. */
const fewestDigits = 4;

/**
 * Finds customers by reference, name, contact's name, phone number or e-mail address; parts of them do, in any case and
 * width. Same name first, then names that begin so. At most 20. Throws NOT_ALLOWED.
 */
export async function findCustomers(scope: Scope, text: string): Promise<FoundCustomers> {
  await requirePermission(scope, "customer.view");
  return searchCustomers(scope.db, text, { contacts: true });
}

/**
 * The same by name or reference alone, for whoever records a complaint: they must be able to say whose it is, and learn
 * nothing else. Throws NOT_ALLOWED.
 */
export async function nameCustomers(scope: Scope, text: string): Promise<{ id: number; name: string }[]> {
  await requirePermission(scope, "complaint.record");
  const { customers } = await searchCustomers(scope.db, text, { contacts: false });
  return customers.map(({ id, name }) => ({ id, name }));
}

async function searchCustomers(
  reader: Reader,
  typed: string,
  by: { contacts: boolean },
): Promise<FoundCustomers> {
  const text = typedLine(typed)?.slice(0, 200).normalize("NFKC").toLowerCase() ?? "";
  // `strpos` takes what was typed literally, where `like` would read "%" and "_" as wildcards.
  const rows = await reader.$queryRaw<(CustomerLine & { total: number })[]>`
    select customer.id, customer.name, customer.industry, customer.intent, owner.name as "ownerName",
      (count(*) over ())::int as total
    from customer left join person owner on owner.id = customer.owner_id
    where ${matches(text, by)}
    order by customer.name_key = ${nameKey(text)} desc, starts_with(customer.name_key, ${nameKey(text)}) desc,
      customer.updated_at desc, customer.id
    limit ${mostFound}`;
  return { customers: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 };
}

function matches(text: string, by: { contacts: boolean }): Prisma.Sql {
  if (text === "") return Prisma.sql`true`;
  const reference = readReference(text, "customer");
  const digits = phoneKey(text) ?? (/^[\d\s+().-]+$/.test(text) ? text.replace(/\D/g, "") : "");
  const conditions = [
    Prisma.sql`strpos(customer.name_key, ${nameKey(text)}) > 0`,
    Prisma.sql`strpos(lower(customer.name), ${text}) > 0`,
    ...(reference?.kind === "customer" ? [Prisma.sql`customer.id = ${reference.id}::int`] : []),
    ...(by.contacts
      ? [
          Prisma.sql`exists (select from contact where contact.customer_id = customer.id and (
            strpos(lower(contact.name), ${text}) > 0 or strpos(lower(contact.email), ${text}) > 0
            ${digits.length >= fewestDigits ? Prisma.sql`or strpos(contact.phone_key, ${digits}) > 0` : Prisma.empty}))`,
        ]
      : []),
  ];
  return Prisma.sql`(${Prisma.join(conditions, " or ")})`;
}
