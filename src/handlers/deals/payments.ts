import { recordPayment, requirePayable } from "../../domain/deals/record-payment";
import { requireVoidable, voidPayment } from "../../domain/deals/void-payment";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { requireId } from "../require-reference";
import { dealCard } from "./deal-card";
import { openPaymentForm, paymentForm, voidForm } from "./forms";

/** Each opens its form only for somebody whose submission would be taken. */
export async function openPayment(context: Context, id: string): Promise<Outcome> {
  return openForm(openPaymentForm(context, await requirePayable(context, requireId(id))));
}

export async function submitPayment(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const id = requireId(state);
  const read = readForm(paymentForm(context, await requirePayable(context, id)), raw);
  if (!read.ok) return formErrors(read.errors);
  const deal = await recordPayment(context, id, read.values);
  return reply(dealCard(context, deal, [context.texts.deals.card.paymentRecorded]));
}

/** The id is the deal's and the payment's: "1001:7". */
const bothIds = (id: string): [dealId: number, paymentId: number] => {
  const [dealId = "", paymentId = ""] = id.split(":");
  return [requireId(dealId), requireId(paymentId)];
};

export async function openVoid(context: Context, id: string): Promise<Outcome> {
  const { deal, payment } = await requireVoidable(context, ...bothIds(id));
  const { reader, texts } = context;
  const amount = reader.money(payment.amountMinor, deal.currency);
  const intro = [texts.deals.card.payment(reader.day(payment.receivedOn), amount)];
  return openForm(formView(voidForm(context), { state: `${deal.id}:${payment.id}`, intro }));
}

export async function submitVoid(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const read = readForm(voidForm(context), raw);
  if (!read.ok) return formErrors(read.errors);
  const deal = await voidPayment(context, ...bothIds(state), read.values.reason);
  return reply(dealCard(context, deal, [context.texts.deals.card.paymentVoided]));
}
