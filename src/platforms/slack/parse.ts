import { randomUUID } from "node:crypto";
import type { Conversation, Interaction } from "../../ui/interaction";
import { actionOf, sourceOf } from "./identifiers";
import { limits } from "./limits";
import { type CardPlace, nowhere, type Origin, readMetadata } from "./metadata";
import {
  actionPayload,
  commandPayload,
  homeEventPayload,
  messageEventPayload,
  messageShortcutPayload,
  submissionPayload,
  suggestionPayload,
  type ViewPayload,
} from "./payloads";
import { decoded, plainTextOf, textSaidTo } from "./plain-text";
import { incomingFiles, readValues } from "./read-view";

/** What came from Slack: the neutral interaction, and what Slack needs for the answer. */
export interface Arrival<View extends ViewPayload | null = ViewPayload | null> {
  interaction: Interaction;
  /** Opens a modal within 3 s; null where Slack gave none. */
  triggerId: string | null;
  origin: Origin;
  /** The modal that was handed in. */
  view: View;
}

/** What a delivery is called, and when it arrived. */
export interface Delivery {
  id: string;
  /** Epoch milliseconds. */
  receivedAt: number;
}

/** Each throws a ZodError for a payload that is not as Slack documents it. */
export function parseCommand(body: unknown, delivery: Delivery): Arrival {
  const payload = commandPayload.parse(body);
  return {
    interaction: {
      platform: "slack",
      workspace: payload.team_id,
      userId: payload.user_id,
      deliveryId: delivery.id,
      conversation: payload.channel_id ? conversation(payload.channel_id, payload.channel_name) : null,
      input: { kind: "command", name: payload.command.slice(1), text: decoded(payload.text) },
    },
    triggerId: payload.trigger_id ?? null,
    origin: {
      responseUrl: responseUrl(payload.response_url, delivery),
      source: null,
      conversationId: payload.channel_id,
    },
    view: null,
  };
}

/** Null for a press that means nothing to us: Slack also tells of pressed links. */
export function parseAction(body: unknown, delivery: Delivery): Arrival | null {
  const payload = actionPayload.parse(body);
  const pressed = payload.actions[0];
  const action = pressed ? actionOf(pressed.action_id) : null;
  if (!pressed || action === null) return null;
  const channelId = payload.channel?.id ?? payload.container.channel_id;
  return {
    interaction: {
      ...actor(payload, delivery),
      conversation: channelId ? conversation(channelId, payload.channel?.name) : null,
      input: { kind: "action", action, id: pressed.value ?? "" },
    },
    triggerId: payload.trigger_id ?? null,
    origin: {
      responseUrl: responseUrl(payload.response_url, delivery),
      source: placeOf(payload, channelId),
      conversationId: channelId,
    },
    view: null,
  };
}

function placeOf(
  payload: ReturnType<typeof actionPayload.parse>,
  channelId: string | undefined,
): CardPlace | null {
  if (payload.view?.type === "home") return { kind: "home" };
  const messageId = payload.container.message_ts ?? payload.message?.ts;
  if (!channelId || !messageId) return null;
  return {
    kind: "message",
    conversationId: channelId,
    messageId,
    ephemeral: payload.container.is_ephemeral ?? false,
  };
}

export function parseSubmission(body: unknown, delivery: Delivery): Arrival<ViewPayload> {
  const payload = submissionPayload.parse(body);
  const { state, origin } = readMetadata(payload.view.private_metadata);
  return {
    interaction: {
      ...actor(payload, delivery),
      conversation: origin.conversationId ? conversation(origin.conversationId) : null,
      input: { kind: "submit", form: payload.view.callback_id, state, values: readValues(payload.view) },
    },
    triggerId: null,
    origin,
    view: payload.view,
  };
}

/** Null for a field that is none of ours. */
export function parseSuggestion(body: unknown, delivery: Delivery): Arrival | null {
  const payload = suggestionPayload.parse(body);
  const source = sourceOf(payload.action_id);
  if (source === null) return null;
  return {
    interaction: {
      ...actor(payload, delivery),
      conversation: null,
      input: { kind: "search", source, query: payload.value },
    },
    triggerId: null,
    origin: nowhere,
    view: null,
  };
}

