import { type Customer, mayEdit } from "../../domain/customers/customer";
import { type FollowUp, openFollowUp } from "../../domain/follow-ups/follow-up";
import { referenceOf } from "../../domain/references";
import { lastLoggedBy, lastTouch, type Touch } from "../../domain/touches/last-touch";
import { mayTouch } from "../../domain/touches/log-touch";
import type { CustomerTouch } from "../../domain/touches/require-touch";
import { mayStillTakeBack, mayTakeBack } from "../../domain/touches/take-back-touch";
import { type Button, button, buttons, type Card, facts, text } from "../../ui/card";
import type { Context } from "../context";
import { daysUntil, nextLine, touchLine } from "./follow-up-words";

/** Days by which a press puts a follow-up off. */
const snoozes = [1, 3, 7] as const;

/** What was understood of a touch that was just logged: the next day above all, with a button where it was not meant. */
export async function touchCard(
  context: Context,
  customer: Customer,
  { note, nextStep }: { note: string | null; nextStep: string | null },
): Promise<Card> {
  const { texts, db, actor } = context;
  const { card, fields } = texts.touches;
  const [logged, touch, followUp] = await Promise.all([
    lastLoggedBy(db, customer.id, actor.id),
    lastTouch(db, customer.id),
    openFollowUp(db, customer.id),
  ]);
  return {
    title: texts.customers.card.title(customer.name, referenceOf("customer", customer.id)),
    status: { tone: "good", text: card.logged },
    elements: [
      facts([
        [fields.nextOn, followUp ? nextLine(context, followUp, touch) : card.pooled],
        [fields.nextStep, nextStep],
        [card.touch, logged && touchLine(context, logged)],
        [fields.note, note],
      ]),
      buttons(
        ...rescheduleButton(context, followUp),
        ...(logged && mayStillTakeBack(context, logged) ? [takeBackButton(context, logged)] : []),
        openButton(context, customer.id),
      ),
    ],
  };
}

/** For those whose press would be taken. */
function takeBackButton(context: Context, touch: Touch): Button {
  const { takeBack } = context.texts.touches;
  return button("touch.take-back", touch.id, takeBack.button, {
    confirm: {
      title: takeBack.title,
      text: touchLine(context, touch),
      ok: takeBack.button,
      cancel: context.texts.shared.cancel,
    },
  });
}

/** A touch with all that was logged of it. */
export async function oneTouchCard(context: Context, touch: CustomerTouch): Promise<Card> {
  const { texts } = context;
  const { card, fields } = texts.touches;
  const { customer, note, nextStep, sourceLink } = touch;
  return {
    title: texts.customers.card.title(customer.name, referenceOf("customer", customer.id)),
    elements: [
      facts([
        [card.touch, touchLine(context, touch)],
        [fields.nextStep, nextStep],
        [fields.note, note],
      ]),
      buttons(
        openButton(context, customer.id),
        ...((await mayTakeBack(context, touch)) ? [takeBackButton(context, touch)] : []),
        ...(sourceLink ? [{ kind: "link", label: card.source, url: sourceLink } as const] : []),
      ),
    ],
  };
}

/** An open follow-up and everything that can be done about it; what became of it where it is closed. */
export async function followUpCard(
  context: Context,
  followUp: FollowUp,
  said: readonly string[] = [],
): Promise<Card> {
  const { texts, db, policy, actor } = context;
  const { card, fields } = texts.touches;
  const { id, customer, dueOn, step, status } = followUp;
  const open = status === "open";
  const touch = await lastTouch(db, customer.id);
  const movable = open && mayEdit(policy, actor, customer);
  return {
    title: texts.customers.card.title(customer.name, referenceOf("customer", customer.id)),
    ...(open && daysUntil(context, dueOn) < 0
      ? { status: { tone: "bad", text: nextLine(context, followUp, touch) } as const }
      : {}),
    elements: [
      ...said.map(text),
      ...(open ? [] : [text(card.closed)]),
      facts([
        [fields.nextOn, open ? nextLine(context, followUp, touch) : null],
        [fields.nextStep, step],
        [card.last, touch ? touchLine(context, touch) : card.never],
        [fields.note, touch?.note],
      ]),
      buttons(
        ...logButton(context, customer),
        ...(movable
          ? snoozes.map((days) => button("follow-up.snooze", `${id}:${days}`, snoozeLabel(context, days)))
          : []),
        ...rescheduleButton(context, followUp),
        openButton(context, customer.id),
      ),
    ],
  };
}

function snoozeLabel({ texts }: Context, days: number): string {
  const { card } = texts.touches;
  if (days === 1) return card.tomorrow;
  return days === 7 ? card.inAWeek : card.inDays(days);
}

/** For those whose touch would be taken. */
export const logButton = (context: Context, customer: { id: number; ownerId: number | null }): Button[] =>
  mayTouch(context, customer)
    ? [
        button("touch.new-for-customer", customer.id, context.texts.touches.card.logTouch, {
          style: "primary",
          opens: "form",
        }),
      ]
    : [];

/** For an open follow-up, and those who may move it. */
export const rescheduleButton = (context: Context, followUp: FollowUp | null): Button[] =>
  followUp?.status === "open" && mayEdit(context.policy, context.actor, followUp.customer)
    ? [button("follow-up.reschedule", followUp.id, context.texts.touches.card.reschedule, { opens: "form" })]
    : [];

export const openButton = ({ texts }: Context, customerId: number): Button =>
  button("customer.show", customerId, texts.touches.card.openCustomer);
