import type { Customer } from "../../domain/customers/customer";
import { openFollowUp } from "../../domain/follow-ups/follow-up";
import { lastTouch } from "../../domain/touches/last-touch";
import { button, row } from "../../ui/card";
import type { Context } from "../context";
import type { CustomerPart } from "../customers/part";
import { logButton, rescheduleButton } from "./cards";
import { nextLine, touchLine } from "./follow-up-words";

/** On a customer's card: when it was last touched, when it is next, and what can be done about it (policy 5.3.1). */
export async function touchPart(context: Context, customer: Customer): Promise<CustomerPart> {
  const { texts, db } = context;
  const { card } = texts.touches;
  const merged = customer.mergedIntoId !== null;
  const [touch, followUp] = await Promise.all([lastTouch(db, customer.id), openFollowUp(db, customer.id)]);
  const [another] = merged ? [] : rescheduleButton(context, followUp);
  return {
    elements: [
      ...(followUp
        ? [
            row({
              text: card.nextRow(nextLine(context, followUp, touch)),
              ...(followUp.step ? { detail: followUp.step } : {}),
              ...(another ? { button: another } : {}),
            }),
          ]
        : []),
      row({
        text: card.lastRow(touch ? touchLine(context, touch) : card.never),
        button: button("customer.timeline", customer.id, texts.timeline.button),
      }),
    ],
    buttons: merged ? [] : logButton(context, customer),
  };
}
