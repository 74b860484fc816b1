import type { Card } from "../../ui/card";
import type { FormView } from "../../ui/form";
import type { Outcome } from "../../ui/outcome";
import type { PlatformLogger } from "../port";
import type { Answer, Texts } from "./answer-in-time";
import type { Answers } from "./answers";
import type { Drawn } from "./draw-message";
import { type DialogAnswer, dialogCard, dialogHeight, dialogMessage } from "./invoke-bodies";
import type { Arrival, CardArrival } from "./parse";
import { renderForm } from "./render-form";
import type { CardSource } from "./wire";

export interface DialogSurroundings {
  to: Answers;
  texts: Texts;
  logger: PlatformLogger;
}

/** A dialog was asked for: the form, or what there is to say instead. */
export async function performForDialog(
  outcome: Outcome,
  arrival: Arrival,
  answer: Answer<DialogAnswer>,
  around: DialogSurroundings,
): Promise<void> {
  const { to, texts } = around;
  const { source } = arrival.origin;
  switch (outcome.kind) {
    case "openForm":
      return await showForm(outcome.form, arrival, answer, around, opener(arrival));
    case "reply":
    case "replaceCard":
    case "home": {
      const { card } = outcome;
      const shown = answer.give(dialogCard(card.title, to.drawToRead(card).card, 420));
      // The card behind the dialog is of yesterday, whether the dialog told so or not.
      const replaced = outcome.kind !== "reply" && (await replaceSource(card, source, arrival, around));
      if (!shown && !replaced) await sendDirectly(card, arrival, around);
      return;
    }
    case "nothing":
      return void answer.give(dialogMessage((await texts()).done));
    case "formErrors":
    case "options":
      throw new Error(`the outcome "${outcome.kind}" cannot open a dialog`);
  }
}

/** A dialog handed in: it stays for what is still to be asked, else it closes and the answer is in the chat. */
export async function performForSubmission(
  outcome: Outcome,
  arrival: CardArrival,
  answer: Answer<DialogAnswer>,
  around: DialogSurroundings,
): Promise<void> {
  const { wire, filled } = arrival;
  const source = wire.do === "submit" ? wire.source : null;
  switch (outcome.kind) {
    case "openForm":
      return await showForm(outcome.form, arrival, answer, around, source);
    case "formErrors":
      if (filled === null) throw new Error(`errors of a form cannot answer a ${wire.do}`);
      return await showForm(filled, arrival, answer, around, source, outcome.errors);
    case "reply": {
      const replaced = source?.offer === true && (await replaceSource(outcome.card, source, arrival, around));
      return await close(replaced || (await sendDirectly(outcome.card, arrival, around)));
    }
    case "replaceCard":
    case "home": {
      const replaced = await replaceSource(outcome.card, source, arrival, around);
      return await close(replaced || (await sendDirectly(outcome.card, arrival, around)));
    }
    case "nothing":
      if (source?.offer) {
        // It closes at once: what happens to the card behind it takes a call.
        answer.give(null);
        const { handedIn } = await around.texts();
        const spent: Card = {
          title: filled?.title ?? handedIn,
          status: { tone: "good", text: handedIn },
          elements: [],
        };
        await replaceSource(spent, source, arrival, around);
      }
      return await close(true);
    case "options":
      throw new Error("options cannot answer a form");
  }

  async function close(reached: boolean): Promise<void> {
    answer.give(reached ? null : dialogMessage((await around.texts()).startChatFirst));
  }
}

/** Where a form comes from that a typed command asked for, its card did nothing but offer it. */
function opener({ origin, interaction }: Arrival): CardSource | null {
  const offer = interaction.input.kind === "command";
  return origin.source && { ...origin.source, ...(offer ? { offer } : {}) };
}

async function showForm(
  form: FormView,
  { interaction, origin }: Arrival,
  answer: Answer<DialogAnswer>,
  { to, texts, logger }: DialogSurroundings,
  source: CardSource | null,
  errors?: Readonly<Record<string, string>>,
): Promise<void> {
  const known = await texts();
  if (!answer.given) {
    const options = { place: "dialog", texts: known, source, ...(errors ? { errors } : {}) } as const;
    answer.give(dialogCard(form.title, renderForm(form, options), dialogHeight(form)));
    return;
  }
  // No call opens a dialog: a form that comes late, with what was typed into it, is a card in the chat.
  const drawn: Drawn = await to.drawForm(form, known, interaction, errors);
  const direct = await to.direct(origin.userId);
  if (direct === null || !(await to.sendDrawn(direct, drawn)))
    logger.warn({ part: "teams" }, "a form that came late could not be brought to whoever asked for it");
}

/** Only in the personal chat, and only a card of that very chat: elsewhere others would see it, and `source` is a client's word. */
async function replaceSource(
  card: Card,
  source: CardSource | null,
  { origin }: Arrival,
  { to, logger }: DialogSurroundings,
): Promise<boolean> {
  if (!origin.personal || source === null || source.conversationId !== origin.conversationId) return false;
  try {
    await to.updateDrawn(source, to.draw(card));
    return true;
  } catch (error) {
    logger.warn({ part: "teams", error: String(error) }, "a card could not be replaced; showing it anew");
    return false;
  }
}

async function sendDirectly(
  card: Card,
  { interaction, origin }: Arrival,
  { to, logger }: DialogSurroundings,
): Promise<boolean> {
  const here = origin.personal ? origin.conversationId : null;
  const direct = here ?? (await to.direct(origin.userId));
  const reached = direct !== null && (await to.send(direct, card, interaction.deliveryId));
  if (!reached)
    logger.warn({ part: "teams" }, "the answer to a form could not be brought to whoever handed it in");
  return reached;
}
