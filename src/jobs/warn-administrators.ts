import { enqueue, type Job, type Warning } from "../domain/outbox";
import { noteUnreachable, speakDirectly } from "./speak-directly";
import type { JobSurroundings } from "./surroundings";

/**
 * Has every administrator told of a warning, once a day. That it is told and who is to be told are written together, so that
 * a platform which fails now loses none of it.
 */
export async function warnAdministrators(
  { db, ports, log }: JobSurroundings,
  { warning }: Extract<Job, { task: "warn" }>,
): Promise<void> {
  await db.$transaction(async (transaction) => {
    const told = await transaction.$executeRaw`
      insert into told_once (key, told_at) values (${keyOf(warning)}, now())
      on conflict (key) do update set told_at = now() where told_once.told_at < now() - interval '1 day'`;
    if (told === 0) return;
    const accounts = await transaction.account.findMany({
      where: {
        person: { active: true, roles: { has: "admin" } },
        platform: { in: [...ports.keys()] },
        unreachableSince: null,
      },
      select: { id: true },
      orderBy: { id: "asc" },
    });
    if (accounts.length === 0) log.warn({ warning }, "no administrator can be told of this");
    await enqueue(
      transaction,
      accounts.map(({ id }): Job => ({ task: "warn-one", warning, accountId: id })),
    );
  });
}

/** Tells one administrator in their direct conversation. */
export async function warnOne(
  surroundings: JobSurroundings,
  { warning, accountId }: Extract<Job, { task: "warn-one" }>,
  jobId: string,
  again: boolean,
): Promise<void> {
  const { db, ports, warningCard } = surroundings;
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
  const port = ports.get(account.platform);
  if (!port) return;
  const card = await warningCard(warning, {
    personId: account.personId,
    accountLocale: account.locale,
    accountTimeZone: account.timeZone,
  });
  try {
    await speakDirectly(surroundings, port, account, (conversationId) =>
      port.send(conversationId, card, `warning:${jobId}`, { again }),
    );
  } catch (error) {
    await noteUnreachable(surroundings, account, error, { warning });
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
