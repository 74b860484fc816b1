import { z } from "zod";
import { logsForOthers } from "../../domain/assignment/next-in-turn";
import type { Customer } from "../../domain/customers/customer";
import { customerLimits } from "../../domain/customers/customer-input";
import type { Duplicate } from "../../domain/customers/find-duplicates";
import { referenceOf } from "../../domain/references";
import { intents, type Names } from "../../policy/policy";
import { fieldsFor } from "../../ui/fields";
import type { FormView, SearchOption } from "../../ui/form";
import { formView, type InitialValues } from "../../ui/read-form";
import type { Context } from "../context";

/** The form that logs a customer, with its first contact. */
export function customerForm(context: Context, { again }: { again: boolean }) {
  const { form } = context.texts.customers;
  return {
    name: "customer.new",
    title: form.newTitle,
    submit: again ? form.logAnyway : form.submitNew,
    cancel: context.texts.shared.cancel,
    schema: z.object({
      ...nameField(context),
      ...contactFields(context),
      ...customerFields(context),
      ...ownerField(context, ownerHint(context)),
    }),
  };
}

/** The form that edits a customer; contacts have their own. */
export function editForm(context: Context, customerId: number) {
  return {
    name: "customer.edit",
    title: context.texts.customers.form.editTitle(referenceOf("customer", customerId)),
    submit: context.texts.shared.save,
    cancel: context.texts.shared.cancel,
    schema: z.object({ ...nameField(context), ...customerFields(context), ...ownerField(context) }),
  };
}

export function contactForm(context: Context) {
  return {
    name: "customer.contact",
    title: context.texts.customers.form.contactTitle,
    submit: context.texts.shared.save,
    cancel: context.texts.shared.cancel,
    schema: z.object(contactFields(context)),
  };
}

/** The form that changes a contact; emptied, it removes it. */
export function editContactForm(context: Context) {
  return {
    ...contactForm(context),
    name: "customer.edit-contact",
    title: context.texts.customers.form.editContactTitle,
  };
}

function nameField({ texts }: Context) {
  const fields = fieldsFor(texts.shared.fields);
  return { name: fields.line({ label: texts.customers.fields.name }, customerLimits.name) };
}

function contactFields({ texts }: Context) {
  const fields = fieldsFor(texts.shared.fields);
  const labels = texts.customers.fields;
  return {
    contactName: fields.lineOrNone({ label: labels.contactName }, customerLimits.line),
    contactTitle: fields.lineOrNone({ label: labels.contactTitle }, customerLimits.line),
    phone: fields.lineOrNone({ label: labels.phone }, customerLimits.phone),
    email: fields.emailOrNone({ label: labels.email }),
  };
}

function customerFields(context: Context) {
  const { texts, policy } = context;
  const fields = fieldsFor(texts.shared.fields);
  const labels = texts.customers.fields;
  const { industries, sizes, sources } = policy.customers;
  return {
    needs: fields.paragraphOrNone({ label: labels.needs, hint: labels.needsHint }, customerLimits.needs),
    intent: fields.choiceOrNone(
      { label: labels.intent },
      intents.map((value) => ({ value, label: texts.customers.intents[value] })),
    ),
    industry: fields.choiceOrNone({ label: labels.industry }, options(context, industries)),
    size: fields.choiceOrNone({ label: labels.size }, options(context, sizes)),
    region: fields.lineOrNone({ label: labels.region, hint: labels.regionHint }, customerLimits.line),
    source: fields.choiceOrNone({ label: labels.source }, options(context, sources)),
  };
}

const ownerHint = ({ texts, policy, actor }: Context): string =>
  logsForOthers(policy, actor) ? texts.customers.fields.ownerInTurnHint : texts.customers.fields.ownerHint;

function ownerField({ texts }: Context, hint?: string) {
  const fields = fieldsFor(texts.shared.fields);
  return { owner: fields.lookupOrNone({ label: texts.customers.fields.owner, hint }, "people") };
}

export const options = ({ reader }: Context, named: Readonly<Record<string, Names>>): SearchOption[] =>
  Object.entries(named).map(([value, names]) => ({ value, label: reader.name(names) }));

type CustomerForm = ReturnType<typeof customerForm>;
export type CustomerInitial = InitialValues<CustomerForm["schema"]>;

/** Who stands in a new form as the owner: whoever opens it, unless what they log goes to colleagues in turn. */
export const firstOwner = ({ policy, actor }: Context): SearchOption | null =>
  logsForOthers(policy, actor) ? null : personOption(actor);

/** The empty or prefilled form; the owner that stands in it may be changed. */
export function openCustomerForm(
  context: Context,
  values: CustomerInitial = {},
  intro: readonly string[] = [],
): FormView {
  return formView(customerForm(context, { again: false }), {
    values: { intent: "unknown", owner: firstOwner(context), ...values },
    intro,
  });
}

/**
 * The form again with the likely duplicates above it. They are kept in its state: handing it in once more logs the customer
 * if nobody else is alike by then.
 */
export function duplicatesForm(
  context: Context,
  values: CustomerInitial,
  duplicates: readonly Duplicate[],
  more: readonly string[] = [],
): FormView {
  const { duplicates: said } = context.texts.customers;
  const lines = duplicates.map(({ id, name, ownerName, reasons }) =>
    said.line(
      referenceOf("customer", id),
      name,
      ownerName ?? context.texts.shared.nobody,
      context.reader.list(reasons.map((reason) => said.reasons[reason])),
    ),
  );
  return formView(customerForm(context, { again: true }), {
    values,
    intro: [said.warning(duplicates.length), ...lines, said.advice, ...more],
    state: duplicates.map(({ id }) => id).join(","),
  });
}

/** The ids in the state of `duplicatesForm`; none in a form that was just opened. */
export const duplicatesSeen = (state: string): number[] =>
  state.split(",").flatMap((id) => (/^\d{1,9}$/.test(id) ? [Number(id)] : []));

export const personOption = ({ id, name }: { id: number; name: string }): SearchOption => ({
  value: String(id),
  label: name,
});

/** A customer's form with what is stored; a choice that the policy no longer has is left open. */
export function openEditForm(context: Context, customer: Customer): FormView {
  const { industries, sizes, sources } = context.policy.customers;
  const still = (key: string | null, named: object) =>
    key !== null && Object.hasOwn(named, key) ? key : null;
  return formView(editForm(context, customer.id), {
    state: `${customer.id}:${customer.revision}`,
    values: {
      name: customer.name,
      needs: customer.needs,
      intent: customer.intent,
      industry: still(customer.industry, industries),
      size: still(customer.size, sizes),
      region: customer.region,
      source: still(customer.source, sources),
      owner: customer.owner && personOption(customer.owner),
    },
  });
}
