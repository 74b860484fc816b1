import { copiesOf } from "../domain/messages/sent-messages";
import { enqueue, type Job } from "../domain/outbox";
import { reachPeople } from "./reach-people";
import type { JobSurroundings } from "./surroundings";

/** Asks a notice whom it is for and enqueues one sending a reader. `jobId` makes the send keys the same at every attempt. */
export async function announce(
  surroundings: JobSurroundings,
  job: Extract<Job, { task: "announce" }>,
  jobId: string,
): Promise<void> {
  const { notice, subject } = job;
  const audience = await surroundings.notices.audience(notice, subject);
  const { accountIds, failure } = await reachPeople(surroundings, audience.people, `notice:${notice}`);
  await enqueue(surroundings.db, [
    ...accountIds.map(
      (accountId): Job => ({
        task: "send",
        notice,
        subject,
        to: { kind: "account", accountId },
        sendKey: `${jobId}:account:${accountId}`,
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
  // Each sending has a key, so that the next attempt enqueues nobody twice.
  if (failure !== null) throw failure;
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
