import { Prisma } from "../../db/generated/client";
import { readReference } from "../references";
import type { Reader } from "../scope";
import { phoneKey } from "./contact-keys";
import { keptInstead } from "./merged";
import { nameKey } from "./name-key";
import { typedLine } from "./typed-text";

/** A customer as one line of a list. `industry` and `intent` are keys of the policy. */
export interface CustomerLine {
  id: number;
  name: string;
  grade: string | null;
  industry: string | null;
  intent: string;
  ownerName: string | null;
}

/** A list shows no more; whoever sees "20 of 300" types another word. */
const mostShown = 20;
/** More that fit are neither looked at nor counted: what a search costs does not grow with the customers there are. */
export const mostFound = 30;
const enough = mostFound + 1;
/** A word that a quarter of all customers have is found among the newest: its list in the index would be long. */
const newest = 2000;
/** Fewer digits would find half of all phone numbers. */
const fewestDigits = 4;
/** Sorts behind whatever may follow the beginning of a name. */
const last = "\u{10FFFF}";

/** What is looked for in names, and in contacts, folded as the database keeps them. */
interface Wanted {
  key: string;
  names: readonly string[];
  contacts: readonly string[];
}

/**
 * The customers that fit, best first, each with how many fit in all (31 where there are more). Every part stands on an index:
 * the reference, the beginning of the name, and the pieces that a text is made of, after which the text itself is compared.
 */
export async function searchCustomers(
  reader: Reader,
  typed: string,
  by: { contacts: boolean },
): Promise<(CustomerLine & { fitting: number })[]> {
  const text = typedLine(typed)?.slice(0, 200).normalize("NFKC").toLowerCase() ?? "";
  if (text === "") return latest(reader);
  const reference = readReference(text, "customer");
  const id = reference?.kind === "customer" ? await keptInstead(reader, reference.id) : null;
  const digits = phoneKey(text) ?? (/^[\d\s+().-]+$/.test(text) ? text.replace(/\D/g, "") : "");
  const wanted: Wanted = {
    key: nameKey(text),
    names: [...new Set([text, nameKey(text)])].filter(hasPieces),
    contacts: by.contacts
      ? [...new Set([text, ...(digits.length >= fewestDigits ? [digits] : [])])].filter(hasPieces)
      : [],
  };
  return reader.$queryRaw`
    with begun as materialized (
      select id from customer where id = ${id}::int
      ${beginsSo(wanted)}
      ${amongNewest(wanted)}
    ), named as materialized (${byPieces(Prisma.sql`names`, wanted.names, Prisma.sql`begun`)}
    ), fitting as (${byPieces(Prisma.sql`contacts`, wanted.contacts, Prisma.sql`named`)})
    select customer.id, customer.name, customer.grade, customer.industry, customer.intent, owner.name as "ownerName",
      (count(*) over ())::int as fitting
    from fitting join customer on customer.id = fitting.id left join person owner on owner.id = customer.owner_id
    where customer.merged_into_id is null
    order by customer.id is not distinct from ${id}::int desc, customer.name_key = ${wanted.key} desc,
      starts_with(customer.name_key, ${wanted.key}) desc, customer.updated_at desc, customer.id
    limit ${mostShown}`;
}

function latest(reader: Reader): Promise<(CustomerLine & { fitting: number })[]> {
  return reader.$queryRaw`
    select customer.id, customer.name, customer.grade, customer.industry, customer.intent, owner.name as "ownerName",
      (select count(*) from (select from customer where merged_into_id is null limit ${enough}) as counted)::int as fitting
    from customer left join person owner on owner.id = customer.owner_id
    where customer.merged_into_id is null
    order by customer.updated_at desc, customer.id desc
    limit ${mostShown}`;
}

/** A single letter or digit has none: it is in every name. */
const hasPieces = (text: string): boolean => !/^[a-z0-9]$/.test(text);

/** Pieces that together are the text, as long as the index has them; its last may share characters with the one before. */
function piecesOf(text: string): string[] {
  const characters = [...text];
  const size = Math.min(3, characters.length);
  const lastStart = characters.length - size;
  const starts = [...characters.keys()].filter((start) => start % size === 0 && start < lastStart);
  return [...starts, lastStart].map((start) => characters.slice(start, start + size).join(""));
}

function beginsSo({ key }: Wanted): Prisma.Sql {
  return Prisma.sql`
    union (select id from customer where name_key = ${key} and merged_into_id is null limit ${enough})
    union (select id from customer where name_key ~>=~ ${key} and name_key ~<~ ${key + last}
      and merged_into_id is null limit ${enough})`;
}

function amongNewest({ names, contacts }: Wanted): Prisma.Sql {
  const holds = [
    ...names.map((each) => Prisma.sql`strpos(names, ${each}) > 0`),
    ...contacts.map((each) => Prisma.sql`strpos(contacts, ${each}) > 0`),
  ];
  if (holds.length === 0) return Prisma.empty;
  return Prisma.sql`
    union (select customer_id from (select * from customer_search order by customer_id desc limit ${newest}) as newest
      where ${Prisma.join(holds, " or ")} limit ${enough})`;
}

function byPieces(column: Prisma.Sql, texts: readonly string[], before: Prisma.Sql): Prisma.Sql {
  const found = texts.map(
    (text) => Prisma.sql`
      union (select customer_id from customer_search where (select count(*) from ${before}) < ${enough}
        and search_grams(${column}) @> ${piecesOf(text)}::text[] and strpos(${column}, ${text}) > 0 limit ${enough})`,
  );
  return Prisma.sql`select id from ${before} ${found.length ? Prisma.join(found, " ") : Prisma.empty}`;
}
