import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../../json";
import type { Json } from "../../protocol";
import { checkActivity } from "../cards/check-activity";
import type { StoredTeamsConversation } from "../conversations";
import { fileInfoCard, type StoredTeamsMessage } from "../messages";
import type { TeamsAttachment, TeamsMessage } from "../protocol";
import type { Workplace } from "../workplace";
import { requirePlace } from "./places";
import { badSyntax, TeamsError } from "./teams-error";

/** Sends the bot's message or sign of typing. Gives the new activity's id. Throws TeamsError. */
export function sendActivity(
  workplace: Workplace,
  conversationId: string,
  body: Json | undefined,
  replyToId: string | undefined,
): { id: string; rootId: string | undefined } {
  const { conversation, rootId } = requirePlace(workplace, conversationId);
  const activity = readActivity(workplace, conversation, body, "send");
  if (activity.type === "typing") return { id: workplace.messages.nextId(), rootId };
  if (activity.type !== "message")
    throw badSyntax(`Activities of type "${stringAt(activity, "type")}" are not taken.`);
  const answered = replyToId ?? stringAt(activity, "replyToId");
  const root = rootId ?? (answered === undefined ? undefined : threadOf(workplace, conversation, answered));
  const { botId, botName } = workplace.identity;
  const message = workplace.post({
    conversationId: conversation.id,
    id: workplace.messages.nextId(),
    fromId: botId,
    fromBot: true,
    fromName: botName,
    ...content(workplace, activity),
    edited: false,
    sentAt: new Date(workplace.now()).toISOString(),
    rootId: conversation.kind === "channel" ? root : undefined,
    mention: undefined,
    isCommand: false,
    version: 0,
    personalCards: new Map(),
    typed: new Map(),
  });
  return { id: message.id, rootId: message.rootId };
}

/** Puts something else in the place of one of the bot's messages. Throws TeamsError. */
export function updateActivity(
  workplace: Workplace,
  conversationId: string,
  id: string,
  body: Json | undefined,
): void {
  const { conversation } = requirePlace(workplace, conversationId);
  const message = ownMessage(workplace, conversation, id);
  const activity = readActivity(workplace, conversation, body, "update");
  if (activity.type !== "message") throw badSyntax("Only a message takes a message's place.");
  Object.assign(message, content(workplace, activity));
  workplace.change(message);
}

/** Takes one of the bot's messages away. Throws TeamsError. */
export function deleteActivity(workplace: Workplace, conversationId: string, id: string): void {
  const { conversation } = requirePlace(workplace, conversationId);
  workplace.remove(ownMessage(workplace, conversation, id));
}

/** Refuses what is no activity at all; what is merely wrong in it is noted, since clients show the rest. */
function readActivity(
  workplace: Workplace,
  conversation: StoredTeamsConversation,
  body: Json | undefined,
  where: string,
): JsonObject {
  if (!isObject(body)) throw badSyntax("The activity is no JSON object.");
  const faults = checkActivity(body, conversation.kind);
  for (const { kind, details } of faults) workplace.recordProblem(kind, where, details);
  if (faults.some(({ kind }) => kind === "message_too_large"))
    throw new TeamsError(413, "MessageSizeTooBig", "Message size too large.");
  if (faults.some(({ kind }) => kind === "empty_message"))
    throw badSyntax("A message needs a text or an attachment.");
  return body;
}

function content(
  workplace: Workplace,
  activity: JsonObject,
): Pick<StoredTeamsMessage, "text" | "textFormat" | "attachments" | "files"> {
  const attachments = objectsAt(activity, "attachments").map(toAttachment);
  const files = attachments.flatMap(({ contentType, content: card }) => {
    if (contentType !== fileInfoCard) return [];
    const upload = workplace.uploads.byUniqueId(stringAt(card, "uniqueId") ?? "");
    const file = workplace.files.find(upload?.fileId ?? "");
    if (file === undefined)
      workplace.recordProblem("unknown_file", "send", ["A file card names a file that was never uploaded."]);
    return file === undefined ? [] : [workplace.toUploadedFile(file)];
  });
  const text = stringAt(activity, "text") ?? "";
  return { text, textFormat: textFormat(stringAt(activity, "textFormat")), attachments, files };
}

function toAttachment(attachment: JsonObject): TeamsAttachment {
  const name = stringAt(attachment, "name");
  const contentUrl = stringAt(attachment, "contentUrl");
  const card = objectAt(attachment, "content");
  return {
    contentType: stringAt(attachment, "contentType") ?? "",
    ...(name === undefined ? {} : { name }),
    ...(contentUrl === undefined ? {} : { contentUrl }),
    ...(card === undefined ? {} : { content: card }),
  };
}

/** Markdown is what Teams reads where nothing is said. */
function textFormat(format: string | undefined): TeamsMessage["textFormat"] {
  return format === "plain" || format === "xml" ? format : "markdown";
}

/** The thread that a message is in. What answers an invoke names that instead of a message, and is in no thread. */
function threadOf(
  workplace: Workplace,
  conversation: StoredTeamsConversation,
  id: string,
): string | undefined {
  const message = workplace.messages.find(conversation.id, id);
  return message === undefined ? undefined : (message.rootId ?? message.id);
}

function ownMessage(
  workplace: Workplace,
  conversation: StoredTeamsConversation,
  id: string,
): StoredTeamsMessage {
  const message = workplace.messages.find(conversation.id, id);
  if (message === undefined)
    throw new TeamsError(404, "ActivityNotFoundInConversation", "The activity is not there.");
  if (!message.fromBot)
    throw new TeamsError(403, "ForbiddenOperationException", "The activity is somebody else's.");
  return message;
}
