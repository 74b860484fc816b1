import type { types } from "@slack/bolt";
import type { Card } from "../../ui/card";
import type { FormView } from "../../ui/form";
import { type PlatformClock, PlatformError, type PlatformLogger, type Port } from "../port";
import { calling } from "./errors";
import { escapeText, richText, run } from "./literal";
import { type Origin, writeMetadata } from "./metadata";
import type { Arrival } from "./parse";
import { renderForm } from "./render-form";
import { draw } from "./slack-port";
import type { WebClients } from "./web-clients";

/** What a message is made of, however it is sent. */
export interface MessageBody {
  text: string;
  blocks: types.KnownBlock[];
}

export interface AnswerSettings {
  port: Port;
  clients: WebClients;
  logger: PlatformLogger;
  clock: PlatformClock;
}

/** The ways to answer a person beside the acknowledgement. What they throw is a PlatformError. */
export function answers({ port, clients, logger, clock }: AnswerSettings) {
  async function respond(url: string, body: object): Promise<void> {
    const answer = await calling("the response_url", () =>
      clients.http.fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json; charset=utf-8" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5_000),
      }),
    );
    if (!answer.ok)
      throw new PlatformError("response_url", `the response_url answered HTTP ${answer.status}`, true);
  }

  /** The response_url, while it still works. */
  function openUrl({ responseUrl }: Origin): string | null {
    return responseUrl && responseUrl.worksUntil > clock.now().getTime() ? responseUrl.url : null;
  }

  async function direct(userId: string, body: MessageBody): Promise<void> {
    const channel = await port.openDirect(userId);
    await calling("chat.postMessage", () =>
      clients.once.chat.postMessage({
        channel,
        ...body,
        parse: "none",
        link_names: false,
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
  }

  /** Shown to the person alone: below where they acted, else in their direct conversation with the bot. */
  async function tell(arrival: Arrival, body: MessageBody): Promise<void> {
    const url = openUrl(arrival.origin);
    if (url !== null) {
      try {
        return await respond(url, { response_type: "ephemeral", replace_original: false, ...body });
      } catch (error) {
        logger.warn({ part: "slack", error: String(error) }, "a response_url failed; answering directly");
      }
    }
    await direct(arrival.interaction.userId, body);
  }

  /** In the channel where the bot was spoken to, seen by the person alone; directly where the bot is no member. */
  async function whisper(userId: string, channel: string, body: MessageBody): Promise<void> {
    try {
      await calling("chat.postEphemeral", () =>
        clients.once.chat.postEphemeral({ channel, user: userId, ...body, parse: "none", link_names: false }),
      );
    } catch (error) {
      logger.warn(
        { part: "slack", error: String(error) },
        "could not answer in the channel; answering directly",
      );
      await direct(userId, body);
    }
  }

  const message = (card: Card): MessageBody => {
    const { text, blocks } = draw(card, "message", logger);
    return { text, blocks };
  };

  return {
    message,
    sentence: (text: string): MessageBody => ({ text: escapeText(text), blocks: [richText(run(text))] }),
    tell,
    whisper,

    form: (form: FormView, origin: Origin): types.ModalView =>
      renderForm(form, writeMetadata(form.state, origin)),

    /** Throws "expired_trigger_id" and the like when more than 3 seconds went by. */
    async open(arrival: Arrival, form: FormView): Promise<void> {
      const { triggerId } = arrival;
      if (triggerId === null) throw new PlatformError("no_trigger", "Slack gave no way to open a form", true);
      const view = renderForm(form, writeMetadata(form.state, arrival.origin));
      await calling("views.open", () => clients.openView(triggerId, view));
    },

    async updateView(viewId: string, view: types.ModalView): Promise<void> {
      await calling("views.update", () => clients.safe.views.update({ view_id: viewId, view }));
    },

    /** The card takes the place of the one whose button was pressed; where that is gone, it is shown as a reply. */
    async replace(arrival: Arrival, card: Card): Promise<void> {
      const { source } = arrival.origin;
      try {
        if (source?.kind === "home") return await port.publishHome(arrival.interaction.userId, card);
        const url = openUrl(arrival.origin);
        if (source?.kind === "message" && !source.ephemeral) {
          return await port.update(source.conversationId, source.messageId, card);
        }
        if (source && url !== null) return await respond(url, { replace_original: true, ...message(card) });
      } catch (error) {
        logger.warn({ part: "slack", error: String(error) }, "a card could not be replaced; showing it anew");
      }
      await tell(arrival, message(card));
    },
  };
}

export type Answers = ReturnType<typeof answers>;
