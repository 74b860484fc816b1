import { mostContacts } from "../../domain/customers/add-contact";
import { type Customer, mayEdit } from "../../domain/customers/customer";
import type { CustomerLine, FoundCustomers } from "../../domain/customers/find-customers";
import type { CustomerPage } from "../../domain/customers/list-customers";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import { intents, type Names } from "../../policy/policy";
import {
  type Button,
  button,
  buttons,
  type Card,
  type CardElement,
  divider,
  facts,
  quote,
  row,
  context as smallPrint,
  text,
} from "../../ui/card";
import type { Context } from "../context";
import { nameOf } from "../policy-name";
import { customerParts } from "./parts";

/** A customer with everything known of it, and what this reader may do. `said` stands first: what has just happened. */
export async function customerCard(
  context: Context,
  customer: Customer,
  said: readonly string[] = [],
): Promise<Card> {
  const { texts, reader } = context;
  const { card, fields } = texts.customers;
  if (customer.mergedIntoId !== null) return mergedCard(context, customer, customer.mergedIntoId, said);
  const part = await customerParts(context, customer);
  return {
    title: card.title(customer.name, referenceOf("customer", customer.id)),
    elements: [
      ...said.map(text),
      customerFacts(context, customer),
      ...part.elements,
      ...(customer.needs ? [text(fields.needs), quote(customer.needs)] : []),
      divider,
      ...contactElements(context, customer),
      ...actionButtons(context, customer, part.buttons),
      smallPrint(card.loggedBy(customer.creator.name, reader.moment(customer.createdAt))),
    ],
  };
}

/** Of one that was merged into another only that. */
function mergedCard(
  { texts }: Context,
  { id, name }: Customer,
  keptId: number,
  said: readonly string[],
): Card {
  return {
    title: texts.customers.card.title(name, referenceOf("customer", id)),
    elements: [
      ...(said.length > 0 ? said : [texts.merging.wentInto(referenceOf("customer", keptId))]).map(text),
      buttons(button("customer.show", keptId, texts.shared.open)),
    ],
  };
}

/** What may be read by everybody in a channel: no contact's number or address, and a button that asks who is reading. */
export function customerSummary(context: Context, customer: Customer, said: string | null): Card {
  const { texts } = context;
  return {
    title: texts.customers.card.title(customer.name, referenceOf("customer", customer.id)),
    elements: [
      ...(said ? [text(said)] : []),
      customerFacts(context, customer),
      buttons(button("customer.show", customer.id, texts.shared.open)),
    ],
  };
}

function customerFacts({ policy, texts, reader }: Context, customer: Customer): CardElement {
  const { fields, intents: named } = texts.customers;
  const { industries, sizes, sources } = policy.customers;
  const name = (key: string | null, of: Readonly<Record<string, Names>>) => key && nameOf(reader, key, of);
  return facts([
    [fields.industry, name(customer.industry, industries)],
    [fields.size, name(customer.size, sizes)],
    [fields.region, customer.region],
    [fields.source, name(customer.source, sources)],
    [fields.intent, named[customer.intent]],
    [fields.owner, customer.owner?.name ?? texts.shared.nobody],
  ]);
}

function contactElements({ texts, policy, actor }: Context, customer: Customer): CardElement[] {
  const { card } = texts.customers;
  const { contacts, id: customerId } = customer;
  const editable = mayEdit(policy, actor, customer);
  if (contacts.length === 0) return [text(card.noContacts)];
  return [
    text(card.contacts),
    ...contacts.slice(0, mostContacts).map(({ id, name, title, phone, email }) => {
      const [first = "", ...others] = [joined([name, title]), joined([phone, email])].filter(Boolean);
      return row({
        text: first,
        detail: others[0],
        ...(editable
          ? {
              button: button("customer.edit-contact", `${customerId}:${id}`, card.editContact, {
                opens: "form",
              }),
            }
          : {}),
      });
    }),
    // One that took over another's can have more than anybody adds.
    ...(contacts.length > mostContacts
      ? [smallPrint(texts.shared.more(contacts.length - mostContacts))]
      : []),
  ];
}

