import { z } from "zod";
import { todayOf } from "../../domain/calendar/today";
import { type Deal, dealLimits, receivedFor } from "../../domain/deals/deal";
import { decimalFromMinor } from "../../domain/money";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import { fieldsFor } from "../../ui/fields";
import type { FormView } from "../../ui/form";
import { formView, type InitialValues } from "../../ui/read-form";
import type { Context } from "../context";
import { options } from "../customers/forms";
import { aboutDeal } from "./deal-card";

/** What every form of a deal asks. */
function factFields(context: Context, currency = context.currency) {
  const { texts, policy } = context;
  const labels = texts.deals.fields;
  const fields = fieldsFor(texts.shared.fields);
  return {
    product: fields.choice({ label: labels.product }, options(context, policy.products)),
    amount: fields.amount({ label: labels.amountIn(currency) }, currency),
  };
}

/** What is asked of one that is not decided yet. */
function openFields(context: Context) {
  const { texts, policy } = context;
  const labels = texts.deals.fields;
  const fields = fieldsFor(texts.shared.fields);
  return {
    expectedOn: fields.date({ label: labels.expectedOn }),
    stage: fields.choice({ label: labels.stage }, options(context, policy.deals.stages)),
  };
}

function moreFields(context: Context, currency = context.currency) {
  const { texts, policy } = context;
  const labels = texts.deals.fields;
  const fields = fieldsFor(texts.shared.fields);
  return {
    channel: fields.choice({ label: labels.channel }, options(context, policy.deals.channels)),
    listPrice: fields.amountOrNone(
      { label: labels.listPriceIn(currency), hint: labels.listPriceHint },
      currency,
    ),
    competitor: fields.lineOrNone({ label: labels.competitor }, dealLimits.line),
    title: fields.lineOrNone({ label: labels.title }, dealLimits.line),
  };
}

/** The form that opens a deal. */
export function dealForm(context: Context) {
  const { texts } = context;
  const labels = texts.deals.fields;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "deal.new",
    title: texts.deals.form.newTitle,
    submit: texts.deals.form.submitNew,
    cancel: texts.shared.cancel,
    schema: z.object({
      customer: fields.lookup({ label: labels.customer, hint: labels.customerHint }, "customer"),
      ...factFields(context),
      ...openFields(context),
      ...moreFields(context),
    }),
  };
}

/** The same for whoever may open deals for others. */
export function dealFormForOthers(context: Context) {
  const { schema, ...form } = dealForm(context);
  const labels = context.texts.deals.fields;
  const { lookupOrNone } = fieldsFor(context.texts.shared.fields);
  const owner = lookupOrNone({ label: labels.owner, hint: labels.ownerHint }, "people");
  return { ...form, schema: z.object({ ...schema.shape, owner }) };
}

export const opensForOthers = ({ policy, actor }: Context): boolean => may(policy, actor, "deal.edit_any");

export type DealInitial = InitialValues<ReturnType<typeof dealFormForOthers>["schema"]>;

/** The first stage, and the direct channel where there is one: they stand in the form, and for a line that names neither. */
export function firstChoices({ policy }: Context): { stage: string; channel: string } {
  const { stages, channels } = policy.deals;
  const [stage = ""] = Object.keys(stages);
  const [channel = ""] = Object.keys(channels);
  return { stage, channel: Object.hasOwn(channels, "direct") ? "direct" : channel };
}

export function openDealForm(
  context: Context,
  values: DealInitial = {},
  intro: readonly string[] = [],
): FormView {
  const more = { intro, values: { ...firstChoices(context), ...values } };
  return opensForOthers(context)
    ? formView(dealFormForOthers(context), more)
    : formView(dealForm(context), more);
}

/** Its amounts are in its own currency, also where the installation has another by now. */
type Subject = Pick<Deal, "id" | "currency">;

const editing = ({ texts }: Context, { id }: Subject) => ({
  name: "deal.edit",
  title: texts.deals.form.editTitle(referenceOf("deal", id)),
  submit: texts.shared.save,
  cancel: texts.shared.cancel,
});

export const editOpenForm = (context: Context, deal: Subject) => ({
  ...editing(context, deal),
  schema: z.object({
    ...factFields(context, deal.currency),
    ...openFields(context),
    ...moreFields(context, deal.currency),
  }),
});

/** Of one that is closed neither its stage nor its expected day is asked. */
export const editClosedForm = (context: Context, deal: Subject) => ({
  ...editing(context, deal),
  schema: z.object({ ...factFields(context, deal.currency), ...moreFields(context, deal.currency) }),
});

