import { randomBytes } from "node:crypto";
import type { App } from "@slack/bolt";
import { z } from "zod";
import type { Outcome } from "../../ui/outcome";
import { type Dispatch, type PlatformClock, PlatformError, type PlatformLogger, type Port } from "../port";
import { type Acknowledgement, acknowledgement } from "./acknowledgement";
import type { Answers } from "./answers";
import { withBanner } from "./banner";
import { limits } from "./limits";
import {
  type Arrival,
  type Delivery,
  parseAction,
  parseCommand,
  parseHome,
  parseShortcut,
  parseSubmission,
  parseSuggestion,
} from "./parse";
import {
  type EphemeralReply,
  ephemeral,
  type OptionsReply,
  performForCommand,
  performForPress,
  performForSearch,
} from "./perform";
import { type ModalReply, performForSubmission } from "./perform-submission";
import type { SlackTexts } from "./texts";

export interface BindSettings {
  dispatch: Dispatch;
  answers: Answers;
  port: Port;
  logger: PlatformLogger;
  clock: PlatformClock;
  texts: (userId: string) => Promise<SlackTexts>;
}

/** What the receivers put beside each delivery. */
const deliveryContext = z.object({ deliveryId: z.string(), receivedAt: z.number() });

/** What is done with one delivery at each turn it can take. */
interface Turns {
  /** Slack's patience runs out before the answer is known. */
  late(): Promise<unknown>;
  perform(outcome: Outcome): Promise<void>;
  /** It broke; the person is told, with the reference that the log has too. */
  failed(sentence: (texts: SlackTexts) => string): Promise<unknown>;
}

const expiredTrigger: ReadonlySet<string> = new Set([
  "expired_trigger_id",
  "trigger_expired",
  "exchanged_trigger_id",
  "trigger_exchanged",
  "no_answer",
]);

/**
 * Binds one listener a kind of delivery, since Bolt runs each registered listener for every request; names are looked up
 * behind `dispatch`. Each: parse, dispatch, acknowledge with the outcome; at the latest after 2.5 s, and then the
 * outcome goes another way.
 */
export function bind(app: App, settings: BindSettings): void {
  const { dispatch, answers, port, logger, clock } = settings;

  const deliveryOf = (context: unknown): Delivery => {
    const { deliveryId, receivedAt } = deliveryContext.parse(context);
    return { id: deliveryId, receivedAt };
  };
  const once = <Body>(send: (body?: Body) => Promise<void>): Acknowledgement<Body> =>
    acknowledgement(send, (error) =>
      logger.warn({ part: "slack", error: String(error) }, "Slack was not there for an acknowledgement"),
    );

  async function take(arrival: Arrival, delivery: Delivery, turns: Turns): Promise<void> {
    const patience = Math.max(0, delivery.receivedAt + limits.acknowledgeWithinMs - clock.now().getTime());
    const timer = setTimeout(() => {
      turns
        .late()
        .catch((error: unknown) => logger.error({ part: "slack", err: error }, "a late answer failed"));
    }, patience);
    try {
      const outcome = await dispatch(arrival.interaction);
      clearTimeout(timer);
      await turns.perform(outcome);
    } catch (error) {
      clearTimeout(timer);
      const reference = randomBytes(4).toString("hex");
      const { input, deliveryId } = arrival.interaction;
      logger.error(
        { part: "slack", reference, kind: input.kind, deliveryId, err: error },
        "an interaction failed",
      );
      const tooLate = error instanceof PlatformError && expiredTrigger.has(error.code);
      try {
        await turns.failed((texts) => (tooLate ? texts.formTooLate(reference) : texts.failed(reference)));
      } catch (unsaid) {
        logger.error({ part: "slack", reference, err: unsaid }, "nor could the person be told");
      }
    }
  }

  /** For what can be told below where it was done. */
  function pressTurns(
    arrival: Arrival,
    ack: Acknowledgement<never> | Acknowledgement<EphemeralReply>,
    perform: Turns["perform"],
  ): Turns {
    return {
      late: () => ack.give(),
      perform,
      failed: async (sentence) => {
        await ack.give();
        const texts = await settings.texts(arrival.interaction.userId);
        await answers.tell(arrival, answers.sentence(sentence(texts)));
      },
    };
  }

  app.command(/.*/, async ({ body, ack: send, context }) => {
    const delivery = deliveryOf(context);
    const arrival = parseCommand(body, delivery);
    const ack = once<EphemeralReply>(send);
    await take(arrival, delivery, {
      ...pressTurns(arrival, ack, (outcome) => performForCommand(outcome, arrival, ack, answers, port)),
      failed: async (sentence) => {
        const texts = await settings.texts(arrival.interaction.userId);
        const message = answers.sentence(sentence(texts));
        if (!(await ack.give(ephemeral(message)))) await answers.tell(arrival, message);
      },
    });
  });

  app.action(/.*/, async ({ body, ack: send, context }) => {
    const delivery = deliveryOf(context);
    const ack = once<never>(() => send());
    const arrival = parseAction(body, delivery);
    if (arrival === null) return void (await ack.give());
    const perform = (outcome: Outcome) => performForPress(outcome, arrival, ack, answers, port);
    await take(arrival, delivery, pressTurns(arrival, ack, perform));
  });

  app.shortcut(/.*/, async ({ body, ack: send, context }) => {
    const delivery = deliveryOf(context);
    const ack = once<never>(() => send());
    const arrival = parseShortcut(body, delivery);
    if (arrival === null) return void (await ack.give());
    const perform = (outcome: Outcome) => performForPress(outcome, arrival, ack, answers, port);
    await take(arrival, delivery, pressTurns(arrival, ack, perform));
  });

  app.options(/.*/, async ({ body, ack: send, context }) => {
    const delivery = deliveryOf(context);
    const ack = once<OptionsReply>((reply) => send(reply ?? { options: [] }));
    const arrival = parseSuggestion(body, delivery);
    if (arrival === null) return void (await ack.give({ options: [] }));
    const none = () => ack.give({ options: [] });
    await take(arrival, delivery, {
      late: none,
      perform: (outcome) => performForSearch(outcome, arrival, ack, limits.selectOptions),
      failed: none,
    });
  });

  app.view({ callback_id: /.*/, type: "view_submission" }, async ({ body, ack: send, context }) => {
    const delivery = deliveryOf(context);
    const ack = once<ModalReply>((reply) => (reply ? send(reply) : send()));
    const arrival = parseSubmission(body, delivery);
    const { view } = arrival;
    const texts = () => settings.texts(arrival.interaction.userId);
    const show = async (sentence: string): Promise<void> => {
      const told = withBanner(view, sentence);
      if (!(await ack.give({ response_action: "update", view: told })))
        await answers.updateView(view.id, told);
    };
    await take(arrival, delivery, {
      late: async () =>
        ack.give({ response_action: "update", view: withBanner(view, (await texts()).stillWorking) }),
      perform: (outcome) => performForSubmission(outcome, arrival, ack, answers, port, texts),
      failed: async (sentence) => show(sentence(await texts())),
    });
  });

  app.event("app_home_opened", async ({ body, context }) => {
    const arrival = parseHome(body);
    if (arrival === null) return;
    const delivery = deliveryOf(context);
    // Bolt has acknowledged events by now.
    const ack = once<never>(async () => undefined);
    const perform = (outcome: Outcome) => performForPress(outcome, arrival, ack, answers, port);
    await take(arrival, delivery, pressTurns(arrival, ack, perform));
  });
}
