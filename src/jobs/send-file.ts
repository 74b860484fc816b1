import type { Job } from "../domain/outbox";
import type { JobSurroundings } from "./surroundings";

/** Puts a kept file into a person's direct conversation. Whether they may see it was decided when it was asked for. */
export async function sendFile(
  { db, ports, log }: JobSurroundings,
  job: Extract<Job, { task: "send-file" }>,
): Promise<void> {
  const port = ports.get(job.platform);
  const [file, account] = await Promise.all([
    db.storedFile.findUnique({ where: { id: job.fileId } }),
    db.account.findFirst({ where: { personId: job.personId, platform: job.platform } }),
  ]);
  if (!port || !file || !account)
    return log.warn({ job }, "a file was not sent: it, its reader or the platform is gone");
  const conversationId = account.directId ?? (await port.openDirect(account.userId));
  await port.sendFile(conversationId, { name: file.name, mimeType: file.mimeType, content: file.content });
}
