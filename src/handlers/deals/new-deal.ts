import { identifyCustomer, type MeantCustomer } from "../../domain/customers/identify-customer";
import { showCustomer } from "../../domain/customers/show-customer";
import { typedLine } from "../../domain/customers/typed-text";
import { type Deal, dealLimits } from "../../domain/deals/deal";
import { openDeal } from "../../domain/deals/open-deal";
import { DomainError } from "../../domain/errors";
import { may, requirePermission } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { personOption } from "../customers/forms";
import { customerOption } from "../customers/look-up";
import { explainProblem } from "../explain-problem";
import { readingOf } from "../read-day";
import { requireId } from "../require-reference";
import { dealCard } from "./deal-card";
import {
  type DealInitial,
  dealForm,
  dealFormForOthers,
  firstChoices,
  openDealForm,
  opensForOthers,
} from "./forms";
import { type DealLine, readDealLine } from "./read-deal-line";

/** `/deal new` alone opens the form; a line that says everything opens the deal at once, any other fills the form in. */
export async function newDeal(context: Context, line: string): Promise<Outcome> {
  await requireMayOpen(context);
  if (!typedLine(line)) return openForm(openDealForm(context));
  const read = readDealLine({ policy: context.policy, ...readingOf(context) }, line);
  const meant: MeantCustomer = read.customer
    ? await identifyCustomer(context, read.customer)
    : { kind: "none" };
  const values: DealInitial = {
    customer: meant.kind === "one" ? customerOption(meant) : null,
    product: read.product,
    amount: read.amount?.slice(0, 40),
    expectedOn: read.expectedOn,
    // Words that name nobody, or found no place, are kept where they can be read.
    title: leftOver(read, meant),
  };
  const { product, amount, expectedOn, leftover } = read;
  if (meant.kind !== "one" || !product || !amount || !expectedOn || leftover)
    return openForm(openDealForm(context, values, whatIsMissing(context, read, meant)));
  const rest = { ...firstChoices(context), listPrice: null, competitor: null, title: null, ownerId: null };
  try {
    return opened(
      context,
      await openDeal(context, { customerId: meant.id, product, amount, expectedOn, ...rest }),
    );
  } catch (error) {
    // What is wrong with the line is put right in the form, with what was typed still there.
    if (!(error instanceof DomainError) || error.problem.code !== "INVALID") throw error;
    const intro = [error, ...error.others].map(({ problem }) => explainProblem(context, problem));
    return openForm(openDealForm(context, values, intro));
  }
}

async function requireMayOpen(context: Context): Promise<void> {
  if (!may(context.policy, context.actor, "deal.edit_any")) await requirePermission(context, "deal.create");
}

function leftOver({ customer, leftover }: DealLine, meant: MeantCustomer): string | null {
  const words = [...(meant.kind === "one" ? [] : [customer]), leftover].filter(Boolean).join(" ");
  return typedLine(words.slice(0, dealLimits.line).replace(/\p{Cs}$/u, ""));
}

function whatIsMissing({ texts, reader }: Context, { customer }: DealLine, meant: MeantCustomer): string[] {
  const { form } = texts.deals;
  const short = customer && customer.length > 60 ? `${customer.slice(0, 59)}…` : customer;
  if (short && meant.kind === "none") return [form.noCustomer(short)];
  if (meant.kind !== "several") return [form.filledIn];
  const named = meant.customers.slice(0, 5).map(({ id, name }) => `${name} (${referenceOf("customer", id)})`);
  return [form.severalCustomers(short ?? "", reader.list(named))];
}

/** "New deal" on a customer's card: the customer stands in the form already, for others its owner too. */
export async function newDealForCustomer(context: Context, id: string): Promise<Outcome> {
  await requireMayOpen(context);
  const customer = await showCustomer(context, requireId(id));
  return openForm(
    openDealForm(context, {
      customer: customerOption(customer),
      ...(opensForOthers(context) ? { owner: customer.owner && personOption(customer.owner) } : {}),
    }),
  );
}

export async function submitDeal(context: Context, raw: RawValues): Promise<Outcome> {
  if (opensForOthers(context)) {
    const read = readForm(dealFormForOthers(context), raw);
    if (!read.ok) return formErrors(read.errors);
    const { customer: customerId, owner: ownerId, ...fields } = read.values;
    return opened(context, await openDeal(context, { ...fields, customerId, ownerId }));
  }
  const read = readForm(dealForm(context), raw);
  if (!read.ok) return formErrors(read.errors);
  const { customer: customerId, ...fields } = read.values;
  return opened(context, await openDeal(context, { ...fields, customerId, ownerId: null }));
}

const opened = (context: Context, deal: Deal): Outcome =>
  reply(dealCard(context, deal, [context.texts.deals.card.opened]));
