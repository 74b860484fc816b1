import { keepSentCard, wasSent } from "../domain/messages/sent-messages";
import { enqueue, type Job } from "../domain/outbox";
import { PlatformError, type Port } from "../platforms/port";
import type { JobSurroundings } from "./surroundings";

type SendJob = Extract<Job, { task: "send" }>;

/**
 * Draws a card for one reader from the record as it is now, sends it, and keeps where it stands. `again` says that an earlier
 * attempt may have sent it and ended before it was kept.
 */
export async function sendCard(surroundings: JobSurroundings, job: SendJob, again: boolean): Promise<void> {
  if (await wasSent(surroundings.db, job.sendKey)) return;
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
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
  const port = ports.get(account.platform);
  if (!port)
    return log.warn(
      { job, platform: account.platform },
      "a card was not sent: its platform is not configured any more",
    );
  const drawn = await notices.card(job.notice, job.subject, {
    personId: account.personId,
    accountLocale: account.locale,
    accountTimeZone: account.timeZone,
  });
  if (!drawn) return;
  try {
    const { conversationId, messageId } = await sendDirect(surroundings, port, account, (conversationId) =>
      port.send(conversationId, drawn.card, job.sendKey, again),
    );
    await keepSentCard(db, {
      ...addressOf(job, port),
      personId: account.personId,
      conversationId,
      messageId,
      locale: drawn.locale,
    });
    if (account.unreachableSince)
      await db.account.update({ where: { id: account.id }, data: { unreachableSince: null } });
  } catch (error) {
    if (!(error instanceof PlatformError && error.gone)) throw error;
    log.warn({ err: error, accountId, notice: job.notice }, "a person cannot be reached");
    await db.account.update({
      where: { id: account.id },
      data: { unreachableSince: new Date(), directId: null },
    });
    await enqueue(db, [
      {
        task: "warn",
        warning: { kind: "person_unreachable", personId: account.personId, platform: account.platform },
      },
    ]);
  }
}

/** A kept address may be of yesterday: one that the platform no longer knows is asked for anew, once. */
async function sendDirect(
  surroundings: JobSurroundings,
  port: Port,
  account: { id: number; userId: string; directId: string | null },
  send: (conversationId: string) => Promise<{ messageId: string }>,
): Promise<{ conversationId: string; messageId: string }> {
  if (account.directId)
    try {
      return { conversationId: account.directId, ...(await send(account.directId)) };
    } catch (error) {
      if (!(error instanceof PlatformError && error.code === "channel_not_found")) throw error;
    }
  const conversationId = await openDirect(surroundings, port, account);
  return { conversationId, ...(await send(conversationId)) };
}

async function openDirect(
  { db }: JobSurroundings,
  port: Port,
  account: { id: number; userId: string },
): Promise<string> {
  const directId = await port.openDirect(account.userId);
  await db.account.update({ where: { id: account.id }, data: { directId } });
  return directId;
}

/** A channel is looked for on every platform; one that exists nowhere is an administrator's to know. */
async function sendToChannel(
  surroundings: JobSurroundings,
  job: SendJob,
  key: string,
  again: boolean,
): Promise<void> {
  const { db, notices, ports, policy, log } = surroundings;
  const channel = policy.channels[key];
  if (!channel) return log.warn({ job }, "a card was not sent: the policy has no such channel any more");
  for (const port of ports.values()) {
    const drawn = await notices.card(job.notice, job.subject, "channel");
    if (!drawn) return;
    try {
      const conversationId = await port.findChannel(channel.name);
      if (!conversationId)
        throw new PlatformError(
          "channel_not_found",
          `there is no channel "${channel.name}"`,
          true,
          null,
          true,
        );
      const { messageId } = await port.send(conversationId, drawn.card, job.sendKey, again);
      await keepSentCard(db, {
        ...addressOf(job, port),
        personId: null,
        conversationId,
        messageId,
        locale: drawn.locale,
      });
    } catch (error) {
      if (!(error instanceof PlatformError && error.gone)) throw error;
      log.warn({ err: error, channel: channel.name, notice: job.notice }, "a channel cannot be reached");
      await enqueue(db, [
        { task: "warn", warning: { kind: "channel_missing", channel: key, name: channel.name } },
      ]);
    }
  }
}

const addressOf = (job: SendJob, port: Port) => ({
  notice: job.notice,
  subject: job.subject,
  platform: port.name,
  workspace: port.workspace,
  sendKey: job.sendKey,
});
