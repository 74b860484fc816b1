import { mayOpenDeal } from "../../domain/deals/open-deal";
import { type CustomerSales, salesOfCustomer } from "../../domain/deals/sales-of-customer";
import { referenceOf } from "../../domain/references";
import { aboutVisit, mayRecordVisit } from "../../domain/return-visits/visit";
import { button, type CardElement, row, context as smallPrint } from "../../ui/card";
import type { Context } from "../context";
import type { DrawCustomerPart } from "../customers/part";
import { dueText } from "../return-visits/visit-words";
import { expectedText, stageName, sumsText } from "./deal-words";

/** On a customer's card: its open deals, what was won in twelve months, its next return visit, and "New deal". */
export const dealsPart: DrawCustomerPart = async (context, customer) => {
  const sales = await salesOfCustomer(context, customer);
  const { part } = context.texts.deals;
  return {
    elements: [...dealRows(context, sales), ...wonLine(context, sales), ...visitRow(context, sales)],
    buttons: mayOpenDeal(context, customer)
      ? [button("deal.new-for-customer", customer.id, part.create, { opens: "form" })]
      : [],
  };
};

function dealRows(context: Context, { open, openCount }: CustomerSales): CardElement[] {
  const { texts, reader } = context;
  return [
    ...open.map((deal) =>
      row({
        text: texts.deals.part.open(
          referenceOf("deal", deal.id),
          reader.money(deal.amountMinor, deal.currency),
        ),
        detail: [stageName(context, deal.stage), expectedText(context, deal)].join(" · "),
        button: button("deal.show", deal.id, texts.shared.open),
      }),
    ),
    ...(openCount > open.length ? [smallPrint(texts.shared.more(openCount - open.length))] : []),
  ];
}

function wonLine(context: Context, { won }: CustomerSales): CardElement[] {
  if (won.count === 0) return [];
  return [smallPrint(context.texts.deals.part.won(won.count, sumsText(context, won)))];
}

function visitRow(context: Context, { visit }: CustomerSales): CardElement[] {
  if (!visit) return [];
  const { texts, policy, actor } = context;
  const { fields, visits } = texts.deals;
  const about = aboutVisit(visit);
  return [
    row({
      text: fields.nextVisit,
      detail: [dueText(context, visit), referenceOf(about.kind, about.id)].join(" · "),
      ...(mayRecordVisit(policy, actor, visit)
        ? { button: button("visit.record", visit.id, visits.record, { opens: "form" }) }
        : {}),
    }),
  ];
}
