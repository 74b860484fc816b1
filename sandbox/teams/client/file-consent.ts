import { extname } from "node:path";
import { compact } from "../../json";
import type { TeamsPerson } from "../directory";
import { guid } from "../identity";
import { consentCard } from "../messages";
import type { TeamsAct, TeamsResult } from "../protocol";
import { fail, invoke, messageAt, type TeamsHost, wentWrong } from "./host";

/** Answers the bot's question whether it may give a file: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
export async function answerConsent(
  host: TeamsHost,
  person: TeamsPerson,
  act: Extract<TeamsAct, { type: "fileConsent" }>,
): Promise<TeamsResult> {
  const { workplace } = host;
  const found = messageAt(host, person, act.conversationId, act.messageId);
  const card = found?.message.attachments.find(({ contentType }) => contentType === consentCard);
  if (found === undefined || card === undefined) return fail(host, person, "This file is no longer offered.");
  const { message, place } = found;
  const where = "fileConsent/invoke";
  if (!act.accept) {
    const value = compact({ type: "fileUpload", action: "decline", context: card.content?.declineContext });
    const answer = await invoke(host, person, place, where, value, message.id);
    return answer.ok ? { ok: true } : fail(host, person, wentWrong);
  }
  const name = card.name ?? "file";
  const uniqueId = guid("upload", `${message.conversationId} ${message.id} ${workplace.messages.nextId()}`);
  const upload = workplace.uploads.plan(person.id, name, uniqueId, message.id);
  const value = compact({
    type: "fileUpload",
    action: "accept",
    context: card.content?.acceptContext,
    uploadInfo: {
      contentUrl: `${workplace.origin}/teams/documents/${uniqueId}/${encodeURIComponent(name)}`,
      name,
      uploadUrl: `${workplace.origin}/teams/uploads/${upload.ticket}`,
      uniqueId,
      fileType: extname(name).slice(1).toLowerCase(),
    },
  });
  const answer = await invoke(host, person, place, where, value, message.id);
  return answer.ok ? { ok: true } : fail(host, person, wentWrong);
}
