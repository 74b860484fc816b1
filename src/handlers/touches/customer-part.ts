import type { Customer } from "../../domain/customers/customer";
import { openFollowUp } from "../../domain/follow-ups/follow-up";
import { lastTouch } from "../../domain/touches/last-touch";
import { button, facts } from "../../ui/card";
import type { Context } from "../context";
import type { CustomerPart } from "../customers/part";
import { logButton, rescheduleButton } from "./cards";
import { nextLine, touchLine } from "./follow-up-words";

/** On a customer's card: when it was last touched, when it is next, and what can be done about it (policy 5.3.1). */
export async function touchPart(context: Context, customer: Customer): Promise<CustomerPart> {
  const { texts, db } = context;
  const { card, fields } = texts.touches;
  const merged = customer.mergedIntoId !== null;
  const [touch, followUp] = await Promise.all([lastTouch(db, customer.id), openFollowUp(db, customer.id)]);
  return {
    elements: [
      facts([
        [fields.nextOn, followUp && nextLine(context, followUp)],
        [fields.nextStep, followUp?.step],
        [card.last, touch ? touchLine(context, touch) : card.never],
      ]),
    ],
    buttons: [
      ...(merged ? [] : [...logButton(context, customer), ...rescheduleButton(context, followUp)]),
      button("customer.timeline", String(customer.id), texts.timeline.button),
    ],
  };
}
