import type { Scope } from "../scope";
import { type Customer, requireCustomer } from "./customer";

/** One customer with contacts (policy 5.1.1). Throws NOT_FOUND where there is none that the actor may see. */
export function showCustomer(scope: Scope, id: number): Promise<Customer> {
  return requireCustomer(scope, id);
}
