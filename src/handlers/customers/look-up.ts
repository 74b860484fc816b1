import type { Customer } from "../../domain/customers/customer";
import { findCustomers } from "../../domain/customers/find-customers";
import { listCustomers } from "../../domain/customers/list-customers";
import { nameKey } from "../../domain/customers/name-key";
import { showCustomer, showKept } from "../../domain/customers/show-customer";
import { typedLine } from "../../domain/customers/typed-text";
import { may } from "../../domain/people/permissions";
import { readReference, referenceOf } from "../../domain/references";
import type { Card } from "../../ui/card";
import type { SearchOption } from "../../ui/form";
import { type Outcome, reply } from "../../ui/outcome";
import type { Context } from "../context";
import { problemCard } from "../explain-problem";
import { customerCard, foundCard, listCard } from "./cards";

/** `/customer find Acme`: one that fits is shown, several are listed. */
export async function findCustomer(context: Context, typed: string): Promise<Outcome> {
  const text = typedLine(typed);
  if (!text) return reply(problemCard(context, context.texts.customers.list.findWhat));
  const found = await findCustomers(context, text);
  const [only] = found.customers;
  if (found.total === 1 && only)
    return reply(await customerCard(context, await showCustomer(context, only.id)));
  return reply(foundCard(context, text, found));
}

/**
 * The customer somebody means by a reference or a name; an outcome that lists those it could be where it is not clear.
 * Throws NOT_FOUND for a reference to none.
 */
export async function pickCustomer(
  context: Context,
  typed: string,
  example: string,
): Promise<Customer | Outcome> {
  const text = typedLine(typed);
  if (!text) return reply(problemCard(context, context.texts.commands.missingReference("customer", example)));
  const reference = readReference(text, "customer");
  if (reference?.kind === "customer") return showCustomer(context, reference.id);
  const found = await findCustomers(context, text);
  const sameName = found.customers.filter(({ name }) => nameKey(name) === nameKey(text));
  const [only] = sameName.length === 1 ? sameName : found.total === 1 ? found.customers : [];
  if (only) return showCustomer(context, only.id);
  return reply(foundCard(context, text, found, context.texts.customers.list.several));
}

/** A customer's card; of one that was merged into another that one's, which says so. Throws NOT_FOUND. */
export async function shownCard(context: Context, id: number): Promise<Card> {
  const customer = await showKept(context, id);
  if (customer.id === id) return customerCard(context, customer);
  const [asked, kept] = [referenceOf("customer", id), referenceOf("customer", customer.id)];
  return customerCard(context, customer, [context.texts.merging.shownInstead(asked, kept)]);
}

export async function customerList(context: Context, whose: "mine" | "all", page = 1): Promise<Card> {
  return listCard(context, whose, await listCustomers(context, { whose, page }));
}

/** Options of lookup fields: customers by name, reference, contact; none for somebody who may not see customers. */
export async function searchCustomerOptions(context: Context, query: string): Promise<SearchOption[]> {
  if (!may(context.policy, context.actor, "customer.view")) return [];
  const { customers } = await findCustomers(context, query);
  return customers.map(customerOption);
}

/** The reference tells two of one name apart, so a long name is shortened before it: chat clients cut options at the end. */
export const customerOption = ({ id, name }: { id: number; name: string }): SearchOption => ({
  value: String(id),
  label: `${name.length > 55 ? `${name.slice(0, 54).replace(/\p{Cs}$/u, "")}…` : name} · ${referenceOf("customer", id)}`,
});
