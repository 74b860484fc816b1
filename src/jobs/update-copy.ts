import type { Job } from "../domain/outbox";
import { topicKinds } from "../domain/references";
import { PlatformError } from "../platforms/port";
import { personalView } from "./personal-view";
import type { JobSurroundings } from "./surroundings";

/** Draws one copy of a card anew, for its reader, from the record as it is now. */
export async function updateCopy(
  surroundings: JobSurroundings,
  job: Extract<Job, { task: "update" }>,
): Promise<void> {
  const { db, notices, ports, log } = surroundings;
  const copy = await db.sentMessage.findUnique({ where: { id: job.sentMessageId } });
  if (!copy) return;
  const port = ports.get(copy.platform);
  const kind = topicKinds.find((each) => each === copy.subjectKind);
  if (!port || !kind)
    return log.warn(
      { copy: copy.id, platform: copy.platform },
      "a copy was not updated: nothing here can draw it",
    );
  const account =
    copy.personId === null
      ? null
      : await db.account.findFirst({
          where: { personId: copy.personId, platform: copy.platform, workspace: copy.workspace },
        });
  const subject = { kind, id: copy.subjectId };
  const drawn = await notices.card(
    copy.notice,
    subject,
    copy.personId === null
      ? "channel"
      : {
          personId: copy.personId,
          accountLocale: account?.locale ?? null,
          accountTimeZone: account?.timeZone ?? null,
        },
  );
  if (!drawn) return;
  try {
    const personal =
      copy.personId === null ? await personalView(surroundings, port, copy.notice, subject) : {};
    await port.update(copy.conversationId, copy.messageId, drawn.card, personal);
  } catch (error) {
    if (!(error instanceof PlatformError && error.gone)) throw error;
    // Deleted by somebody, or the conversation is gone: there is nothing left to keep up to date.
    log.warn({ err: error, copy: copy.id }, "a copy is gone and is not kept up to date any more");
    await db.sentMessage.delete({ where: { id: copy.id } });
  }
}
