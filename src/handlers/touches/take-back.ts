import { keptInstead } from "../../domain/customers/merged";
import { openFollowUp } from "../../domain/follow-ups/follow-up";
import { referenceOf } from "../../domain/references";
import { lastLoggedBy, lastLoggedOfAll, lastTouch } from "../../domain/touches/last-touch";
import type { CustomerTouch } from "../../domain/touches/require-touch";
import { requireTakeBack, takeBackTouch } from "../../domain/touches/take-back-touch";
import { button, buttons, type Card, facts, text } from "../../ui/card";
import { type Outcome, replaceCard, reply } from "../../ui/outcome";
import type { Context } from "../context";
import { pickCustomer } from "../customers/look-up";
import { problemCard } from "../explain-problem";
import { requireId } from "../require-reference";
import { logButton, openButton } from "./cards";
import { nextLine, touchLine } from "./follow-up-words";

/** `/touch undo` asks whether the touch that the actor logged last is meant; `/touch undo Acme` of those with that customer. */
export async function undoInWords(context: Context, typed: string): Promise<Outcome> {
  const { texts, db, actor } = context;
  const words = texts.touches.takeBack;
  if (!typed.trim()) {
    const last = await lastLoggedOfAll(context, actor.id);
    return last ? ask(context, last.id) : reply(problemCard(context, words.none));
  }
  const picked = await pickCustomer(context, typed, texts.touches.verbs.undo.usage);
  if ("kind" in picked) return picked;
  const customerId = await keptInstead(db, picked.id);
  const last = await lastLoggedBy(db, customerId, actor.id);
  return last
    ? ask(context, last.id)
    : reply(problemCard(context, words.noneWith(referenceOf("customer", customerId))));
}

/** Asked before anything changes, for a touch that would be taken back. */
async function ask(context: Context, id: number): Promise<Outcome> {
  const { texts } = context;
  const touch = await requireTakeBack(context, id);
  return reply({
    ...about(context, touch),
    elements: [
      text(texts.touches.takeBack.question),
      touchFacts(context, touch),
      buttons(
        button("touch.take-back", id, texts.touches.takeBack.button, { style: "danger" }),
        openButton(context, touch.customer.id),
      ),
    ],
  });
}

/** The id is the touch's. */
export async function takeBack(context: Context, id: string): Promise<Outcome> {
  const touch = await takeBackTouch(context, requireId(id));
  return replaceCard(await takenBackCard(context, touch));
}

async function takenBackCard(context: Context, touch: CustomerTouch): Promise<Card> {
  const { texts, db } = context;
  const { fields, takeBack: words } = texts.touches;
  const { customer } = touch;
  const [followUp, last] = await Promise.all([openFollowUp(db, customer.id), lastTouch(db, customer.id)]);
  return {
    ...about(context, touch),
    status: { tone: "neutral", text: words.done },
    elements: [
      touchFacts(context, touch),
      facts([[fields.nextOn, followUp && nextLine(context, followUp, last)]]),
      buttons(...logButton(context, customer), openButton(context, customer.id)),
    ],
  };
}

const about = ({ texts }: Context, { customer }: CustomerTouch): Pick<Card, "title"> => ({
  title: texts.customers.card.title(customer.name, referenceOf("customer", customer.id)),
});

const touchFacts = (context: Context, touch: CustomerTouch) =>
  facts([
    [context.texts.touches.card.touch, touchLine(context, touch)],
    [context.texts.touches.fields.note, touch.note],
  ]);
