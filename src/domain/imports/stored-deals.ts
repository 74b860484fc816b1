import { Prisma } from "../../db/generated/client";
import { type DealStatus, statusOf } from "../deals/deal";
import { decimalFromMinor } from "../money";
import type { Reader } from "../scope";

/** A deal as a row is compared with it; amounts as people type them. */
export interface StoredDeal {
  id: number;
  externalId: string | null;
  customerId: number;
  ownerId: number;
  product: string;
  channel: string;
  stage: string;
  amount: string;
  amountMinor: bigint;
  listPrice: string | null;
  listMinor: bigint | null;
  currency: string;
  expectedOn: Date;
  competitor: string | null;
  title: string | null;
  status: DealStatus;
  closedOn: Date | null;
  payableOn: Date | null;
  lostReason: string | null;
  lostNote: string | null;
}

/** Deals that rows name by reference or external id. `hold`: nobody else changes them before the transaction ends. */
export async function findStoredDeals(
  reader: Reader,
  { ids, externalIds }: { ids: readonly number[]; externalIds: readonly string[] },
  hold: boolean,
): Promise<{ byId: ReadonlyMap<number, StoredDeal>; byExternalId: ReadonlyMap<string, StoredDeal> }> {
  const rows = await reader.$queryRaw<
    (Omit<StoredDeal, "status" | "amount" | "listPrice"> & { status: string })[]
  >`
    select id, external_id as "externalId", customer_id as "customerId", owner_id as "ownerId", product, channel, stage,
      amount_minor as "amountMinor", list_minor as "listMinor", currency, expected_on as "expectedOn", competitor, title,
      status, closed_on as "closedOn", payable_on as "payableOn", lost_reason as "lostReason", lost_note as "lostNote"
    from deal where id = any (${[...ids]}::int[]) or external_id = any (${[...externalIds]}::text[])
    order by id ${hold ? Prisma.sql`for no key update` : Prisma.empty}`;
  const deals = rows.map(
    (row): StoredDeal => ({
      ...row,
      status: statusOf(row.status),
      amount: decimalFromMinor(row.amountMinor, row.currency),
      listPrice: row.listMinor === null ? null : decimalFromMinor(row.listMinor, row.currency),
    }),
  );
  return {
    byId: new Map(deals.map((each) => [each.id, each])),
    byExternalId: new Map(deals.flatMap((each) => (each.externalId ? [[each.externalId, each]] : []))),
  };
}
