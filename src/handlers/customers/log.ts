import type { Customer } from "../../domain/customers/customer";
import { type CustomerInput, logCustomer } from "../../domain/customers/log-customer";
import { requirePermission } from "../../domain/people/permissions";
import { intents } from "../../policy/policy";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { customerCard } from "./cards";
import {
  type CustomerInitial,
  customerForm,
  duplicatesForm,
  duplicatesSeen,
  firstOwner,
  openCustomerForm,
  personOption,
} from "./forms";
import { readQuickEntry } from "./quick-entry";

/**
 * `/customer new` alone opens the form. With a line behind it the customer is logged at once, unless it may be there
 * already, or part of the line found no place: then the form opens with what was typed.
 */
export async function newCustomer(context: Context, line: string): Promise<Outcome> {
  await requirePermission(context, "customer.create");
  const entry = readQuickEntry(line);
  if (entry.name === null && entry.contact === null) return openForm(openCustomerForm(context));
  const { form } = context.texts.customers;
  const typed: CustomerInitial = {
    name: entry.name,
    contactName: entry.contact?.name,
    contactTitle: entry.contact?.title,
    phone: entry.contact?.phone,
    email: entry.contact?.email,
    needs: entry.leftover,
  };
  const doubts = [...(entry.leftover ? [form.leftover] : []), ...(entry.shortened ? [form.shortened] : [])];
  if (entry.name === null || doubts.length) return openForm(openCustomerForm(context, typed, doubts));
  const contacts = entry.contact ? [entry.contact] : [];
  const logged = await logCustomer(context, { name: entry.name, contacts }, { despiteDuplicates: false });
  if (logged.kind === "logged")
    return reply(await customerCard(context, logged.customer, whatHappened(context, logged.customer)));
  const values = { intent: "unknown", owner: firstOwner(context), ...typed };
  return openForm(duplicatesForm(context, values, logged.duplicates));
}

/** The form handed in: logged, or shown again with duplicates that this person has not been shown yet. */
export async function submitCustomer(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const read = readForm(customerForm(context, { again: false }), raw);
  if (!read.ok) return formErrors(read.errors);
  const { values } = read;
  const logged = await logCustomer(context, inputOf(values), { despiteDuplicates: duplicatesSeen(state) });
  if (logged.kind === "logged")
    return reply(await customerCard(context, logged.customer, whatHappened(context, logged.customer)));
  const owner =
    values.owner === null
      ? null
      : await context.db.person.findUnique({
          where: { id: values.owner },
          select: { id: true, name: true },
        });
  return openForm(
    duplicatesForm(context, { ...values, owner: owner && personOption(owner) }, logged.duplicates),
  );
}

/** Whoever logs for others reads who has it now. */
function whatHappened({ texts, actor }: Context, { owner }: Customer): string[] {
  const { card } = texts.customers;
  if (owner === null) return [card.logged, card.nobodyInTurn];
  return owner.id === actor.id ? [card.logged] : [card.logged, card.assignedTo(owner.name)];
}

type CustomerValues = Extract<
  ReturnType<typeof readForm<ReturnType<typeof customerForm>["schema"]>>,
  { ok: true }
>["values"];

function inputOf(values: CustomerValues): CustomerInput {
  const contact = {
    name: values.contactName,
    title: values.contactTitle,
    phone: values.phone,
    email: values.email,
  };
  return {
    ...fieldsOf(values),
    // A job title alone is somebody's: the domain then asks for the name.
    contacts: Object.values(contact).some((each) => each !== null) ? [contact] : [],
  };
}

/** What both the form that logs and the one that edits say of a customer. */
export function fieldsOf(values: Omit<CustomerValues, "contactName" | "contactTitle" | "phone" | "email">) {
  const { name, industry, size, region, source, needs } = values;
  return {
    name,
    industry,
    size,
    region,
    source,
    needs,
    intent: intents.find((each) => each === values.intent),
    ownerId: values.owner ?? undefined,
  };
}
