import { keepSentCard, wasSent } from "../domain/messages/sent-messages";
import { enqueue, type Job } from "../domain/outbox";
import { PlatformError, type Port } from "../platforms/port";
import { personalView } from "./personal-view";
import { noteUnreachable, speakDirectly } from "./speak-directly";
import type { CardReader, JobSurroundings } from "./surroundings";

type SendJob = Extract<Job, { task: "send" }>;
type Drawn = NonNullable<Awaited<ReturnType<JobSurroundings["notices"]["card"]>>>;

/**
 * Draws a card for one reader from the record as it is now, sends it, and keeps where it stands. `again` says that an earlier
 * attempt may have sent it and ended before it was kept.
 */
export async function sendCard(surroundings: JobSurroundings, job: SendJob, again: boolean): Promise<void> {
  if (job.to.kind === "account") await sendToAccount(surroundings, job, job.to.accountId, again);
  else await sendToChannel(surroundings, job, job.to.channel, again);
}

async function sendToAccount(
  surroundings: JobSurroundings,
  job: SendJob,
  accountId: number,
  again: boolean,
): Promise<void> {
  const { db, notices, ports, log } = surroundings;
  if (await wasSent(db, job.sendKey)) return;
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
  const port = ports.get(account.platform);
  if (!port)
    return log.warn(
      { job, platform: account.platform },
      "a card was not sent: its platform is not configured any more",
    );
  const reader = {
    personId: account.personId,
    accountLocale: account.locale,
    accountTimeZone: account.timeZone,
  };
  const drawn = await notices.card(job.notice, job.subject, reader);
  if (!drawn) return;
  try {
    const { conversationId, said } = await speakDirectly(surroundings, port, account, (conversation) =>
      port.send(conversation, drawn.card, job.sendKey, { again }),
    );
    const place = { conversationId, messageId: said.messageId, sendKey: job.sendKey };
    await keep(surroundings, job, port, reader, drawn, place);
    if (account.unreachableSince)
      await db.account.update({ where: { id: account.id }, data: { unreachableSince: null } });
  } catch (error) {
    await noteUnreachable(surroundings, account, error, { notice: job.notice });
    const warning = {
      kind: "person_unreachable",
      personId: account.personId,
      platform: account.platform,
    } as const;
    await enqueue(db, [{ task: "warn", warning }]);
  }
}

/** A channel is looked for on every platform; one that exists nowhere is an administrator's to know. */
async function sendToChannel(
  surroundings: JobSurroundings,
  job: SendJob,
  key: string,
  again: boolean,
): Promise<void> {
  const { db, notices, ports, policy, log } = surroundings;
  const channel = Object.hasOwn(policy.channels, key) ? policy.channels[key] : undefined;
  if (!channel) return log.warn({ job }, "a card was not sent: the policy has no such channel any more");
  let reached = false;
  // One platform that fails keeps the card from no other.
  let failure: unknown = null;
  for (const port of ports.values()) {
    const sendKey = `${job.sendKey}:${port.name}`;
    if (await wasSent(db, sendKey)) {
      reached = true;
      continue;
    }
    const drawn = await notices.card(job.notice, job.subject, "channel");
    if (!drawn) return;
    try {
      const conversationId = await port.findChannel(channel.name);
      if (conversationId === null) continue;
      const personal = await personalView(surroundings, port, job.notice, job.subject);
      const { messageId } = await port.send(conversationId, drawn.card, sendKey, { again, ...personal });
      await keep(surroundings, job, port, "channel", drawn, { conversationId, messageId, sendKey });
      reached = true;
    } catch (error) {
      if (error instanceof PlatformError && error.gone)
        log.warn({ err: error, channel: channel.name, notice: job.notice }, "a channel cannot be reached");
      else failure ??= error;
    }
  }
  if (failure !== null) throw failure;
  if (reached) return;
  log.warn({ channel: channel.name, notice: job.notice }, "a channel is on no platform");
  await enqueue(db, [
    { task: "warn", warning: { kind: "channel_missing", channel: key, name: channel.name } },
  ]);
}

/**
 * Keeps where a card stands. A change of the record between drawing and keeping found no copy to draw anew, so the card is
 * drawn once more: where it has become another, the copy is brought up to date.
 */
async function keep(
  { db, notices }: JobSurroundings,
  { notice, subject }: SendJob,
  port: Port,
  reader: CardReader,
  { card, locale }: Drawn,
  place: { conversationId: string; messageId: string; sendKey: string },
): Promise<void> {
  const personId = reader === "channel" ? null : reader.personId;
  const { name: platform, workspace } = port;
  const sentMessageId = await keepSentCard(db, {
    ...place,
    notice,
    subject,
    personId,
    platform,
    workspace,
    locale,
  });
  const now = await notices.card(notice, subject, reader);
  if (now && JSON.stringify(now.card) !== JSON.stringify(card))
    await enqueue(db, [{ task: "update", sentMessageId }]);
}
