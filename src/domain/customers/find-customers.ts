import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { type CustomerLine, mostFound, searchCustomers } from "./search-customers";

export type { CustomerLine } from "./search-customers";

export interface FoundCustomers {
  customers: CustomerLine[];
  /** How many fit in all; no more than 30 are counted. */
  total: number;
  /** Whether more fit than were counted. */
  more: boolean;
}

/**
 * Finds customers by reference, name, contact's name, phone number or e-mail address; parts of them do, in any case and
 * width, but for a single Latin letter or digit, which begins a name. Same name first, then names that begin so. At most 20,
 * and none that was merged into another: its reference finds that one. Throws NOT_ALLOWED.
 */
export async function findCustomers(scope: Scope, text: string): Promise<FoundCustomers> {
  await requirePermission(scope, "customer.view");
  return counted(await searchCustomers(scope.db, text, { contacts: true }));
}

/**
 * The same by name or reference alone, for whoever records a complaint: they must be able to say whose it is, and learn
 * nothing else. Throws NOT_ALLOWED.
 */
export async function nameCustomers(scope: Scope, text: string): Promise<{ id: number; name: string }[]> {
  await requirePermission(scope, "complaint.record");
  const customers = await searchCustomers(scope.db, text, { contacts: false });
  return customers.map(({ id, name }) => ({ id, name }));
}

function counted(rows: readonly (CustomerLine & { fitting: number })[]): FoundCustomers {
  const fitting = rows[0]?.fitting ?? 0;
  return {
    customers: rows.map(({ fitting: _, ...line }) => line),
    total: Math.min(fitting, mostFound),
    more: fitting > mostFound,
  };
}
