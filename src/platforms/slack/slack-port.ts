import type { Card } from "../../ui/card";
import { type PlatformClock, PlatformError, type PlatformLogger, type Port, type Profile } from "../port";
import { channelFinder } from "./channels";
import { calling } from "./errors";
import { readSlackFile } from "./read-file";
import { type RenderedCard, renderCard, type Surface } from "./render-card";
import type { WebClients } from "./web-clients";

export interface PortSettings {
  clients: WebClients;
  workspace: string;
  botToken: string;
  apiUrl: string | null;
  logger: PlatformLogger;
  clock: PlatformClock;
}

/** Kept with each message, so that a second attempt finds the first. https://docs.slack.dev/messaging/message-metadata */
const sentEvent = "drumbeat_card";
/** How many of a conversation's latest messages a second attempt looks through. */
const lookBack = 100;

/** Draws a card and says in the log when it did not fit as it was. */
export function draw(card: Card, surface: Surface, logger: PlatformLogger): RenderedCard {
  const drawn = renderCard(card, surface);
  if (drawn.omitted > 0 || drawn.shortened) {
    logger.warn(
      { part: "slack", title: card.title.slice(0, 40), omitted: drawn.omitted, shortened: drawn.shortened },
      "a card was too large for Slack and was cut, visibly",
    );
  }
  return drawn;
}

interface SlackUser {
  name?: string;
  real_name?: string;
  locale?: string;
  tz?: string;
  is_bot?: boolean;
  profile?: { real_name?: string; display_name?: string; email?: string };
}

const profileOf = (user: SlackUser, userId: string): Profile => ({
  name: user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || userId,
  email: user.profile?.email?.toLowerCase() ?? null,
  locale: user.locale ?? null,
  timeZone: user.tz ?? null,
  isBot: user.is_bot === true,
});

/** What Drumbeat asks of Slack of its own accord. Everything thrown is a PlatformError. */
export function slackPort(settings: PortSettings): Port {
  const { clients, logger } = settings;
  const { once, safe } = clients;

  const findChannel = channelFinder(
    (cursor) =>
      calling("conversations.list", async () => {
        const page = await safe.conversations.list({
          types: "public_channel,private_channel",
          exclude_archived: true,
          limit: 200,
          ...(cursor ? { cursor } : {}),
        });
        const channels = (page.channels ?? []).flatMap(({ id, name }) => (id && name ? [{ id, name }] : []));
        return { channels, next: page.response_metadata?.next_cursor || null };
      }),
    settings.clock,
  );

  /** The message that an earlier attempt of the same sending left, if it did. */
  async function sentBefore(conversationId: string, sendKey: string): Promise<string | null> {
    try {
      const page = await safe.conversations.history({
        channel: conversationId,
        limit: lookBack,
        include_all_metadata: true,
      });
      const found = page.messages?.find((message) => {
        const { event_type, event_payload } = message.metadata ?? {};
        return event_type === sentEvent && isRecord(event_payload) && event_payload.send_key === sendKey;
      });
      return found?.ts ?? null;
    } catch (error) {
      // Channels' histories are none of the bot's business, so it has no scope for them: better sent twice than never.
      logger.debug({ part: "slack", error: String(error) }, "could not look for an earlier attempt");
      return null;
    }
  }

  return {
    name: "slack",
    abilities: { personalViews: false, offersFiles: false },
    workspace: settings.workspace,

    async profile(userId) {
      try {
        const { user } = await calling("users.info", () =>
          safe.users.info({ user: userId, include_locale: true }),
        );
        return user ? profileOf(user, userId) : null;
      } catch (error) {
        // A workspace that tells nothing of its people is one where everybody is unknown.
        if (error instanceof PlatformError && (error.gone || error.code === "unknown_method")) return null;
        throw error;
      }
    },

    async findByEmail(email) {
      try {
        const { user } = await calling("users.lookupByEmail", () => safe.users.lookupByEmail({ email }));
        if (!user?.id || user.deleted) return null;
        return { userId: user.id, profile: profileOf(user, user.id) };
      } catch (error) {
        if (error instanceof PlatformError && error.gone) return null;
        throw error;
      }
    },

    async openDirect(userId) {
      const { channel } = await calling("conversations.open", () =>
        safe.conversations.open({ users: userId }),
      );
      if (!channel?.id) throw new PlatformError("no_channel", "Slack opened no direct conversation", false);
      return channel.id;
    },

    findChannel,

    async send(conversationId, card, sendKey, { again = false } = {}) {
      const before = again ? await sentBefore(conversationId, sendKey) : null;
      if (before !== null) return { messageId: before };
      const { text, blocks } = draw(card, "message", logger);
      const sent = await calling("chat.postMessage", () =>
        once.chat.postMessage({
          channel: conversationId,
          text,
          blocks,
          parse: "none",
          link_names: false,
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: sentEvent, event_payload: { send_key: sendKey } },
        }),
      );
      if (!sent.ts) throw new PlatformError("no_ts", "Slack named no message", false);
      return { messageId: sent.ts };
    },

    async update(conversationId, messageId, card) {
      const { text, blocks } = draw(card, "message", logger);
      await calling("chat.update", () =>
        safe.chat.update({
          channel: conversationId,
          ts: messageId,
          text,
          blocks,
          parse: "none",
          link_names: false,
        }),
      );
    },

    async sendFile(conversationId, file) {
      const { upload_url, file_id } = await calling("files.getUploadURLExternal", () =>
        once.files.getUploadURLExternal({ filename: file.name, length: file.content.byteLength }),
      );
      if (!upload_url || !file_id)
        throw new PlatformError("no_upload_url", "Slack gave no address to upload to", false);
      // The address itself is the permission; the token stays here.
      const uploaded = await calling("the upload", () =>
        clients.http.fetch(upload_url, {
          method: "POST",
          headers: { "Content-Type": file.mimeType },
          body: file.content,
          signal: AbortSignal.timeout(30_000),
        }),
      );
      if (!uploaded.ok) {
        throw new PlatformError(
          `http_${uploaded.status}`,
          `the upload came back with HTTP ${uploaded.status}`,
          false,
        );
      }
      await calling("files.completeUploadExternal", () =>
        once.files.completeUploadExternal({
          files: [{ id: file_id, title: file.name }],
          channel_id: conversationId,
        }),
      );
    },

    async publishHome(userId, card) {
      const { blocks } = draw(card, "home", logger);
      await calling("views.publish", () =>
        safe.views.publish({ user_id: userId, view: { type: "home", blocks } }),
      );
    },

    async readFile(file, limits) {
      let { address } = file;
      if (address === "") {
        const info = await calling("files.info", () => safe.files.info({ file: file.id }));
        address = info.file?.url_private_download ?? info.file?.url_private ?? "";
      }
      return await readSlackFile(settings, { address, mimeType: file.mimeType }, limits);
    },

    async health() {
      try {
        await calling("auth.test", () => clients.urgent.auth.test());
        return { ok: true, detail: "Slack answers" };
      } catch (error) {
        return { ok: false, detail: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
