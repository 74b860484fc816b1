import { addContact } from "../../domain/customers/add-contact";
import { type Customer, mayEdit } from "../../domain/customers/customer";
import { editContact } from "../../domain/customers/edit-contact";
import { editCustomer } from "../../domain/customers/edit-customer";
import { requireNotMerged } from "../../domain/customers/merged";
import { showCustomer } from "../../domain/customers/show-customer";
import { DomainError } from "../../domain/errors";
import { requirePermission } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { requireId } from "../require-reference";
import { customerCard } from "./cards";
import { contactForm, editContactForm, editForm, openEditForm } from "./forms";
import { fieldsOf } from "./log";

/** Opens the form only for somebody whose submission would be taken. */
export async function openEdit(context: Context, customer: Customer): Promise<Outcome> {
  await requireEdit(context, customer);
  return openForm(openEditForm(context, customer));
}

export async function openAddContact(context: Context, id: string): Promise<Outcome> {
  const customer = await showCustomer(context, requireId(id));
  await requireEdit(context, customer);
  return openForm(formView(contactForm(context), { state: String(customer.id) }));
}

/** The id is the customer's and the contact's: "1001:7". */
export async function openEditContact(context: Context, id: string): Promise<Outcome> {
  const [customerId = "", contactId = ""] = id.split(":");
  const customer = await showCustomer(context, requireId(customerId));
  await requireEdit(context, customer);
  const contact = customer.contacts.find((each) => each.id === requireId(contactId));
  if (!contact)
    throw new DomainError({ code: "STALE_FORM", reference: referenceOf("customer", customer.id) });
  const { name: contactName, title: contactTitle, phone, email } = contact;
  return openForm(
    formView(editContactForm(context), {
      state: `${customer.id}:${contact.id}:${customer.revision}`,
      values: { contactName, contactTitle, phone, email },
      intro: [context.texts.customers.form.removeHint],
    }),
  );
}

async function requireEdit(context: Context, customer: Customer): Promise<void> {
  requireNotMerged(customer);
  if (!mayEdit(context.policy, context.actor, customer))
    await requirePermission(context, "customer.edit_any");
}

/** The state is the customer's id and the revision that the form was opened on. */
export async function submitEdit(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const [, id, revision] = /^(\d{1,9}):(\d{1,9})$/.exec(state) ?? [];
  if (!id || !revision) throw new DomainError({ code: "NOT_FOUND", reference: "CUS" });
  const read = readForm(editForm(context, Number(id)), raw);
  if (!read.ok) return formErrors(read.errors);
  const customer = await editCustomer(context, Number(id), Number(revision), fieldsOf(read.values));
  return reply(await customerCard(context, customer, [context.texts.customers.card.saved]));
}

export async function submitContact(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const read = readForm(contactForm(context), raw);
  if (!read.ok) return formErrors(read.errors);
  const { contactName: name, contactTitle: title, phone, email } = read.values;
  const customer = await addContact(context, requireId(state), { name, title, phone, email });
  return reply(await customerCard(context, customer, [context.texts.customers.card.contactAdded]));
}

/** The state is the customer's id, the contact's, and the customer's revision that the form was opened on. */
export async function submitEditContact(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const read = readForm(editContactForm(context), raw);
  if (!read.ok) return formErrors(read.errors);
  const [customerId = "", contactId = "", revision = ""] = state.split(":");
  const place = {
    customerId: requireId(customerId),
    contactId: requireId(contactId),
    revision: requireId(revision),
  };
  const { contactName: name, contactTitle: title, phone, email } = read.values;
  const customer = await editContact(context, place, { name, title, phone, email });
  return reply(await customerCard(context, customer, [context.texts.customers.card.contactChanged]));
}
