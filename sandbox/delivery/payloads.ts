import { stateValues } from "../block-kit/state";
import type { StoredConversation } from "../conversations";
import { usernameOf } from "../directory";
import { compact, type JsonObject } from "../json";
import { type StoredMessage, toSlackMessage } from "../messages";
import type { InputValues, Json, Member } from "../protocol";
import { type StoredView, toSlackView } from "../views";
import type { Workspace } from "../workspace";

/** A file-bearing message as payloads show it. */
export function slackMessage(workspace: Workspace, message: StoredMessage): JsonObject {
  const files = message.files.flatMap((file) => workspace.files.find(file.id) ?? []);
  return toSlackMessage(
    message,
    workspace.identity,
    files.map((file) => workspace.files.toSlackFile(file)),
    true,
  );
}

function userOf(workspace: Workspace, member: Member): JsonObject {
  const username = usernameOf(member);
  return { id: member.id, username, name: username, team_id: workspace.identity.teamId };
}

function channelOf(conversation: StoredConversation): JsonObject {
  return { id: conversation.id, name: conversation.name };
}

function interaction(workspace: Workspace, member: Member, type: string, rest: JsonObject): JsonObject {
  const { identity } = workspace;
  return {
    type,
    team: { id: identity.teamId, domain: identity.teamDomain },
    user: userOf(workspace, member),
    api_app_id: identity.appId,
    token: identity.verificationToken,
    enterprise: null,
    is_enterprise_install: false,
    ...rest,
  };
}

/** The form of a slash command: https://docs.slack.dev/interactivity/implementing-slash-commands */
export function commandPayload(
  workspace: Workspace,
  member: Member,
  conversation: StoredConversation,
  command: string,
  text: string,
): JsonObject {
  const { identity } = workspace;
  return {
    token: identity.verificationToken,
    team_id: identity.teamId,
    team_domain: identity.teamDomain,
    channel_id: conversation.id,
    channel_name: conversation.name,
    user_id: member.id,
    user_name: usernameOf(member),
    command,
    text,
    api_app_id: identity.appId,
    is_enterprise_install: "false",
    response_url: workspace.responseUrls.issue({ userId: member.id, conversationId: conversation.id }),
    trigger_id: workspace.triggers.issue(member.id),
  };
}

/** The container and the message of an interaction in a message. An ephemeral one comes without its content. */
function messageContext(
  workspace: Workspace,
  conversation: StoredConversation,
  message: StoredMessage,
): JsonObject {
  const ephemeral = message.onlyFor !== undefined;
  return compact({
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: conversation.id,
      is_ephemeral: ephemeral,
    },
    channel: channelOf(conversation),
    message: ephemeral ? undefined : slackMessage(workspace, message),
  });
}

function viewContext(workspace: Workspace, view: StoredView): JsonObject {
  return { container: { type: "view", view_id: view.id }, view: toSlackView(view, workspace.identity) };
}

/** A click or change in a message: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function messageActionsPayload(
  workspace: Workspace,
  member: Member,
  conversation: StoredConversation,
  message: StoredMessage,
  action: JsonObject,
): JsonObject {
  const touched: InputValues = message.touched[member.id] ?? {};
  return interaction(workspace, member, "block_actions", {
    ...messageContext(workspace, conversation, message),
    trigger_id: workspace.triggers.issue(member.id),
    state: { values: stateValues(message.blocks, touched) },
    response_url: workspace.responseUrls.issue({
      userId: member.id,
      conversationId: conversation.id,
      ts: message.ts,
    }),
    actions: [action],
  });
}

/** A click or change in a modal or App Home. */
export function viewActionsPayload(
  workspace: Workspace,
  member: Member,
  view: StoredView,
  action: JsonObject,
): JsonObject {
  return interaction(workspace, member, "block_actions", {
    ...viewContext(workspace, view),
    trigger_id: workspace.triggers.issue(member.id),
    actions: [action],
  });
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function viewSubmissionPayload(workspace: Workspace, member: Member, view: StoredView): JsonObject {
  return interaction(workspace, member, "view_submission", {
    trigger_id: workspace.triggers.issue(member.id),
    view: toSlackView(view, workspace.identity),
    response_urls: [],
  });
}

export function viewClosedPayload(
  workspace: Workspace,
  member: Member,
  view: StoredView,
  isCleared: boolean,
): JsonObject {
  return interaction(workspace, member, "view_closed", {
    view: toSlackView(view, workspace.identity),
    is_cleared: isCleared,
  });
}

/** What an external select asks: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export function suggestionPayload(
  workspace: Workspace,
  member: Member,
  place: { view: StoredView } | { conversation: StoredConversation; message: StoredMessage },
  query: { blockId: string; actionId: string; value: string },
): JsonObject {
  const context =
    "view" in place
      ? viewContext(workspace, place.view)
      : messageContext(workspace, place.conversation, place.message);
  return interaction(workspace, member, "block_suggestion", {
    ...context,
    block_id: query.blockId,
    action_id: query.actionId,
    value: query.value,
  });
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export function messageShortcutPayload(
  workspace: Workspace,
  member: Member,
  conversation: StoredConversation,
  message: StoredMessage,
  callbackId: string,
): JsonObject {
  return interaction(workspace, member, "message_action", {
    callback_id: callbackId,
    action_ts: workspace.identifiers.timestamp(),
    message_ts: message.ts,
    channel: channelOf(conversation),
    message: slackMessage(workspace, message),
    trigger_id: workspace.triggers.issue(member.id),
    response_url: workspace.responseUrls.issue({
      userId: member.id,
      conversationId: conversation.id,
      ts: message.ts,
    }),
  });
}

/** An event in its wrapper: https://docs.slack.dev/apis/events-api#callback-field */
export function eventPayload(workspace: Workspace, event: JsonObject): JsonObject {
  const { identity } = workspace;
  const authorization: Json = {
    enterprise_id: null,
    team_id: identity.teamId,
    user_id: identity.botUserId,
    is_bot: true,
    is_enterprise_install: false,
  };
  return {
    token: identity.verificationToken,
    team_id: identity.teamId,
    context_team_id: identity.teamId,
    context_enterprise_id: null,
    api_app_id: identity.appId,
    event,
    type: "event_callback",
    event_id: workspace.identifiers.next("Ev"),
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [authorization],
    is_ext_shared_channel: false,
    event_context: `4-${workspace.identifiers.next("EC")}`,
  };
}
