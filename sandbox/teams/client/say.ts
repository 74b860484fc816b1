import { extname } from "node:path";
import type { StoredFile } from "../../files";
import type { Json } from "../../protocol";
import { messageActivity } from "../activities";
import type { TeamsPerson } from "../directory";
import { guid } from "../identity";
import type { TeamsAct, TeamsResult } from "../protocol";
import { fail, type TeamsHost } from "./host";

/** What else can be said of a message. */
export interface SayOptions {
  /** Whether an actor says it as a command. */
  isCommand?: boolean;
  /** Pictures that are pasted into the text, by file id. */
  pictures?: string[];
  /** Called once the message stands in the conversation, before the bot hears of it. */
  said?: () => void;
}

/** Writes a message as a person; resolves once the bot has taken it. In a channel the bot hears it only with a mention. */
export async function say(
  host: TeamsHost,
  person: TeamsPerson,
  act: Extract<TeamsAct, { type: "say" }>,
  options: SayOptions = {},
): Promise<TeamsResult> {
  const { workplace } = host;
  const conversation = workplace.conversations.find(act.conversationId);
  if (conversation === undefined || !conversation.memberIds.includes(person.id))
    return fail(host, person, "You are not in this conversation.");
  const files = act.fileIds.map((id) => workplace.files.find(id));
  const pictures = (options.pictures ?? []).map((id) => workplace.files.find(id));
  const known = [...files, ...pictures].filter((file) => file !== undefined);
  if (known.length < files.length + pictures.length)
    return fail(host, person, "A file of this message is no longer there.");
  if (act.text.trim() === "" && known.length === 0)
    return { ok: false, problem: "There is nothing to send." };
  const personal = conversation.kind === "personal";
  if (personal && !workplace.installed.has(person.id))
    return fail(host, person, `You have not installed ${workplace.identity.botName}.`);
  const message = workplace.post({
    conversationId: conversation.id,
    id: workplace.messages.nextId(),
    fromId: person.id,
    fromBot: false,
    fromName: person.name,
    text: act.text,
    textFormat: "plain",
    attachments: [],
    files: known.map((file) => workplace.toUploadedFile(file)),
    edited: false,
    sentAt: new Date(workplace.now()).toISOString(),
    rootId: personal ? undefined : act.replyToId,
    mention: !personal && act.mention ? workplace.identity.botName : undefined,
    isCommand: options.isCommand === true,
    version: 0,
    personalCards: new Map(),
    typed: new Map(),
  });
  workplace.messages.markRead(person.id, conversation.id);
  options.said?.();
  if (!personal && (!act.mention || !workplace.inTeam)) return { ok: true };
  const place = { conversation, rootId: personal ? undefined : (message.rootId ?? message.id) };
  // Bots are given files in personal conversations only.
  const given = personal
    ? files.filter((file) => file !== undefined).map((file) => download(host, file))
    : [];
  const pasted = pictures.filter((file) => file !== undefined).map((file) => inline(host, file));
  const taken = await host.delivery.send(
    messageActivity(workplace, person, place, message, [...given, ...pasted]),
  );
  if (taken) return { ok: true };
  return { ok: false, problem: `${workplace.identity.botName} does not answer.` };
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4: the address opens without a token. */
function download({ workplace }: TeamsHost, file: StoredFile): Json {
  const downloadUrl = `${workplace.origin}/teams/files/${workplace.uploads.offer(file.id)}`;
  return {
    contentType: "application/vnd.microsoft.teams.file.download.info",
    contentUrl: `${workplace.origin}/teams/documents/${file.id}/${encodeURIComponent(file.name)}`,
    name: file.name,
    content: {
      downloadUrl,
      uniqueId: guid("file", file.id),
      fileType: extname(file.name).slice(1).toLowerCase(),
    },
  };
}

/** A picture in the text; its address wants the bot's token. */
function inline({ workplace }: TeamsHost, file: StoredFile): Json {
  return {
    contentType: file.mimeType,
    contentUrl: `${workplace.serviceUrl}v3/attachments/${file.id}/views/original`,
  };
}
