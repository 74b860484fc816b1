import type { Scope } from "../scope";
import { type Customer, requireCustomer } from "./customer";
import { keptInstead } from "./merged";

/** One customer with contacts (policy 5.1.1). Throws NOT_FOUND where there is none that the actor may see. */
export function showCustomer(scope: Scope, id: number): Promise<Customer> {
  return requireCustomer(scope, id);
}

/** The same, and of one that was merged into another that other one (5.1.2). Throws NOT_FOUND. */
export async function showKept(scope: Scope, id: number): Promise<Customer> {
  const customer = await requireCustomer(scope, id);
  return customer.mergedIntoId === null ? customer : requireCustomer(scope, await keptInstead(scope.db, id));
}
