import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import { listVisits } from "../../domain/return-visits/list-visits";
import { aboutVisit, type ReturnVisit } from "../../domain/return-visits/visit";
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
import { atHead, statusText } from "../explain-problem";
import { dueText, visitTitle } from "./visit-words";

/** One page of return visits that are to be made, overdue first, each with a button to record it (policy 5.3.3). */
export async function visitList(context: Context, whose: "mine" | "all", number = 1): Promise<Card> {
  const page = await listVisits(context, { whose, page: number });
  const { texts, policy, actor } = context;
  const { list, visits } = texts.deals;
  const to = (other: "mine" | "all", at: number, label: string): Button =>
    button("visit.list", `${other}:${at}`, label);
  const offered = [
    ...(page.page > 1 ? [to(whose, page.page - 1, list.previous)] : []),
    ...(page.page < page.pages ? [to(whose, page.page + 1, list.next)] : []),
    ...(whose === "all"
      ? [to("mine", 1, list.showMine)]
      : may(policy, actor, "touch.log_any")
        ? [to("all", 1, list.showAll)]
        : []),
  ];
  const count = [
    texts.shared.showing(page.visits.length, page.total),
    ...(page.pages > 1 ? [list.page(page.page, page.pages)] : []),
  ];
  return {
    title: whose === "mine" ? visits.mine : visits.all,
    elements: [
      ...(page.total === 0
        ? [text(visits.empty)]
        : [...page.visits.map((visit) => visitRow(context, whose, visit)), smallPrint(count.join(" · "))]),
      ...(offered.length ? [buttons(...offered)] : []),
    ],
  };
}

/** Among all of them it is said whose the customer is: one of the public pool is nobody's, and visited all the same. */
function visitRow(context: Context, whose: "mine" | "all", visit: ReturnVisit): CardElement {
  const about = aboutVisit(visit);
  const owner = visit.customer.owner?.name ?? atHead(statusText(context.texts, "pooled"));
  return row({
    text: visitTitle(context, visit),
    detail: [
      dueText(context, visit),
      referenceOf(about.kind, about.id),
      ...(whose === "all" ? [owner] : []),
    ].join(" · "),
    button: button("visit.record", visit.id, context.texts.deals.visits.record, { opens: "form" }),
  });
}
