import { randomUUID } from "node:crypto";
import { DateTime } from "luxon";
import { compact, type JsonObject, type Readable } from "../json";
import type { Json } from "../protocol";
import type { StoredTeamsConversation } from "./conversations";
import type { TeamsPerson } from "./directory";
import type { StoredTeamsMessage } from "./messages";
import type { Workplace } from "./workplace";

/** Where something is done: in a channel, in the thread of that root message. */
export interface Place {
  conversation: StoredTeamsConversation;
  rootId?: string | undefined;
}

/**
 * Activities as Teams posts them, after
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */
export function activity(
  workplace: Workplace,
  person: TeamsPerson,
  place: Place,
  specific: Readable,
): JsonObject {
  const now = DateTime.fromMillis(workplace.now(), { zone: person.timeZone });
  const { identity, serviceUrl } = workplace;
  const [, country = ""] = person.locale.split("-");
  return compact({
    id: `f:${randomUUID()}`,
    timestamp: now.toUTC().toISO() ?? "",
    localTimestamp: now.toISO() ?? "",
    localTimezone: person.timeZone,
    channelId: "msteams",
    serviceUrl,
    from: { id: person.id, name: person.name, aadObjectId: person.aadObjectId },
    recipient: { id: identity.botId, name: identity.botName },
    conversation: conversationReference(workplace, place),
    entities: [
      { type: "clientInfo", locale: person.locale, country, platform: "Web", timezone: person.timeZone },
    ],
    channelData: channelData(workplace, place.conversation),
    locale: person.locale,
    ...specific,
  });
}

/** Somebody's message. In a channel the bot has been mentioned. */
export function messageActivity(
  workplace: Workplace,
  person: TeamsPerson,
  place: Place,
  message: StoredTeamsMessage,
  files: Json[],
): JsonObject {
  const { botId, botName } = workplace.identity;
  const mention = `<at>${botName}</at>`;
  const inChannel = place.conversation.kind === "channel";
  const base = activity(workplace, person, place, {});
  const entities = Array.isArray(base.entities) ? base.entities : [];
  const html = {
    contentType: "text/html",
    content: inChannel
      ? `<p><span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${botName}</span>&nbsp;${escapeHtml(message.text)}</p>`
      : `<p>${escapeHtml(message.text)}</p>`,
  };
  return {
    ...base,
    type: "message",
    id: message.id,
    textFormat: "plain",
    text: inChannel ? `${mention} ${message.text}` : message.text,
    attachments: message.text === "" ? files : [html, ...files],
    entities: inChannel
      ? [{ type: "mention", text: mention, mentioned: { id: botId, name: botName } }, ...entities]
      : entities,
  };
}

/** An action of the client that the bot answers at once. */
export function invokeActivity(
  workplace: Workplace,
  person: TeamsPerson,
  place: Place,
  name: string,
  value: JsonObject,
  replyToId?: string,
): JsonObject {
  const base = activity(workplace, person, place, { type: "invoke", name, value, replyToId });
  return { ...base, channelData: { ...asObject(base.channelData), source: { name: "message" } } };
}

/** A message as actions on messages are given it. */
export function messagePayload(
  workplace: Workplace,
  place: Place,
  message: StoredTeamsMessage,
  body: string,
): JsonObject {
  const author = workplace.directory.find(message.fromId);
  const { appId, botName, tenantId, teamName } = workplace.identity;
  const link = new URLSearchParams({ tenantId, teamName, parentMessageId: message.rootId ?? message.id });
  return compact({
    id: message.id,
    replyToId: message.rootId,
    createdDateTime: message.sentAt,
    lastModifiedDateTime: null,
    deleted: false,
    importance: "normal",
    locale: author?.locale ?? "en-us",
    linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(place.conversation.id)}/${message.id}?${link}`,
    from: {
      device: null,
      conversation: null,
      user:
        author === undefined
          ? null
          : { userIdentityType: "aadUser", id: author.aadObjectId, displayName: author.name },
      application:
        author === undefined ? { applicationIdentityType: "bot", id: appId, displayName: botName } : null,
    },
    body: { contentType: "html", content: `<div>${escapeHtml(body)}</div>` },
    attachments: message.attachments.map((attachment) => compact({ id: message.id, ...attachment })),
    mentions: [],
    reactions: [],
  });
}

/** Text as it stands in HTML. */
function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "<br>");
}

function conversationReference(workplace: Workplace, { conversation, rootId }: Place): JsonObject {
  const { tenantId } = workplace.identity;
  const { id, kind } = conversation;
  if (kind === "personal") return { conversationType: "personal", tenantId, id };
  const thread = rootId === undefined ? id : `${id};messageid=${rootId}`;
  return { isGroup: true, conversationType: "channel", tenantId, id: thread };
}

function channelData(workplace: Workplace, { kind, id }: StoredTeamsConversation): JsonObject {
  const { tenantId, teamId } = workplace.identity;
  if (kind === "personal") return { tenant: { id: tenantId } };
  return {
    teamsChannelId: id,
    teamsTeamId: teamId,
    channel: { id },
    team: { id: teamId },
    tenant: { id: tenantId },
  };
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
