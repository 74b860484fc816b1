import type { Application } from "@microsoft/teams-ai/lib/Application";
import type { TurnState } from "@microsoft/teams-ai/lib/TurnState";
import type { Accept } from "../port";
import { type HearSettings, invokeHearer } from "./hear-invoke";
import { type CardAnswer, wordAnswer } from "./invoke-bodies";
import { isInstallation } from "./keep-reference";
import { interactionOf, parseMessage, parseSubmit } from "./parse";
import { type ActivityPayload, activityPayload } from "./payloads";
import { performForMessage } from "./perform-message";
import { performForPress } from "./perform-press";

export interface BindSettings extends HearSettings {
  accept: Accept;
}

/**
 * Binds three routes: names are looked up here and behind `dispatch`, since the library asks every route's selector in turn. Its
 * own handlers are passed by: `actionExecute` sends a card with a `refresh` to everybody, and its typed routes throw where a
 * dialog is handed in without data.
 */
export function bind(app: Application<TurnState>, settings: BindSettings): void {
  const { accept, dispatch, to, inTime, textsOf, keep, parsing, logger } = settings;
  const hearInvoke = invokeHearer(settings);

  app.addRoute(
    async ({ activity }) => activity.type === "invoke",
    async (context) => {
      const value = await hearInvoke(activityPayload.parse(context.activity));
      await context.sendActivity({ type: "invokeResponse", value });
    },
    true,
  );

  app.addRoute(
    async ({ activity }) => activity.type === "message",
    async (context) => await hearMessage(activityPayload.parse(context.activity)),
  );

  app.addRoute(
    async () => true,
    async (context) => await hearEvent(activityPayload.parse(context.activity)),
  );

  /** Stored before it is acknowledged: when that fails the request does, and Teams brings it again. */
  async function hearMessage(activity: ActivityPayload): Promise<void> {
    await keep(activity);
    const pressed = parseSubmit(activity, parsing);
    if (pressed === "dismiss") return;
    if (pressed !== null) {
      const texts = textsOf(activity);
      const { input, deliveryId, userId } = pressed.interaction;
      await inTime.take<CardAnswer>(
        {
          what: { kind: input.kind, deliveryId },
          texts,
          work: async (answer) =>
            performForPress(await dispatch(pressed.interaction), pressed, answer, to, texts, logger),
          late: () => null,
          failed: wordAnswer,
          tell: (sentence) => to.tell(userId, sentence),
        },
        { nobodyWaits: true },
      );
      return;
    }
    const said = parseMessage(activity, parsing);
    if (said.length === 0)
      logger.debug({ part: "teams" }, "a message that nobody said to the bot was ignored");
    for (const interaction of said) await accept(interaction);
  }

  /** Everything else. An edited message is none that was said anew: what it asked for at first was done. */
  async function hearEvent(activity: ActivityPayload): Promise<void> {
    const { type } = activity;
    switch (type) {
      case "installationUpdate":
      case "conversationUpdate":
        // Both tell of one installation, in any order, and local tools tell it again whenever their page is loaded.
        if ((await keep(activity)) && isInstallation(activity)) await welcome(activity);
        return;
      default:
        logger.debug({ part: "teams", type }, "an activity that asks for nothing was ignored");
    }
  }

  /** To whoever installed the bot for themselves; a team is told nothing, and neither is anybody by an upgrade. */
  async function welcome(activity: ActivityPayload): Promise<void> {
    const texts = textsOf(activity);
    const interaction = interactionOf(activity, { kind: "home" }, parsing.workspace);
    await inTime.take<never>(
      {
        what: { kind: "home", deliveryId: interaction.deliveryId },
        texts,
        work: async () => performForMessage(interaction, await dispatch(interaction), to, texts, logger),
        late: () => null,
        failed: () => null,
      },
      { nobodyWaits: true },
    );
  }
}
