import type { Attachment } from "botbuilder";
import type { Card, CardElement } from "../../ui/card";
import type { FormView } from "../../ui/form";
import type { Interaction } from "../../ui/interaction";
import { type PersonalView, PlatformError, type PlatformLogger, type Port } from "../port";
import { addressOf } from "./address-of";
import type { Connector } from "./connector";
import { type Drawn, draw, messageOf } from "./draw-message";
import type { ConversationStore } from "./references";
import { renderForm, renderFormOffer } from "./render-form";
import type { Suggest } from "./suggest";
import type { TeamsTexts } from "./texts";
import type { CardSource, Wire } from "./wire";

export interface AnswerSettings {
  port: Port;
  connector: Connector;
  conversations: ConversationStore;
  /** Whether clients open dialogs. */
  dialogs: boolean;
  suggest: Suggest;
  logger: PlatformLogger;
}

/** The ways to answer a person beside the answer that an invoke waits for. What they throw is a PlatformError. */
export function answers({ port, connector, conversations, dialogs, suggest, logger }: AnswerSettings) {
  const serviceUrlOf = (conversationId: string) => addressOf(conversations, conversationId);

  /** A form in a card, for whoever did what it is drawn for. */
  async function drawForm(
    form: FormView,
    texts: TeamsTexts,
    asker: Interaction,
    errors: Readonly<Record<string, string>> = {},
  ): Promise<Drawn> {
    const suggestions = await suggest(form, asker);
    const card = renderForm(form, { place: "card", texts, source: null, errors, suggestions });
    return { card, summary: form.title };
  }

  async function say(conversationId: string, text: string): Promise<void> {
    const activity = { type: "message", textFormat: "plain", text };
    await connector.send(await serviceUrlOf(conversationId), conversationId, activity);
  }

  return {
    draw: (card: Card, personal?: PersonalView): Drawn =>
      draw(card, { dialogs, logger, ...(personal ? { personal } : {}) }),

    /** For where a press of a button would reach nobody: in a dialog, or in a message that a person sends. */
    drawToRead: (card: Card): Drawn => draw(withoutButtons(card), { dialogs: false, logger }),

    /** One line in the place of a card. */
    drawLine: (text: string): Drawn => draw({ title: text, elements: [] }, { dialogs: false, logger }),

    drawForm,

    /** A form may come uncalled for, and only a press opens a dialog: the card offers one, where there are dialogs. */
    async drawFormOffer(
      form: FormView,
      again: Wire | null,
      texts: TeamsTexts,
      asker: Interaction,
    ): Promise<Drawn> {
      if (!dialogs || !again) return await drawForm(form, texts, asker);
      return { card: renderFormOffer(form, again, texts), summary: form.title };
    },

    /** The conversation with that person alone; null where the bot cannot write to them. */
    async direct(userId: string): Promise<string | null> {
      try {
        return await port.openDirect(userId);
      } catch (error) {
        if (error instanceof PlatformError && error.gone) return null;
        throw error;
      }
    },

    /** False where nobody can be written to there any more. `key` names this sending, so that it is not done twice. */
    async send(conversationId: string, card: Card, key: string): Promise<boolean> {
      return await reaching(() => port.send(conversationId, card, key, { again: true }));
    },

    async sendDrawn(conversationId: string, drawn: Drawn): Promise<boolean> {
      return await reaching(async () =>
        connector.send(await serviceUrlOf(conversationId), conversationId, messageOf(drawn)),
      );
    },

    async updateDrawn({ conversationId, messageId }: CardSource, drawn: Drawn): Promise<void> {
      const serviceUrl = await serviceUrlOf(conversationId);
      await connector.update(serviceUrl, conversationId, messageId, { ...messageOf(drawn), id: messageId });
    },

    /** A message becomes a plain sentence. */
    async updateText({ conversationId, messageId }: CardSource, text: string): Promise<void> {
      const activity = { type: "message", id: messageId, textFormat: "plain", text, attachments: [] };
      await connector.update(await serviceUrlOf(conversationId), conversationId, messageId, activity);
    },

    async sendAttachment(conversationId: string, attachment: Attachment): Promise<void> {
      const activity = { type: "message", summary: attachment.name ?? "", attachments: [attachment] };
      await connector.send(await serviceUrlOf(conversationId), conversationId, activity);
    },

    async remove({ conversationId, messageId }: CardSource): Promise<void> {
      await connector.remove(await serviceUrlOf(conversationId), conversationId, messageId);
    },

    /** A plain sentence, for everybody in the conversation. */
    say,

    /** The same, to that person alone. */
    async tell(userId: string, text: string): Promise<void> {
      await say(await port.openDirect(userId), text);
    },
  };
}

export type Answers = ReturnType<typeof answers>;

async function reaching(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (error instanceof PlatformError && error.gone) return false;
    throw error;
  }
}

/** Links stay: the client follows them by itself. */
const withoutButtons = (card: Card): Card => ({
  ...card,
  elements: card.elements.flatMap((element): CardElement[] => {
    if (element.kind === "row") {
      const { button: _pressed, ...line } = element;
      return [line];
    }
    if (element.kind !== "buttons") return [element];
    const links = element.buttons.filter(({ kind }) => kind === "link");
    return links.length > 0 ? [{ ...element, buttons: links }] : [];
  }),
});
