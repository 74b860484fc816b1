import { Prisma } from "../../db/generated/client";
import type { Column, ImportKind } from "../imports/columns";
import type { Reader } from "../scope";

/** A record as its columns are stored: choices by key, days as ISO days, records by id. */
export interface ExportedRecord {
  id: number;
  currency: string | null;
  cells: Readonly<Partial<Record<Column, string | null>>>;
}

/** Of whom: somebody's id, or null for everybody's. Who was merged into another is not exported beside it. */
function where(kind: ImportKind, ownerId: number | null): Prisma.Sql {
  const owned = kind === "deals" ? Prisma.sql`deal.owner_id` : Prisma.sql`customer.owner_id`;
  const whose = ownerId === null ? Prisma.empty : Prisma.sql`and ${owned} = ${ownerId}::int`;
  return Prisma.sql`customer.merged_into_id is null ${whose}`;
}

const tables = {
  customers: Prisma.sql`customer`,
  contacts: Prisma.sql`contact join customer on customer.id = contact.customer_id`,
  deals: Prisma.sql`deal join customer on customer.id = deal.customer_id`,
} as const satisfies Record<ImportKind, Prisma.Sql>;

/** How many records of a kind there are to export. */
export async function countRecords(
  reader: Reader,
  kind: ImportKind,
  ownerId: number | null,
): Promise<number> {
  const [row] = await reader.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from ${tables[kind]} where ${where(kind, ownerId)}`;
  return row?.count ?? 0;
}

/** The next records after an id, in the order of their ids. */
export async function nextRecords(
  reader: Reader,
  kind: ImportKind,
  { ownerId, after, most }: { ownerId: number | null; after: number; most: number },
): Promise<ExportedRecord[]> {
  const which = (id: Prisma.Sql) =>
    Prisma.sql`where ${id} > ${after}::int and ${where(kind, ownerId)} order by ${id} limit ${most}::int`;
  switch (kind) {
    case "customers":
      return reader.$queryRaw<ExportedRecord[]>`
        with page as materialized (select customer.* from customer ${which(Prisma.sql`customer.id`)}),
          first as (
            select distinct on (contact.customer_id) contact.* from contact
            where contact.customer_id in (select id from page) order by contact.customer_id, contact.id
          )
        select customer.id, null as currency, json_build_object('reference', customer.id, 'externalId', customer.external_id,
          'name', customer.name, 'industry', customer.industry, 'size', customer.size, 'region', customer.region,
          'source', customer.source, 'needs', customer.needs, 'intent', customer.intent, 'contactName', first.name,
          'contactTitle', first.title, 'phone', first.phone, 'email', first.email,
          'owner', coalesce(person.email, person.name)) as cells
        from page as customer
        left join person on person.id = customer.owner_id
        left join first on first.customer_id = customer.id
        order by customer.id`;
    case "contacts":
      return reader.$queryRaw<ExportedRecord[]>`
        select contact.id, null as currency, json_build_object('customerReference', customer.id,
          'customerExternalId', customer.external_id, 'customerName', customer.name, 'contactName', contact.name,
          'contactTitle', contact.title, 'phone', contact.phone, 'email', contact.email) as cells
        from ${tables.contacts} ${which(Prisma.sql`contact.id`)}`;
    case "deals":
      return reader.$queryRaw<ExportedRecord[]>`
        select deal.id, deal.currency, json_build_object('reference', deal.id, 'externalId', deal.external_id,
          'customerReference', customer.id, 'customerExternalId', customer.external_id, 'customerName', customer.name,
          'title', deal.title, 'product', deal.product, 'channel', deal.channel, 'stage', deal.stage,
          'amount', deal.amount_minor::text, 'listPrice', deal.list_minor::text, 'expectedOn', deal.expected_on,
          'competitor', deal.competitor, 'status', deal.status, 'closedOn', deal.closed_on,
          'lostReason', deal.lost_reason, 'lostNote', deal.lost_note, 'payableOn', deal.payable_on,
          'owner', coalesce(person.email, person.name)) as cells
        from ${tables.deals} join person on person.id = deal.owner_id ${which(Prisma.sql`deal.id`)}`;
  }
}
