import type { Job, Warning } from "../domain/outbox";
import type { JobSurroundings } from "./surroundings";

/** Tells every administrator of a warning in their direct conversation, once a day. */
export async function warnAdministrators(
  surroundings: JobSurroundings,
  job: Extract<Job, { task: "warn" }>,
  jobId: string,
): Promise<void> {
  const { db, ports, warningCard, log } = surroundings;
  const told = await db.$executeRaw`insert into told_once (key, told_at) values (${keyOf(job.warning)}, now())
    on conflict (key) do update set told_at = now() where told_once.told_at < now() - interval '1 day'`;
  if (told === 0) return;
  const accounts = await db.account.findMany({
    where: {
      person: { active: true, roles: { has: "admin" } },
      platform: { in: [...ports.keys()] },
      unreachableSince: null,
    },
  });
  if (accounts.length === 0) log.warn({ warning: job.warning }, "no administrator can be told of this");
  for (const account of accounts) {
    const port = ports.get(account.platform);
    if (!port) continue;
    const card = await warningCard(job.warning, {
      personId: account.personId,
      accountLocale: account.locale,
      accountTimeZone: account.timeZone,
    });
    await port.send(
      account.directId ?? (await port.openDirect(account.userId)),
      card,
      `${jobId}:account:${account.id}`,
    );
  }
}

function keyOf(warning: Warning): string {
  switch (warning.kind) {
    case "channel_missing":
      return `channel_missing:${warning.channel}`;
    case "person_unreachable":
      return `person_unreachable:${warning.platform}:${warning.personId}`;
  }
}
