import { escapeTyped } from "../block-kit/visible-text";
import type { StoredConversation } from "../conversations";
import { eventPayload, slackMessage } from "../delivery/payloads";
import type { JsonObject } from "../json";
import type { StoredMessage } from "../messages";
import type { Subscription } from "../options";
import type { ActResult, Member } from "../protocol";
import { type Host, refuse } from "./host";

/** Writes a message as a person; resolves once the events that follow from it were delivered for the first time. */
export async function say(
  host: Host,
  subscriptions: ReadonlySet<Subscription>,
  member: Member,
  conversation: StoredConversation,
  text: string,
  fileIds: string[],
): Promise<ActResult> {
  const { workspace } = host;
  const files = fileIds.map((id) => workspace.files.find(id));
  const known = files.filter((file) => file !== undefined);
  if (known.length < files.length)
    return refuse(host, member.id, "A file of this message is no longer there.");
  if (text.trim() === "" && known.length === 0) return { ok: false, problem: "There is nothing to send." };
  const message = workspace.post({
    conversationId: conversation.id,
    ts: workspace.identifiers.timestamp(),
    userId: member.id,
    text: withMentions(host, text),
    blocks: [],
    files: known.map((file) => workspace.files.toUploadedFile(file)),
    edited: false,
    byApp: false,
    touched: {},
  });
  workspace.messages.markRead(member.id, conversation.id);
  const events = eventsOf(host, subscriptions, conversation, message);
  await Promise.all(events.map((event) => host.delivery.sendEvent(eventPayload(workspace, event))));
  return { ok: true };
}

/** Text as Slack's client sends it: "@Name" of a member becomes a mention, everything else is escaped. */
function withMentions(host: Host, text: string): string {
  return host.workspace.directory.members.reduce(
    (result, member) => result.replaceAll(`@${escapeTyped(member.name)}`, `<@${member.id}>`),
    escapeTyped(text),
  );
}

/** The event that shows a message in a direct conversation to the app. */
export function directMessageEvent(host: Host, message: StoredMessage): JsonObject {
  return {
    ...slackMessage(host.workspace, message),
    client_msg_id: `sandbox-${message.ts}`,
    channel: message.conversationId,
    event_ts: message.ts,
    channel_type: "im",
  };
}

function eventsOf(
  host: Host,
  subscriptions: ReadonlySet<Subscription>,
  conversation: StoredConversation,
  message: StoredMessage,
): JsonObject[] {
  const { workspace } = host;
  if (conversation.kind === "direct") {
    return subscriptions.has("message.im") ? [directMessageEvent(host, message)] : [];
  }
  const bot = workspace.identity.botUserId;
  if (!conversation.memberIds.includes(bot)) return [];
  const events: JsonObject[] = [];
  const content = { ...slackMessage(workspace, message), channel: conversation.id, event_ts: message.ts };
  if (subscriptions.has("message.channels")) {
    events.push({ ...content, channel_type: conversation.isPrivate ? "group" : "channel" });
  }
  if (subscriptions.has("app_mention") && message.text.includes(`<@${bot}>`)) {
    events.push({ ...content, type: "app_mention" });
  }
  return events;
}
