import { type Deal, mayEditDeal, receivedFor } from "../../domain/deals/deal";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import {
  type Button,
  button,
  buttons,
  type Card,
  type CardElement,
  facts,
  quote,
  row,
  context as smallPrint,
  type Tone,
  text,
} from "../../ui/card";
import { type Context, forChannel } from "../context";
import { atHead } from "../explain-problem";
import { nameOf } from "../policy-name";
import { expectedText, isPast, stageName } from "./deal-words";

const tones = { open: "waiting", won: "good", lost: "bad" } as const satisfies Record<Deal["status"], Tone>;
/** The latest payments that a card shows; a phone has room for few. */
const mostPayments = 5;

export const aboutDeal = ({ texts }: Context, { id, customer }: Deal): string =>
  texts.deals.card.title(referenceOf("deal", id), customer.name);

/** A deal as it stands, and what this reader may do. `said` stands first: what has just happened. */
export function dealCard(context: Context, deal: Deal, said: readonly string[] = []): Card {
  const { texts, reader, policy } = context;
  const { fields, statuses } = texts.deals;
  const open = deal.status === "open";
  const { lostReason, closedOn } = deal;
  const [visit] = deal.returnVisits;
  return {
    title: aboutDeal(context, deal),
    status: { tone: tones[deal.status], text: atHead(statuses[deal.status]) },
    elements: [
      ...said.map(text),
      ...(deal.title ? [text(deal.title)] : []),
      facts([
        [fields.product, nameOf(reader, deal.product, policy.products)],
        [fields.amount, reader.money(deal.amountMinor, deal.currency)],
        [fields.stage, open ? stageName(context, deal.stage) : null],
        [fields.expectedOn, open ? expectedText(context, deal) : null],
        [fields.reason, lostReason && nameOf(reader, lostReason, policy.deals.lost_reasons)],
        [fields.closedOn, closedOn && reader.day(closedOn)],
        ...paymentFacts(context, deal),
        [fields.owner, deal.owner.name],
        [fields.listPrice, listPriceText(context, deal)],
        [fields.channel, nameOf(reader, deal.channel, policy.deals.channels)],
        [fields.competitor, deal.competitor],
        [fields.nextVisit, visit && reader.day(visit.dueOn)],
      ]),
      ...(deal.lostNote ? [quote(deal.lostNote)] : []),
      ...paymentRows(context, deal),
      ...actionButtons(context, deal),
    ],
  };
}

/** With how much of it was given away, in tenths of a per cent; a price above the list gives nothing away. */
function listPriceText({ reader, texts }: Context, { listMinor, amountMinor, currency }: Deal) {
  if (listMinor === null) return null;
  const price = reader.money(listMinor, currency);
  const tenths = Number(((listMinor - amountMinor) * 1000n) / listMinor);
  return tenths > 0 ? texts.deals.card.discount(price, String(tenths / 10)) : price;
}

function paymentFacts(context: Context, deal: Deal): [string, string | null][] {
  if (deal.status !== "won") return [];
  const { reader, texts } = context;
  const { card, fields } = texts.deals;
  const money = (minor: bigint) => reader.money(minor, deal.currency);
  const received = receivedFor(deal);
  const owed = deal.amountMinor - received;
  const receivedText =
    owed > 0n ? card.receivedOf(money(received), money(deal.amountMinor)) : card.paidInFull(money(received));
  if (owed <= 0n || deal.payableOn === null) return [[fields.received, receivedText]];
  const say = isPast(context, deal.payableOn) ? card.overdueSince : card.dueBy;
  return [
    [fields.received, receivedText],
    [fields.outstanding, say(money(owed), reader.day(deal.payableOn))],
  ];
}

/** The latest that stand; those that were voided are in the audit trail. */
function paymentRows(context: Context, deal: Deal): CardElement[] {
  const { reader, texts, policy, actor } = context;
  if (forChannel(context)) return [];
  const standing = deal.payments.filter(({ voidedAt }) => voidedAt === null);
  const shown = standing.slice(-mostPayments);
  const records = may(policy, actor, "payment.record");
  return [
    ...shown.map(({ id, amountMinor, receivedOn, note }) =>
      row({
        text: texts.deals.card.payment(reader.day(receivedOn), reader.money(amountMinor, deal.currency)),
        ...(note ? { detail: note } : {}),
        ...(records
          ? {
              button: button("deal.void", `${deal.id}:${id}`, texts.deals.card.voidPayment, {
                opens: "form",
              }),
            }
          : {}),
      }),
    ),
    ...(standing.length > shown.length
      ? [smallPrint(texts.shared.more(standing.length - shown.length))]
      : []),
  ];
}

/** In a channel nobody in particular reads: a button asks who it is, and shows them what they may do. */
function actionButtons(context: Context, deal: Deal): CardElement[] {
  const { texts, policy, actor } = context;
  const { card } = texts.deals;
  const { id, status } = deal;
  if (forChannel(context)) return [buttons(button("deal.show", id, texts.shared.open))];
  const edits = mayEditDeal(policy, actor, deal);
  const seesCustomer = may(policy, actor, "customer.view") || deal.customer.ownerId === actor.id;
  const offered: Button[] = [
    ...(edits && status === "open" ? openButtons(context, deal) : []),
    ...(status === "won" && may(policy, actor, "payment.record") && receivedFor(deal) < deal.amountMinor
      ? [button("deal.payment", id, card.recordPayment, { style: "primary", opens: "form" })]
      : []),
    ...(edits ? [button("deal.edit", id, texts.shared.edit, { opens: "form" })] : []),
    ...(edits && status !== "open" && receivedFor(deal) === 0n ? [reopenButton(context, id)] : []),
    ...(seesCustomer ? [button("customer.show", deal.customerId, card.customer)] : []),
  ];
  return offered.length ? [buttons(...offered)] : [];
}

function openButtons(context: Context, { id, stage }: Deal): Button[] {
  const { texts, policy } = context;
  const { card } = texts.deals;
  const stages = Object.keys(policy.deals.stages);
  const next = stages[stages.indexOf(stage) + 1];
  return [
    ...(next === undefined
      ? []
      : [
          button("deal.move", `${id}:${stage}:${next}`, card.toStage(stageName(context, next)), {
            style: "primary",
          }),
        ]),
    button("deal.win", id, card.win, {
      ...(next === undefined ? { style: "primary" } : {}),
      opens: "form",
    }),
    button("deal.lose", id, card.lose, { opens: "form" }),
  ];
}

function reopenButton({ texts }: Context, id: number): Button {
  const { card } = texts.deals;
  const confirm = {
    title: card.reopenTitle,
    text: card.reopenText,
    ok: card.reopen,
    cancel: texts.shared.cancel,
  };
  return button("deal.reopen", id, card.reopen, { confirm });
}

/** For a channel: who won what with which customer (policy 5.3.2). */
export function celebrationCard(context: Context, deal: Deal): Card {
  const { texts, reader, policy } = context;
  const product = nameOf(reader, deal.product, policy.products);
  return {
    title: texts.deals.notices.celebrate(deal.owner.name, deal.customer.name),
    elements: [
      text(`${product} · ${reader.money(deal.amountMinor, deal.currency)}`),
      buttons(button("deal.show", deal.id, texts.shared.open)),
    ],
  };
}
