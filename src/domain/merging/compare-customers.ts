import type { Customer } from "../customers/customer";
import { requireCustomer } from "../customers/customer";
import type { Scope } from "../scope";
import { type MergeInput, requireMayMerge } from "./merge-customers";

/** A customer and how much belongs to it. */
export interface Compared {
  customer: Customer;
  contacts: number;
  touches: number;
  deals: number;
  complaints: number;
}

/** Two customers as whoever is about to merge them sees them (policy 5.1.2). Throws as `mergeCustomers` does. */
export async function compareCustomers(
  scope: Scope,
  { keptId, mergedId }: MergeInput,
): Promise<{ kept: Compared; merged: Compared }> {
  const [kept, merged] = [await requireCustomer(scope, keptId), await requireCustomer(scope, mergedId)];
  await requireMayMerge(scope, kept, merged);
  return { kept: await counted(scope, kept), merged: await counted(scope, merged) };
}

async function counted({ db }: Scope, customer: Customer): Promise<Compared> {
  const where = { customerId: customer.id };
  const [touches, deals, complaints] = await Promise.all([
    db.touch.count({ where }),
    db.deal.count({ where }),
    db.complaint.count({ where }),
  ]);
  return { customer, contacts: customer.contacts.length, touches, deals, complaints };
}
