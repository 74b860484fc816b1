import { type Complaint, mayAssign, mayResolve, openPause } from "../../domain/complaints/complaint";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import {
  type Button,
  button,
  buttons,
  type Card,
  type CardElement,
  type LinkButton,
  likeliestFirst,
} from "../../ui/card";
import { type Context, forChannel } from "../context";
import { statusOfCard } from "./clock-facts";

/** How many buttons a phone shows in a row without being in the way. */
const inARow = 5;

/**
 * What this reader may do, what is most likely done next first; what does not fit stands behind "More". In a channel nobody in
 * particular reads: a button asks who it is, and shows them what they may do.
 */
export function actionButtons(context: Context, complaint: Complaint): CardElement[] {
  const { texts } = context;
  const { id } = complaint;
  if (forChannel(context)) return [buttons(button("complaint.show", id, texts.shared.open))];
  const offered = allButtons(context, complaint);
  if (offered.length <= inARow) return [buttons(...offered)];
  const more = button("complaint.more", id, texts.complaints.card.more);
  return [buttons(...offered.slice(0, inARow - 1), more)];
}

/** What stands behind "More". */
export function moreCard(context: Context, complaint: Complaint): Card {
  return {
    title: context.texts.complaints.card.title(
      referenceOf("complaint", complaint.id),
      complaint.customer.name,
    ),
    status: statusOfCard(context, complaint),
    elements: [buttons(...allButtons(context, complaint).slice(inARow - 1))],
  };
}

function allButtons(context: Context, complaint: Complaint): (Button | LinkButton)[] {
  const { policy, actor, texts } = context;
  const { card } = texts.complaints;
  const { id, customerId } = complaint;
  const open = complaint.status === "open";
  const mine = open && mayResolve(policy, actor, complaint);
  return [
    ...(mine ? workButtons(context, complaint) : []),
    ...(open && mayAssign(policy, actor, complaint)
      ? [button("complaint.assign", id, card.assign, { opens: "form" })]
      : []),
    ...(mine && openPause(complaint) ? [button("complaint.resume", id, card.resume)] : []),
    ...(mine ? [button("complaint.severity", id, card.severity, { opens: "form" })] : []),
    button("complaint.timeline", id, card.timeline),
    ...(may(policy, actor, "customer.view") || complaint.customer.ownerId === actor.id
      ? [button("customer.show", customerId, card.openCustomer)]
      : []),
    ...(complaint.sourceLink
      ? [{ kind: "link", label: card.source, url: complaint.sourceLink } as const]
      : []),
  ];
}

/** What brings a complaint on, the likeliest first: the answer that is waited for, the first response, the solution. */
function workButtons({ texts }: Context, complaint: Complaint): Button[] {
  const { card } = texts.complaints;
  const { id } = complaint;
  const waiting = openPause(complaint) !== null;
  const responded = complaint.respondedAt !== null;
  const resolve = button("complaint.resolve", id, card.resolve, { opens: "form" });
  return likeliestFirst([
    ...(waiting ? [button("complaint.answer", id, card.answer, { opens: "form" })] : []),
    ...(responded ? [resolve] : [button("complaint.respond", id, card.respond, { opens: "form" })]),
    ...(waiting ? [] : [button("complaint.wait", id, card.wait, { opens: "form" })]),
    ...(responded ? [] : [resolve]),
  ]);
}