const joined = (parts: readonly (string | null)[]): string => parts.filter(Boolean).join(" · ");

function actionButtons(
  { policy, actor, texts }: Context,
  customer: Customer,
  ofParts: readonly Button[],
): CardElement[] {
  const { card } = texts.customers;
  const edit = mayEdit(policy, actor, customer)
    ? [
        button("customer.edit", customer.id, texts.shared.edit, { opens: "form" }),
        button("customer.add-contact", customer.id, card.addContact, { opens: "form" }),
      ]
    : [];
  const expense = may(policy, actor, "expense.file")
    ? [button("expense.new-for-customer", customer.id, card.fileExpense, { opens: "form" })]
    : [];
  const complaint = may(policy, actor, "complaint.record")
    ? [button("complaint.new-for-customer", customer.id, card.recordComplaint, { opens: "form" })]
    : [];
  const offered = [...ofParts, ...edit, ...expense, ...complaint];
  return offered.length ? [buttons(...offered)] : [];
}

/** One page of customers, with buttons to the next, and to the other list. */
export function listCard(context: Context, whose: "mine" | "all", page: CustomerPage): Card {
  const { texts, policy, actor } = context;
  const { list } = texts.customers;
  const turn = (to: number, label: string): Button => button("customer.list", `${whose}:${to}`, label);
  const other: Button[] =
    whose === "all"
      ? [button("customer.list", "mine:1", list.mine)]
      : may(policy, actor, "customer.view")
        ? [button("customer.list", "all:1", list.all)]
        : [];
  const offered = [
    ...(page.page > 1 ? [turn(page.page - 1, list.previous)] : []),
    ...(page.page < page.pages ? [turn(page.page + 1, list.next)] : []),
    ...other,
    ...newButton(context),
  ];
  const count = [
    shownOf(context, page),
    ...(page.pages > 1 ? [list.page(page.page, page.pages)] : []),
    ...(page.more && page.page === page.pages ? [list.ends] : []),
  ];
  return {
    title: whose === "mine" ? list.mine : list.all,
    elements: [
      ...(page.total === 0
        ? [text(whose === "mine" ? list.emptyMine : list.emptyAll)]
        : [...page.customers.map((line) => customerRow(context, line)), smallPrint(count.join(" · "))]),
      ...(offered.length ? [buttons(...offered)] : []),
    ],
  };
}

/** What was found; `said` replaces the sentence above it, e.g. when one was to be chosen. */
export function foundCard(context: Context, typed: string, found: FoundCustomers, said?: string): Card {
  const { list } = context.texts.customers;
  const short = typed.length > 60 ? `${typed.slice(0, 59)}…` : typed;
  const create = newButton(context);
  return {
    title: list.found(short),
    elements:
      found.total === 0
        ? [text(list.emptyFound(short)), ...(create.length ? [buttons(...create)] : [])]
        : [
            ...(said ? [text(said)] : []),
            ...found.customers.map((line) => customerRow(context, line)),
            smallPrint(shownOf(context, found)),
          ],
  };
}

function shownOf({ texts }: Context, { customers, total, more }: FoundCustomers): string {
  const { showing, showingOfMore } = texts.shared;
  return more ? showingOfMore(customers.length, total) : showing(customers.length, total);
}

const newButton = ({ policy, actor, texts }: Context): Button[] =>
  may(policy, actor, "customer.create")
    ? [button("customer.new", "form", texts.customers.verbs.new.label, { style: "primary", opens: "form" })]
    : [];

function customerRow({ policy, reader, texts }: Context, line: CustomerLine): CardElement {
  const intent = intents.find((each) => each === line.intent) ?? "unknown";
  return row({
    text: texts.customers.card.title(line.name, referenceOf("customer", line.id)),
    detail: joined([
      line.grade && texts.grading.card.letter(line.grade),
      line.industry && nameOf(reader, line.industry, policy.customers.industries),
      intent === "unknown" ? null : `${texts.customers.fields.intent}: ${texts.customers.intents[intent]}`,
      line.ownerName ?? texts.shared.nobody,
    ]),
    button: button("customer.show", line.id, texts.shared.open),
  });
}