/** A deal's form with what is stored; a choice that the policy no longer has is left open. */
export function openEditForm(context: Context, deal: Deal): FormView {
  const { products, deals } = context.policy;
  const still = (key: string, named: object) => (Object.hasOwn(named, key) ? key : null);
  const values = {
    product: still(deal.product, products),
    amount: decimalFromMinor(deal.amountMinor, deal.currency),
    channel: still(deal.channel, deals.channels),
    listPrice: deal.listMinor === null ? null : decimalFromMinor(deal.listMinor, deal.currency),
    competitor: deal.competitor,
    title: deal.title,
  };
  const more = { state: stateOf(deal), intro: [aboutDeal(context, deal)] };
  if (deal.status !== "open") return formView(editClosedForm(context, deal), { ...more, values });
  const open = { expectedOn: isoDay(deal.expectedOn), stage: still(deal.stage, deals.stages) };
  return formView(editOpenForm(context, deal), { ...more, values: { ...values, ...open } });
}

export function wonForm(context: Context, { id, currency }: Subject) {
  const { texts, policy } = context;
  const { form, fields: labels } = texts.deals;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "deal.won",
    title: form.wonTitle(referenceOf("deal", id)),
    submit: form.submitWon,
    cancel: texts.shared.cancel,
    schema: z.object({
      amount: fields.amount({ label: labels.amountIn(currency) }, currency),
      closedOn: fields.date({ label: labels.closedOn }),
      payableOn: fields.dateOrNone({
        label: labels.payableOn,
        hint: labels.payableHint(policy.deals.payment_days),
      }),
    }),
  };
}

export const openWonForm = (context: Context, deal: Deal): FormView =>
  formView(wonForm(context, deal), {
    state: stateOf(deal),
    intro: [aboutDeal(context, deal)],
    values: {
      amount: decimalFromMinor(deal.amountMinor, deal.currency),
      closedOn: todayOf(context).toISODate(),
    },
  });

export function lostForm(context: Context, id: number) {
  const { texts, policy } = context;
  const { form, fields: labels } = texts.deals;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "deal.lost",
    title: form.lostTitle(referenceOf("deal", id)),
    submit: form.submitLost,
    cancel: texts.shared.cancel,
    schema: z.object({
      lostReason: fields.choice({ label: labels.reason }, options(context, policy.deals.lost_reasons)),
      competitor: fields.lineOrNone({ label: labels.competitor }, dealLimits.line),
      note: fields.paragraphOrNone({ label: labels.lostNote }, dealLimits.note),
    }),
  };
}

export const openLostForm = (context: Context, deal: Deal): FormView =>
  formView(lostForm(context, deal.id), {
    state: stateOf(deal),
    intro: [aboutDeal(context, deal)],
    values: { competitor: deal.competitor },
  });

export function paymentForm(context: Context, { id, currency }: Subject) {
  const { texts } = context;
  const { form, fields: labels } = texts.deals;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "deal.payment",
    title: form.paymentTitle(referenceOf("deal", id)),
    submit: form.submitPayment,
    cancel: texts.shared.cancel,
    schema: z.object({
      amount: fields.amount({ label: labels.amountIn(currency) }, currency),
      receivedOn: fields.date({ label: labels.receivedOn }),
      note: fields.lineOrNone({ label: labels.note }, dealLimits.line),
    }),
  };
}

export const openPaymentForm = (context: Context, deal: Deal): FormView =>
  formView(paymentForm(context, deal), {
    state: String(deal.id),
    intro: [aboutDeal(context, deal)],
    values: {
      amount: decimalFromMinor(deal.amountMinor - receivedFor(deal), deal.currency),
      receivedOn: todayOf(context).toISODate(),
    },
  });

export function voidForm(context: Context) {
  const { texts } = context;
  const { form, fields: labels } = texts.deals;
  return {
    name: "deal.void",
    title: form.voidTitle,
    submit: form.submitVoid,
    cancel: texts.shared.cancel,
    schema: z.object({
      reason: fieldsFor(texts.shared.fields).line({ label: labels.note }, dealLimits.line),
    }),
  };
}

/** What a form about a deal comes back with: which one, and as it was when the form was opened. */
const stateOf = ({ id, revision }: Deal): string => `${id}:${revision}`;

export const isoDay = (day: Date): string => day.toISOString().slice(0, 10);
