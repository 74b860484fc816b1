import type { ComplaintLine, ComplaintPage } from "../../domain/complaints/list-complaints";
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
import { statusText } from "../explain-problem";
import { nameOf } from "../policy-name";
import { severityName } from "./cards";

/** Whose complaints a list shows, and which of them. */
export interface ListChoice {
  whose: "mine" | "all";
  state: "open" | "all";
}

/** One page of complaints, with buttons to the next, to the other list, and to the resolved. */
export function listCard(context: Context, { whose, state }: ListChoice, page: ComplaintPage): Card {
  const { texts, policy, actor } = context;
  const { list } = texts.complaints;
  const to = (choice: ListChoice, number: number, label: string): Button =>
    button("complaint.list", `${choice.whose}:${choice.state}:${number}`, label);
  const offered = [
    ...(page.page > 1 ? [to({ whose, state }, page.page - 1, list.previous)] : []),
    ...(page.page < page.pages ? [to({ whose, state }, page.page + 1, list.next)] : []),
    state === "open"
      ? to({ whose, state: "all" }, 1, list.withResolved)
      : to({ whose, state: "open" }, 1, list.openOnly),
    ...(whose === "all"
      ? [to({ whose: "mine", state }, 1, list.showMine)]
      : may(policy, actor, "complaint.view_any")
        ? [to({ whose: "all", state }, 1, list.showAll)]
        : []),
    ...(may(policy, actor, "complaint.record")
      ? [button("complaint.new", "form", texts.complaints.verbs.new.label, { opens: "form" })]
      : []),
  ];
  const empty = whose === "all" ? list.emptyAll : state === "open" ? list.emptyOpen : list.emptyMine;
  const count = [
    texts.shared.showing(page.complaints.length, page.total),
    ...(page.pages > 1 ? [list.page(page.page, page.pages)] : []),
  ];
  return {
    title: whose === "mine" ? list.mine : list.all,
    elements: [
      ...(page.total === 0
        ? [text(empty)]
        : [...page.complaints.map((line) => complaintRow(context, line)), smallPrint(count.join(" · "))]),
      buttons(...offered),
    ],
  };
}

function complaintRow(context: Context, line: ComplaintLine): CardElement {
  const { texts, reader, policy } = context;
  const { card, list } = texts.complaints;
  return row({
    text: card.title(referenceOf("complaint", line.id), line.customerName),
    detail: [
      ...dueText(context, line),
      severityName(context, line.severity),
      nameOf(reader, line.product, policy.products),
      list.owner(line.ownerName ?? texts.shared.nobody),
      statusText(texts, line.waiting ? "waiting" : line.status),
    ].join(" · "),
    button: button("complaint.show", line.id, texts.shared.open),
  });
}

function dueText({ texts, reader, now }: Context, { dueAt }: ComplaintLine): string[] {
  if (!dueAt) return [];
  const { list } = texts.complaints;
  const at = reader.moment(dueAt);
  return [dueAt.getTime() <= now.toMillis() ? list.overdue(at) : list.due(at)];
}
