import type { Activity, Attachment } from "botbuilder";
import type { Card } from "../../ui/card";
import {
  type PersonalView,
  type PlatformClock,
  PlatformError,
  type PlatformLogger,
  type Port,
} from "../port";
import { channelFinder } from "./channels";
import type { Connector } from "./connector";
import { fileOffer } from "./file-offer";
import type { Reach } from "./hosts";
import { conversationOf } from "./keep-reference";
import { readTeamsFile } from "./read-file";
import { reasonOf } from "./reason";
import type { ConversationReference, ConversationStore } from "./references";
import { renderCard } from "./render-card";
import { rosterOf } from "./roster";

export interface TeamsPortSettings {
  connector: Connector;
  conversations: ConversationStore;
  /** The tenant's id. */
  workspace: string;
  /** Empty where nobody is asked who they are. */
  appId: string;
  /** Whether the clients show dialogs. */
  dialogs: boolean;
  reach: Reach;
  logger: PlatformLogger;
  clock: PlatformClock;
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views */
const mostPersonalViews = 60;
export const adaptiveCardType = "application/vnd.microsoft.card.adaptive";

/** A card as an activity; says in the log when it did not fit as it was. */
export function draw(
  card: Card,
  { dialogs, logger, personal }: Pick<TeamsPortSettings, "dialogs" | "logger"> & { personal?: PersonalView },
): Partial<Activity> {
  const cut = personal && { ...personal, userIds: personal.userIds.slice(0, mostPersonalViews) };
  if (personal && cut && cut.userIds.length < personal.userIds.length) {
    logger.warn(
      { part: "teams", title: card.title.slice(0, 40), left: personal.userIds.length - cut.userIds.length },
      "more people should see a card of their own than Teams allows: the others see everybody's",
    );
  }
  const drawn = renderCard(card, { dialogs, ...(cut ? { personal: cut } : {}) });
  if (drawn.omitted > 0 || drawn.shortened) {
    logger.warn(
      { part: "teams", title: card.title.slice(0, 40), omitted: drawn.omitted, shortened: drawn.shortened },
      "a card was too large for Teams and was cut, visibly",
    );
  }
  return message([{ contentType: adaptiveCardType, content: drawn.card }], drawn.summary);
}

/** `summary` is what a notification shows. */
const message = (attachments: Attachment[], summary: string): Partial<Activity> => ({
  type: "message",
  summary,
  attachments,
});

/** What Drumbeat asks of Teams of its own accord. Everything thrown is a PlatformError. */
export function teamsPort(settings: TeamsPortSettings): Port {
  const { connector, conversations, workspace, logger, clock } = settings;
  const roster = rosterOf(settings);

  const findChannel = channelFinder(
    async () => {
      const lists = (await conversations.teams()).map(async (team) => {
        try {
          return await connector.channels(team.serviceUrl, team.conversationId);
        } catch (error) {
          if (!(error instanceof PlatformError && error.gone)) throw error;
          logger.warn({ part: "teams", code: error.code }, "a team did not tell of its channels");
          return [];
        }
      });
      return (await Promise.all(lists)).flat();
    },
    clock,
    logger,
  );

  /** Where a conversation is reached: a channel that was only ever listed is reached as its tenant is. */
  async function addressOf(conversationId: string): Promise<string> {
    const known =
      (await conversations.find(conversationOf(conversationId))) ?? (await conversations.newest());
    if (known) return known.serviceUrl;
    throw nobodyKnown();
  }

  async function openDirect(userId: string): Promise<string> {
    const kept = await conversations.findPersonal(userId);
    if (kept) return kept.conversationId;
    const anywhere = await conversations.newest();
    if (!anywhere) throw nobodyKnown();
    const { serviceUrl, botId } = anywhere;
    const conversationId = await connector.createPersonal(serviceUrl, { tenantId: workspace, botId, userId });
    const made: ConversationReference = {
      conversationId,
      kind: "personal",
      serviceUrl,
      botId,
      userId,
      locale: null,
      timeZone: null,
    };
    await conversations.keep(made);
    return conversationId;
  }

  async function post(conversationId: string, activity: Partial<Activity>): Promise<string> {
    const serviceUrl = await addressOf(conversationId);
    try {
      return await connector.send(serviceUrl, conversationId, activity);
    } catch (error) {
      if (error instanceof PlatformError && error.code === "channel_not_found") await forget(conversationId);
      throw error;
    }
  }

  /** A personal conversation that is gone, or the next `openDirect` would name it again. */
  async function forget(conversationId: string): Promise<void> {
    const kept = await conversations.find(conversationId);
    if (kept?.kind === "personal") await conversations.forget(conversationId);
  }

  return {
    name: "teams",
    workspace,
    profile: roster.profile,
    findByEmail: roster.findByEmail,
    openDirect,
    findChannel,

    // `again` changes nothing here: the Bot Connector shows a bot no history, so an earlier attempt cannot be found, and a
    // message that comes twice is better than none.
    async send(conversationId, card, _sendKey, { personal } = {}) {
      const activity = draw(card, { ...settings, ...(personal ? { personal } : {}) });
      return { messageId: await post(conversationId, activity) };
    },

    async update(conversationId, messageId, card, { personal } = {}) {
      const activity = draw(card, { ...settings, ...(personal ? { personal } : {}) });
      await connector.update(await addressOf(conversationId), conversationId, messageId, {
        ...activity,
        id: messageId,
      });
    },

    async sendFile(conversationId, file) {
      const place = await conversations.find(conversationOf(conversationId));
      if (place && place.kind !== "personal")
        throw new PlatformError(
          "file_not_personal",
          "Teams takes a bot's file in a personal conversation only",
          true,
        );
      await post(conversationId, message([fileOffer(file.key, file)], file.name));
    },

    // Teams has no such page of a bot's: its conversation with a person is where that person looks.
    async publishHome(userId, card) {
      await post(await openDirect(userId), draw(card, settings));
    },

    readFile: (file, limits) =>
      readTeamsFile({ reach: settings.reach, token: () => connector.token() }, file, limits),

    async health() {
      if (settings.appId === "") return { ok: true, detail: "anonymous: nobody is asked who they are" };
      try {
        await connector.token();
        return { ok: true, detail: "Microsoft gives the bot a token" };
      } catch (error) {
        return { ok: false, detail: reasonOf(error) };
      }
    },
  };
}

const nobodyKnown = () =>
  new PlatformError(
    "no_conversation",
    "Teams cannot be spoken to yet: nobody has installed the bot or written to it",
    true,
    null,
    true,
  );