/** Null for a global shortcut: Drumbeat has none. */
export function parseShortcut(body: unknown, delivery: Delivery): Arrival | null {
  const parsed = messageShortcutPayload.safeParse(body);
  if (!parsed.success) {
    if (typeof body === "object" && body !== null && "type" in body && body.type === "shortcut") return null;
    throw parsed.error;
  }
  const payload = parsed.data;
  return {
    interaction: {
      ...actor(payload, delivery),
      conversation: conversation(payload.channel.id),
      input: {
        kind: "messageShortcut",
        name: payload.callback_id,
        message: {
          text: plainTextOf(payload.message.text),
          link: permalink(payload.team?.domain, payload.channel.id, payload.message.ts),
          files: incomingFiles(payload.message.files),
        },
      },
    },
    triggerId: payload.trigger_id ?? null,
    origin: {
      responseUrl: responseUrl(payload.response_url, delivery),
      source: null,
      conversationId: payload.channel.id,
    },
    view: null,
  };
}

/** Null unless the home tab was opened (Slack tells of the messages tab in the same event). */
export function parseHome(body: unknown): Arrival | null {
  const { event, event_id, team_id } = homeEventPayload.parse(body);
  // Without an id of either kind each opening is one of its own.
  const id = event_id ?? `home:${event.user}:${event.event_ts ?? randomUUID()}`;
  if (event.tab !== undefined && event.tab !== "home") return null;
  return {
    interaction: {
      platform: "slack",
      workspace: team_id,
      userId: event.user,
      deliveryId: `event:${id}`,
      conversation: null,
      input: { kind: "home" },
    },
    triggerId: null,
    origin: { responseUrl: null, source: { kind: "home" } },
    view: null,
  };
}

/** Null for what nobody said to the bot: its own messages, other bots', edits, deletions, joins. */
export function parseMessage(body: unknown, botUserId: string): Interaction | null {
  const { event, event_id, team_id } = messageEventPayload.parse(body);
  const { user } = event;
  // A message is known by its place and time as well as by its event.
  const id = event_id ?? `${event.channel}:${event.ts ?? ""}`;
  if (user === undefined || user === botUserId || event.bot_id || event.hidden || event.edited) return null;
  if (event.subtype !== undefined && event.subtype !== "file_share") return null;
  const direct = event.channel_type ? event.channel_type === "im" : event.channel.startsWith("D");
  // In a direct conversation each message also comes as "message"; a mention there would be heard twice.
  if (event.type === "message" ? !direct : direct) return null;
  return {
    platform: "slack",
    workspace: team_id,
    userId: user,
    deliveryId: `event:${id}`,
    conversation: { id: event.channel, kind: direct ? "direct" : "channel" },
    input: {
      kind: "message",
      text: textSaidTo(botUserId, event.text ?? ""),
      files: incomingFiles(event.files),
    },
  };
}

interface Acted {
  user: { id: string; team_id?: string | undefined };
  team?: { id: string } | null | undefined;
}

function actor(payload: Acted, delivery: Delivery) {
  return {
    platform: "slack" as const,
    // A person from a connected workspace acts in ours; without `team` (an organisation's install) theirs is all there is.
    workspace: payload.team?.id ?? payload.user.team_id ?? "",
    userId: payload.user.id,
    deliveryId: delivery.id,
  };
}

/** Slack does not say whose direct conversation it is; one that begins with D is the person's with somebody. */
const conversation = (id: string, name?: string): Conversation => ({
  id,
  kind: id.startsWith("D") || name === "directmessage" ? "direct" : "channel",
});

function responseUrl(url: string | undefined, delivery: Delivery): Origin["responseUrl"] {
  return url ? { url, worksUntil: delivery.receivedAt + limits.responseUrlMinutes * 60_000 } : null;
}

/** https://docs.slack.dev/reference/methods/chat.getPermalink gives the same address for one more call. */
function permalink(domain: string | undefined, channelId: string, ts: string | undefined): string | null {
  if (!domain || !ts) return null;
  return `https://${domain}.slack.com/archives/${channelId}/p${ts.replace(".", "")}`;
}
