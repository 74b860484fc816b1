import type { Customer } from "../../domain/customers/customer";
import type { Button, CardElement } from "../../ui/card";
import type { Context } from "../context";

/** What another subject shows on a customer's card, and what can be done about it there by this reader. */
export interface CustomerPart {
  elements: readonly CardElement[];
  buttons: readonly Button[];
}

export type DrawCustomerPart = (context: Context, customer: Customer) => Promise<CustomerPart>;
