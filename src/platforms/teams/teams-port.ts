import type { Activity } from "botbuilder";
import { type PlatformClock, PlatformError, type PlatformLogger, type Port } from "../port";
import { addressOf, nobodyKnown } from "./address-of";
import { channelFinder } from "./channels";
import type { Connector } from "./connector";
import { draw, messageOf, messageWith } from "./draw-message";
import { fileOffer } from "./file-offer";
import type { Reach } from "./hosts";
import { conversationOf } from "./keep-reference";
import { readTeamsFile } from "./read-file";
import { reasonOf } from "./reason";
import type { ConversationReference, ConversationStore } from "./references";
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

/** What Drumbeat asks of Teams of its own accord. Everything thrown is a PlatformError. */
export function teamsPort(settings: TeamsPortSettings): Port {
  const { connector, conversations, workspace, dialogs, logger, clock } = settings;
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
    const serviceUrl = await addressOf(conversations, conversationId);
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
    abilities: { personalViews: true, offersFiles: true },
    workspace,
    profile: roster.profile,
    findByEmail: roster.findByEmail,
    openDirect,
    findChannel,

    // `again` changes nothing here: the Bot Connector shows a bot no history, so an earlier attempt cannot be found, and a
    // message that comes twice is better than none.
    async send(conversationId, card, _sendKey, { personal } = {}) {
      const activity = messageOf(draw(card, { dialogs, logger, ...(personal ? { personal } : {}) }));
      return { messageId: await post(conversationId, activity) };
    },

    async update(conversationId, messageId, card, { personal } = {}) {
      const activity = messageOf(draw(card, { dialogs, logger, ...(personal ? { personal } : {}) }));
      await connector.update(await addressOf(conversations, conversationId), conversationId, messageId, {
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
      await post(conversationId, messageWith([fileOffer(file.key, file)], file.name));
    },

    // Teams has no such page of a bot's: its conversation with a person is where that person looks.
    async publishHome(userId, card) {
      await post(await openDirect(userId), messageOf(draw(card, { dialogs, logger })));
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
