import type { StoredConversation } from "../conversations";
import type { JsonObject } from "../json";
import { type StoredMessage, toSlackMessage } from "../messages";
import type { Workspace } from "../workspace";
import type { Arguments } from "./arguments";
import { knownConversation } from "./conversations";
import { type MessageContent, readContent, requireSomething, textLimits } from "./message-content";
import type { Method } from "./method";
import { RateLimited, SlackError } from "./slack-error";

/** A new message of the bot's, not yet posted. */
export function botMessage(
  workspace: Workspace,
  conversationId: string,
  content: MessageContent,
): StoredMessage {
  return {
    conversationId,
    ts: workspace.identifiers.timestamp(),
    userId: workspace.identity.botUserId,
    text: content.text ?? "",
    blocks: content.blocks ?? [],
    files: [],
    edited: false,
    byApp: true,
    touched: {},
    ...(content.metadata === undefined ? {} : { metadata: content.metadata }),
    ...(content.attachments === undefined ? {} : { attachments: content.attachments }),
  };
}

/** Where a message is to go: a conversation's id, a member's id or a channel's name. Throws as Slack does. */
function destination(workspace: Workspace, channel: string): StoredConversation {
  const member = workspace.directory.find(channel);
  if (member?.isBot) throw new SlackError("cannot_dm_bot");
  const conversation =
    member === undefined
      ? (workspace.conversations.findChannel(channel) ?? knownConversation(workspace, channel))
      : workspace.conversations.direct(member.id);
  if (conversation.isPrivate) knownConversation(workspace, conversation.id);
  if (!conversation.memberIds.includes(workspace.identity.botUserId)) throw new SlackError("not_in_channel");
  return conversation;
}

function postMessage(args: Arguments, workspace: Workspace): JsonObject {
  const conversation = destination(workspace, args.requiredText("channel"));
  const content = readContent(args, textLimits.posted);
  requireSomething(content);
  const wait = workspace.limiter.take(conversation.id);
  if (wait > 0) throw new RateLimited(wait);
  const threadTs = args.text("thread_ts");
  const message = workspace.post({
    ...botMessage(workspace, conversation.id, content),
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  return {
    channel: conversation.id,
    ts: message.ts,
    message: toSlackMessage(message, workspace.identity, [], true),
  };
}

function postEphemeral(args: Arguments, workspace: Workspace): JsonObject {
  const conversation = destination(workspace, args.requiredText("channel"));
  const userId = args.requiredText("user");
  if (workspace.directory.find(userId) === undefined) throw new SlackError("user_not_found");
  if (!conversation.memberIds.includes(userId)) throw new SlackError("user_not_in_channel");
  const content = readContent(args, textLimits.posted);
  requireSomething(content);
  const threadTs = args.text("thread_ts");
  const message = workspace.post({
    ...botMessage(workspace, conversation.id, content),
    onlyFor: userId,
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  return { message_ts: message.ts };
}

/** The bot's message that a call names. Throws message_not_found, also for ephemeral ones, which cannot be changed. */
function ownMessage(args: Arguments, workspace: Workspace, refusal: string): StoredMessage {
  const conversation = knownConversation(workspace, args.requiredText("channel"));
  const message = workspace.messages.find(conversation.id, args.requiredText("ts"));
  if (message === undefined || message.onlyFor !== undefined) throw new SlackError("message_not_found");
  if (message.userId !== workspace.identity.botUserId) throw new SlackError(refusal);
  return message;
}

/**
 * Writes new content into a message, as https://docs.slack.dev/reference/methods/chat.update has it: text without
 * blocks takes the blocks away, blocks alone keep the text, attachments that are not mentioned stay, and only a
 * message without blocks is marked as edited.
 */
export function rewrite(message: StoredMessage, content: MessageContent): void {
  if (content.blocks !== undefined) message.blocks = content.blocks;
  else if (content.text !== undefined) message.blocks = [];
  if (content.text !== undefined) message.text = content.text;
  if (content.attachments !== undefined) message.attachments = content.attachments;
  if (content.metadata !== undefined) message.metadata = content.metadata;
  message.edited = message.blocks.length === 0;
  message.touched = {};
}

function update(args: Arguments, workspace: Workspace): JsonObject {
  const message = ownMessage(args, workspace, "cant_update_message");
  const content = readContent(args, textLimits.updated);
  if (content.text === undefined && content.blocks === undefined && content.attachments === undefined) {
    throw new SlackError("no_text");
  }
  rewrite(message, content);
  workspace.announceChange(message);
  return {
    channel: message.conversationId,
    ts: message.ts,
    text: message.text,
    message: toSlackMessage(message, workspace.identity, [], true),
  };
}

export const chatMethods: Record<string, Method> = {
  "chat.postMessage": postMessage,
  "chat.postEphemeral": postEphemeral,
  "chat.update": update,
  "chat.delete": (args, workspace) => {
    const message = ownMessage(args, workspace, "cant_delete_message");
    workspace.remove(message);
    return { channel: message.conversationId, ts: message.ts };
  },
  "chat.getPermalink": (args, workspace) => {
    const conversation = knownConversation(workspace, args.requiredText("channel"));
    const message = workspace.messages.find(conversation.id, args.requiredText("message_ts"));
    if (message === undefined) throw new SlackError("message_not_found");
    const place = `archives/${conversation.id}/p${message.ts.replace(".", "")}`;
    return {
      channel: conversation.id,
      permalink: `https://${workspace.identity.teamDomain}.slack.com/${place}`,
    };
  },
};
