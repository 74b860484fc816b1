import { copiesOf } from "../domain/messages/sent-messages";
import { enqueue, type Job } from "../domain/outbox";
import type { JobSurroundings } from "./surroundings";

/** Asks a notice whom it is for and enqueues one sending a reader. `jobId` makes the send keys the same at every attempt. */
export async function announce(
  { db, notices, ports }: JobSurroundings,
  job: Extract<Job, { task: "announce" }>,
  jobId: string,
): Promise<void> {
  const audience = await notices.audience(job.notice, job.subject);
  const accounts = await db.account.findMany({
    where: {
      personId: { in: [...audience.people] },
      platform: { in: [...ports.keys()] },
      person: { active: true },
    },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  const { notice, subject } = job;
  await enqueue(db, [
    ...accounts.map(
      ({ id }): Job => ({
        task: "send",
        notice,
        subject,
        to: { kind: "account", accountId: id },
        sendKey: `${jobId}:account:${id}`,
      }),
    ),
    ...audience.channels.map(
      (channel): Job => ({
        task: "send",
        notice,
        subject,
        to: { kind: "channel", channel },
        sendKey: `${jobId}:channel:${channel}`,
      }),
    ),
  ]);
}

/** Enqueues one redrawing for every copy of a record's cards. */
export async function refresh(
  { db }: JobSurroundings,
  job: Extract<Job, { task: "refresh" }>,
): Promise<void> {
  const copies = await copiesOf(db, job.subject);
  await enqueue(
    db,
    copies.map((sentMessageId): Job => ({ task: "update", sentMessageId })),
  );
}
