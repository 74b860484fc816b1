import { offerFile } from "../domain/messages/offered-files";
import type { Job } from "../domain/outbox";
import { noteUnreachable, speakDirectly } from "./speak-directly";
import type { JobSurroundings } from "./surroundings";

/** Puts a kept file into a person's direct conversation. Whether they may see it was decided when it was asked for. */
export async function sendFile(
  surroundings: JobSurroundings,
  job: Extract<Job, { task: "send-file" }>,
  jobId: string,
): Promise<void> {
  const { db, ports, log } = surroundings;
  const port = ports.get(job.platform);
  const [file, account] = await Promise.all([
    db.storedFile.findUnique({ where: { id: job.fileId } }),
    db.account.findFirst({
      where: { personId: job.personId, platform: job.platform, workspace: port?.workspace ?? "" },
    }),
  ]);
  if (!port || !file || !account)
    return log.warn({ job }, "a file was not sent: it, its reader or the platform is gone");
  const { name, mimeType, content } = file;
  const key = `file:${jobId}`;
  if (port.abilities.offersFiles) await offerFile(db, { key, fileId: file.id, accountId: account.id });
  try {
    await speakDirectly(surroundings, port, account, (conversationId) =>
      port.sendFile(conversationId, { key, name, mimeType, content }),
    );
  } catch (error) {
    await noteUnreachable(surroundings, account, error, { file: file.id });
  }
}
