import { PlatformError, type Port } from "../platforms/port";
import type { JobSurroundings } from "./surroundings";

/** An account as far as speaking with its person alone needs it. */
export interface Reachable {
  id: number;
  userId: string;
  /** Where that was last, once it is known. */
  directId: string | null;
}

/**
 * Does `say` in the direct conversation with an account. A kept address may be of yesterday: one that the platform no longer
 * knows is asked for anew, once.
 */
export async function speakDirectly<T>(
  { db }: Pick<JobSurroundings, "db">,
  port: Port,
  account: Reachable,
  say: (conversationId: string) => Promise<T>,
): Promise<{ conversationId: string; said: T }> {
  if (account.directId)
    try {
      return { conversationId: account.directId, said: await say(account.directId) };
    } catch (error) {
      if (!(error instanceof PlatformError && error.code === "channel_not_found")) throw error;
    }
  const conversationId = await port.openDirect(account.userId);
  await db.account.update({ where: { id: account.id }, data: { directId: conversationId } });
  return { conversationId, said: await say(conversationId) };
}

/** Takes note that an account cannot be reached until its next contact; anything else than that is thrown again. */
export async function noteUnreachable(
  { db, log }: Pick<JobSurroundings, "db" | "log">,
  account: Reachable,
  error: unknown,
  what: object,
): Promise<void> {
  if (!(error instanceof PlatformError && error.gone)) throw error;
  log.warn({ err: error, accountId: account.id, ...what }, "a person cannot be reached");
  await db.account.update({
    where: { id: account.id },
    data: { unreachableSince: new Date(), directId: null },
  });
}
