import { maySeeDeals } from "../../domain/deals/deal";
import { type DealLine, type DealPage, listDeals } from "../../domain/deals/list-deals";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import {
  type Button,
  button,
  buttons,
  type Card,
  type CardElement,
  row,
  context as smallPrint,
  text,
} from "../../ui/card";
import type { Context } from "../context";
import { nameOf } from "../policy-name";
import { saysAny, whoseIn } from "../verb-words";
import { expectedText, stageName, sumsText } from "./deal-words";

/** Whose deals a list shows, and which of them. */
export interface ListChoice {
  whose: "mine" | "all";
  state: "open" | "all";
}

/** Words behind "list", in any language: whose, and whether the closed too. */
export const readChoice = (typed: string): ListChoice => ({
  whose: whoseIn(typed),
  state: saysAny(typed, ({ deals }) => deals.wordsForClosed) ? "all" : "open",
});

/** One page of deals, with what the open ones come to, and buttons to the next page and the other lists. */
export async function dealList(context: Context, choice: ListChoice, number = 1): Promise<Card> {
  const page = await listDeals(context, { ...choice, page: number });
  const { texts } = context;
  const { list } = texts.deals;
  const count = [
    texts.shared.showing(page.deals.length, page.total),
    ...(page.pages > 1 ? [list.page(page.page, page.pages)] : []),
  ];
  return {
    title: choice.whose === "mine" ? list.mine : list.all,
    elements: [
      ...(page.open.count > 0
        ? [text(list.openTogether(page.open.count, sumsText(context, page.open)))]
        : []),
      ...(page.total === 0
        ? [text(choice.whose === "mine" ? list.emptyMine : list.emptyAll)]
        : [...page.deals.map((line) => dealRow(context, choice.whose, line)), smallPrint(count.join(" · "))]),
      ...listButtons(context, choice, page),
    ],
  };
}

function listButtons(context: Context, { whose, state }: ListChoice, page: DealPage): CardElement[] {
  const { texts, policy, actor } = context;
  const { list, verbs } = texts.deals;
  const to = (choice: ListChoice, number: number, label: string): Button =>
    button("deal.list", `${choice.whose}:${choice.state}:${number}`, label);
  const others =
    whose === "all"
      ? [to({ whose: "mine", state }, 1, list.showMine)]
      : maySeeDeals(policy, actor)
        ? [to({ whose: "all", state }, 1, list.showAll)]
        : [];
  return [
    buttons(
      ...(page.page > 1 ? [to({ whose, state }, page.page - 1, list.previous)] : []),
      ...(page.page < page.pages ? [to({ whose, state }, page.page + 1, list.next)] : []),
      state === "open"
        ? to({ whose, state: "all" }, 1, list.withClosed)
        : to({ whose, state: "open" }, 1, list.openOnly),
      ...others,
      ...(may(policy, actor, "deal.create")
        ? [button("deal.new", "form", verbs.new.label, { opens: "form" })]
        : []),
    ),
  ];
}

function dealRow(context: Context, whose: ListChoice["whose"], line: DealLine): CardElement {
  const { texts, reader, policy } = context;
  const { id, status, closedOn } = line;
  const { statuses, card } = texts.deals;
  return row({
    text: card.title(referenceOf("deal", id), line.customerName),
    detail: [
      reader.money(line.amountMinor, line.currency),
      nameOf(reader, line.product, policy.products),
      status === "open" ? stageName(context, line.stage) : statuses[status],
      closedOn ? reader.day(closedOn) : expectedText(context, line),
      ...(whose === "all" ? [line.ownerName] : []),
    ].join(" · "),
    button: button("deal.show", id, texts.shared.open),
  });
}
