import type { Card } from "../../ui/card";
import type { Outcome } from "../../ui/outcome";
import type { PersonalView, PlatformLogger } from "../port";
import type { Answer, Texts } from "./answer-in-time";
import type { Answers } from "./answers";
import type { Drawn } from "./draw-message";
import { asItIs, type CardAnswer, cardAnswer, wordAnswer } from "./invoke-bodies";
import type { CardArrival } from "./parse";

/**
 * A button in a card, or a form in one. In the personal chat the card itself changes; elsewhere many people see it, so whoever
 * pressed is shown the new one in the answer alone, and what is for them only goes to their own chat.
 */
export async function performForPress(
  outcome: Outcome,
  arrival: CardArrival,
  answer: Answer<CardAnswer>,
  to: Answers,
  texts: Texts,
  logger: PlatformLogger,
): Promise<void> {
  const { interaction, origin, wire, filled } = arrival;
  const handedIn = wire.do === "submit";
  if (arrival.automatic) {
    // Nobody pressed: nothing may be said, and everybody's card stays what it is.
    const drawn = isCard(outcome) ? to.draw(outcome.card, viewOf(arrival)) : null;
    return void answer.give(drawn ? cardAnswer(drawn.card) : asItIs);
  }
  switch (outcome.kind) {
    case "replaceCard":
    case "home":
      // Without a refresh: a client would press the same button again and again, and this one was a decision for once.
      return await replace(to.draw(outcome.card), outcome.card);
    case "openForm":
      return await showForm(await to.drawForm(outcome.form, await texts(), interaction));
    case "formErrors": {
      if (filled === null) throw misplaced(outcome, arrival);
      const again = await to.drawForm(filled, await texts(), interaction, outcome.errors);
      if (!answer.give(cardAnswer(again.card))) await showAnew(again, null);
      return;
    }
    case "reply":
      if (!origin.personal) return await replyDirectly(outcome.card);
      // A form that was handed in has had its time: the reply stands where it stood.
      if (handedIn) return await replace(to.draw(outcome.card), outcome.card);
      if (origin.conversationId !== null)
        await to.send(origin.conversationId, outcome.card, interaction.deliveryId);
      return void answer.give(asItIs);
    case "nothing":
      if (handedIn) return await replace(to.drawLine((await texts()).handedIn), null);
      return void answer.give(asItIs);
    case "options":
      throw misplaced(outcome, arrival);
  }

  /** Beneath a card that was pressed, which is there again when the form is given up; elsewhere in the place of what opened it. */
  async function showForm(drawn: Drawn): Promise<void> {
    if (wire.do !== "press" || !origin.personal || origin.conversationId === null)
      return await replace(drawn, null);
    if (!(await to.sendDrawn(origin.conversationId, drawn)))
      logger.warn({ part: "teams" }, "a form could not be brought to whoever pressed");
    answer.give(asItIs);
  }

  /** In the answer; in the personal chat also in the message, so that it is still so when the chat is opened again. */
  async function replace(drawn: Drawn, card: Card | null): Promise<void> {
    const shown = answer.give(cardAnswer(drawn.card));
    if (!origin.personal || origin.source === null) {
      if (!shown) await showAnew(drawn, card);
      return;
    }
    try {
      await to.updateDrawn(origin.source, drawn);
    } catch (error) {
      logger.warn({ part: "teams", error: String(error) }, "a card could not be replaced");
      if (!shown) await showAnew(drawn, card);
    }
  }

  /** As a message of its own, once the answer was given. */
  async function showAnew(drawn: Drawn, card: Card | null): Promise<void> {
    const direct = await to.direct(origin.userId);
    const reached =
      direct !== null &&
      // What was drawn for one place among others is drawn for the chat again.
      (card ? await to.send(direct, card, interaction.deliveryId) : await to.sendDrawn(direct, drawn));
    if (!reached) logger.warn({ part: "teams" }, "a late answer could not be brought to whoever pressed");
  }

  async function replyDirectly(card: Card): Promise<void> {
    const direct = await to.direct(origin.userId);
    const reached = direct !== null && (await to.send(direct, card, interaction.deliveryId));
    const { answeredDirectly, startChatFirst } = await texts();
    const sentence = reached ? answeredDirectly : startChatFirst;
    if (!reached) logger.warn({ part: "teams" }, "whoever pressed in a channel cannot be written to");
    answer.give(handedIn && reached ? cardAnswer(to.drawLine(sentence).card) : wordAnswer(sentence));
  }
}

const isCard = (outcome: Outcome): outcome is Extract<Outcome, { kind: "replaceCard" | "home" }> =>
  outcome.kind === "replaceCard" || outcome.kind === "home";

/** What a client asked for of its own accord it may ask for again. */
function viewOf({ interaction, wire }: CardArrival): PersonalView | undefined {
  return wire.do === "press"
    ? { action: wire.action, id: wire.id, userIds: [interaction.userId] }
    : undefined;
}

const misplaced = (outcome: Outcome, { wire }: CardArrival): Error =>
  new Error(`the outcome "${outcome.kind}" cannot answer a ${wire.do}`);
