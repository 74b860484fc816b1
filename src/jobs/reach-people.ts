import { enqueue } from "../domain/outbox";
import { meetAccount } from "../domain/people/identify";
import { PlatformError, type Port } from "../platforms/port";
import type { JobSurroundings } from "./surroundings";

/** Through which accounts people are reached, and what kept others from being found. */
export interface Reached {
  accountIds: readonly number[];
  /** A platform could not be asked just now. Whoever was found is told all the same; the rest is to be tried again. */
  failure: unknown;
}

/**
 * Ids of the accounts through which people are reached, one for each platform they are on. Somebody who never spoke to the
 * bot on one of them is looked for there by e-mail, so that an approver needs to do nothing before being asked. Who is on no
 * platform is an administrator's to know.
 */
export async function reachPeople(
  surroundings: JobSurroundings,
  people: readonly number[],
  origin: string,
): Promise<Reached> {
  const { db, ports } = surroundings;
  const persons = await db.person.findMany({
    where: { id: { in: [...people] }, active: true },
    select: { id: true, email: true, accounts: { select: { id: true, platform: true, workspace: true } } },
    orderBy: { id: "asc" },
  });
  const accountIds: number[] = [];
  let failure: unknown = null;
  for (const person of persons) {
    let reached = 0;
    let asked = true;
    for (const port of ports.values()) {
      const known = person.accounts.filter(
        ({ platform, workspace }) => platform === port.name && workspace === port.workspace,
      );
      try {
        const ids = known.length
          ? known.map(({ id }) => id)
          : await findAccount(surroundings, port, person.email, origin);
        accountIds.push(...ids);
        reached += ids.length;
      } catch (error) {
        failure ??= error;
        asked = false;
      }
    }
    if (reached === 0 && asked)
      await enqueue(
        db,
        [...ports.keys()].map((platform) => ({
          task: "warn" as const,
          warning: { kind: "person_unreachable" as const, personId: person.id, platform },
        })),
      );
  }
  return { accountIds, failure };
}

/** Throws where the platform cannot say just now. */
async function findAccount(
  { db, log }: JobSurroundings,
  port: Port,
  email: string | null,
  origin: string,
): Promise<number[]> {
  if (!email) return [];
  try {
    const account = await port.findByEmail(email);
    if (!account) return [];
    const key = { platform: port.name, workspace: port.workspace, userId: account.userId };
    await meetAccount(db, key, account.profile, "system", origin);
    const { id } = await db.account.findUniqueOrThrow({
      where: { platform_workspace_userId: key },
      select: { id: true },
    });
    return [id];
  } catch (error) {
    // A platform without this look-up reaches those it has met; one that is down is asked again with the next attempt.
    if (!(error instanceof PlatformError && error.permanent)) throw error;
    log.warn({ err: error, platform: port.name }, "a person could not be looked for by e-mail");
    return [];
  }
}
