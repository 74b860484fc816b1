import type { Reader, Transaction } from "../scope";
import type { ImportKind } from "./columns";
import { planContacts, storeContactRows } from "./contact-rows";
import { planDeals } from "./deal-rows";
import type { Columns, ImportScope, Plan, StagedRow } from "./import-scope";
import { planCustomers } from "./plan-customers";
import { storeCustomers } from "./store-customers";
import { storeDeals } from "./store-deals";

/** What becomes of rows as things stand, without doing it. */
export function planRows(
  reader: Reader,
  scope: ImportScope,
  kind: ImportKind,
  columns: Columns,
  rows: readonly StagedRow[],
): Promise<readonly Plan[]> {
  switch (kind) {
    case "customers":
      return planCustomers(reader, scope, columns, rows);
    case "contacts":
      return planContacts(reader, scope, columns, rows);
    case "deals":
      return planDeals(reader, scope, columns, rows);
  }
}

/** Plans rows on what nobody else changes meanwhile, and takes in those that are not refused. */
export async function takeRows(
  transaction: Transaction,
  scope: ImportScope,
  kind: ImportKind,
  columns: Columns,
  rows: readonly StagedRow[],
): Promise<readonly Plan[]> {
  switch (kind) {
    case "customers": {
      const plans = await planCustomers(transaction, scope, columns, rows, true);
      await storeCustomers(transaction, scope, plans);
      return plans;
    }
    case "contacts": {
      const plans = await planContacts(transaction, scope, columns, rows, true);
      await storeContactRows(transaction, scope, plans);
      return plans;
    }
    case "deals": {
      const plans = await planDeals(transaction, scope, columns, rows, true);
      await storeDeals(transaction, scope, plans);
      return plans;
    }
  }
}
