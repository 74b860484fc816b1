import { type Complaint, mayAssign, mayResolve } from "../../domain/complaints/complaint";
import type { ComplaintLine, ComplaintPage } from "../../domain/complaints/list-complaints";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import { severities } from "../../policy/policy";
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
  text,
} from "../../ui/card";
import { type Context, forChannel } from "../context";
import { atHead, statusText } from "../explain-problem";
import { nameOf } from "../policy-name";

/** A complaint as it stands, and what this reader may do. `said` stands first: what has just happened. */
export function complaintCard(context: Context, complaint: Complaint, said: readonly string[] = []): Card {
  const { texts, reader, policy } = context;
  const { card, fields } = texts.complaints;
  const open = complaint.status === "open";
  return {
    title: card.title(referenceOf("complaint", complaint.id), complaint.customer.name),
    status: { tone: open ? "waiting" : "good", text: atHead(statusText(texts, complaint.status)) },
    elements: [
      ...said.map(text),
      ...(open && complaint.ownerId === null ? [text(card.unowned)] : []),
      quote(complaint.description),
      ...resolutionElements(context, complaint),
      facts([
        [fields.customer, `${complaint.customer.name} · ${referenceOf("customer", complaint.customerId)}`],
        [fields.severity, severityName(context, complaint.severity)],
        [fields.product, nameOf(reader, complaint.product, policy.products)],
        [fields.owner, complaint.owner?.name ?? texts.shared.nobody],
        [fields.reporter, complaint.reporter.name],
        [fields.recordedAt, reader.moment(complaint.createdAt)],
      ]),
      ...actionButtons(context, complaint),
    ],
  };
}

function resolutionElements({ texts, reader }: Context, complaint: Complaint): CardElement[] {
  const { card, fields } = texts.complaints;
  if (complaint.resolution === null || complaint.resolvedAt === null) return [];
  const at = reader.moment(complaint.resolvedAt);
  const by = complaint.resolvedBy?.name;
  return [
    text(fields.resolution),
    quote(complaint.resolution),
    smallPrint(by ? card.resolvedBy(by, at) : card.resolvedAt(at)),
  ];
}

/** In a channel nobody in particular reads: a button asks who it is, and shows them what they may do. */
function actionButtons(context: Context, complaint: Complaint): CardElement[] {
  const { policy, actor, texts } = context;
  const { card } = texts.complaints;
  const { id, customerId } = complaint;
  if (forChannel(context)) return [buttons(button("complaint.show", id, texts.shared.open))];
  const open = complaint.status === "open";
  const offered = [
    ...(open && mayResolve(policy, actor, complaint)
      ? [button("complaint.resolve", id, card.resolve, { style: "primary", opens: "form" })]
      : []),
    ...(open && mayAssign(policy, actor, complaint)
      ? [button("complaint.assign", id, card.assign, { opens: "form" })]
      : []),
    ...(may(policy, actor, "customer.view") || complaint.customer.ownerId === actor.id
      ? [button("customer.show", customerId, card.openCustomer)]
      : []),
    ...(complaint.sourceLink
      ? [{ kind: "link", label: card.source, url: complaint.sourceLink } as const]
      : []),
  ];
  return offered.length ? [buttons(...offered)] : [];
}

export function severityName({ reader, policy }: Context, stored: string): string {
  const severity = severities.find((each) => each === stored);
  return severity ? reader.name(policy.complaints.severities[severity]) : stored;
}

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
      severityName(context, line.severity),
      nameOf(reader, line.product, policy.products),
      list.owner(line.ownerName ?? texts.shared.nobody),
      statusText(texts, line.status),
    ].join(" · "),
    button: button("complaint.show", line.id, texts.shared.open),
  });
}
