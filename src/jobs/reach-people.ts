import { enqueue } from "../domain/outbox";
import { meetAccount } from "../domain/people/identify";
import { PlatformError } from "../platforms/port";
import type { JobSurroundings } from "./surroundings";

/**
 * Ids of the accounts through which people are reached, one for each platform they are on. Somebody who never spoke to the bot
 * is looked for by e-mail, so that an approver needs to do nothing before being asked. Who is on no platform is an
 * administrator's to know.
 */
export async function reachPeople(
  surroundings: JobSurroundings,
  people: readonly number[],
  origin: string,
): Promise<number[]> {
  const { db, ports } = surroundings;
  const persons = await db.person.findMany({
    where: { id: { in: [...people] }, active: true },
    select: { id: true, email: true, accounts: { select: { id: true, platform: true } } },
    orderBy: { id: "asc" },
  });
  const reached: number[] = [];
  for (const person of persons) {
    const known = person.accounts.filter(({ platform }) => ports.has(platform)).map(({ id }) => id);
    const accounts = known.length ? known : await findAccounts(surroundings, person.email, origin);
    reached.push(...accounts);
    if (accounts.length === 0)
      await enqueue(
        db,
        [...ports.keys()].map((platform) => ({
          task: "warn" as const,
          warning: { kind: "person_unreachable" as const, personId: person.id, platform },
        })),
      );
  }
  return reached;
}

async function findAccounts(
  { db, ports, log }: JobSurroundings,
  email: string | null,
  origin: string,
): Promise<number[]> {
  if (!email) return [];
  const found: number[] = [];
  for (const port of ports.values()) {
    try {
      const account = await port.findByEmail(email);
      if (!account) continue;
      const key = { platform: port.name, workspace: port.workspace, userId: account.userId };
      await meetAccount(db, key, account.profile, "system", origin);
      const { id } = await db.account.findUniqueOrThrow({
        where: { platform_workspace_userId: key },
        select: { id: true },
      });
      found.push(id);
    } catch (error) {
      // A platform without this look-up reaches those it has met; one that is down is asked again with the next attempt.
      if (!(error instanceof PlatformError && error.permanent)) throw error;
      log.warn({ err: error, platform: port.name }, "a person could not be looked for by e-mail");
    }
  }
  return found;
}
