import type { StoredConversation } from "../conversations";
import type { JsonObject } from "../json";
import { toSlackMessage } from "../messages";
import type { Workspace } from "../workspace";
import type { Arguments } from "./arguments";
import { type Method, paginate } from "./method";
import { SlackError } from "./slack-error";

/** A conversation by id that the bot can know of. Throws channel_not_found, also for private ones it is not in. */
export function knownConversation(workspace: Workspace, id: string): StoredConversation {
  const conversation = workspace.conversations.find(id);
  const hidden =
    conversation?.isPrivate === true && !conversation.memberIds.includes(workspace.identity.botUserId);
  if (conversation === undefined || hidden) throw new SlackError("channel_not_found");
  return conversation;
}

function toSlackChannel(conversation: StoredConversation, workspace: Workspace): JsonObject {
  const isMember = conversation.memberIds.includes(workspace.identity.botUserId);
  if (conversation.kind === "direct") {
    const user = conversation.memberIds.find((id) => id !== workspace.identity.botUserId) ?? "";
    return { id: conversation.id, created: conversation.created, is_im: true, is_org_shared: false, user };
  }
  return {
    id: conversation.id,
    name: conversation.name,
    name_normalized: conversation.name,
    created: conversation.created,
    is_channel: !conversation.isPrivate,
    is_group: conversation.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: conversation.isPrivate,
    is_archived: false,
    is_general: false,
    is_member: isMember,
    context_team_id: workspace.identity.teamId,
    num_members: conversation.memberIds.length,
  };
}

function typeOf(conversation: StoredConversation): string {
  if (conversation.kind === "direct") return "im";
  return conversation.isPrivate ? "private_channel" : "public_channel";
}

function open(args: Arguments, workspace: Workspace): JsonObject {
  const channel = args.text("channel");
  if (channel !== undefined)
    return { channel: toSlackChannel(knownConversation(workspace, channel), workspace) };
  const users = args
    .requiredText("users")
    .split(",")
    .filter((id) => id !== "");
  if (users.length > 1) throw new SlackError("method_not_supported_for_channel_type");
  const member = workspace.directory.find(users[0] ?? "");
  if (member === undefined) throw new SlackError("user_not_found");
  if (member.isBot) throw new SlackError("cannot_dm_bot");
  const conversation = workspace.conversations.direct(member.id);
  return {
    no_op: true,
    already_open: true,
    channel: args.flag("return_im") ? toSlackChannel(conversation, workspace) : { id: conversation.id },
  };
}

function history(args: Arguments, workspace: Workspace): JsonObject {
  const conversation = knownConversation(workspace, args.requiredText("channel"));
  if (!conversation.memberIds.includes(workspace.identity.botUserId)) throw new SlackError("not_in_channel");
  const oldest = args.text("oldest") ?? "0";
  const latest = args.text("latest") ?? "9999999999.999999";
  const inclusive = args.flag("inclusive");
  const messages = workspace.messages
    .shared(conversation.id)
    .filter((message) => message.threadTs === undefined || message.threadTs === message.ts)
    .filter((message) =>
      inclusive ? message.ts >= oldest && message.ts <= latest : message.ts > oldest && message.ts < latest,
    )
    .reverse()
    .map((message) => {
      const files = message.files.flatMap((file) => workspace.files.find(file.id) ?? []);
      const slackFiles = files.map((file) => workspace.files.toSlackFile(file));
      return toSlackMessage(message, workspace.identity, slackFiles, args.flag("include_all_metadata"));
    });
  const { page, next } = paginate(messages, args);
  const answer: JsonObject = { messages: page, has_more: next !== "", pin_count: 0 };
  return next === "" ? answer : { ...answer, response_metadata: { next_cursor: next } };
}

export const conversationMethods: Record<string, Method> = {
  "conversations.open": open,
  "conversations.history": history,
  "conversations.list": (args, workspace) => {
    const types = (args.text("types") ?? "public_channel").split(",").map((type) => type.trim());
    const bot = workspace.identity.botUserId;
    const listed = workspace.conversations
      .all()
      .filter((entry) => types.includes(typeOf(entry)) && (!entry.isPrivate || entry.memberIds.includes(bot)))
      .map((entry) => toSlackChannel(entry, workspace));
    const { page, next } = paginate(listed, args);
    return { channels: page, response_metadata: { next_cursor: next } };
  },
  "conversations.info": (args, workspace) => ({
    channel: toSlackChannel(knownConversation(workspace, args.requiredText("channel")), workspace),
  }),
  "conversations.members": (args, workspace) => {
    const conversation = knownConversation(workspace, args.requiredText("channel"));
    const { page, next } = paginate(conversation.memberIds, args);
    return { members: page, response_metadata: { next_cursor: next } };
  },
  "conversations.join": (args, workspace) => {
    const conversation = knownConversation(workspace, args.requiredText("channel"));
    if (conversation.kind === "direct" || conversation.isPrivate) {
      throw new SlackError("method_not_supported_for_channel_type");
    }
    const bot = workspace.identity.botUserId;
    if (!conversation.memberIds.includes(bot)) {
      conversation.memberIds.push(bot);
      workspace.announceConversation(conversation);
    }
    return { channel: toSlackChannel(conversation, workspace) };
  },
};
