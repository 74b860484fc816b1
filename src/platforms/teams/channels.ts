import { channelName, keptNames } from "../kept-names";
import type { PlatformClock, PlatformLogger } from "../port";

export interface TeamChannel {
  id: string;
  name: string;
}

const keepForMs = 5 * 60_000;

/**
 * Finds channels by name in the teams that the bot is in; the list is kept for five minutes. A name that two teams have means
 * the first team's channel, and the log says so.
 */
export function channelFinder(
  list: () => Promise<readonly TeamChannel[]>,
  clock: PlatformClock,
  logger: PlatformLogger,
): (name: string) => Promise<string | null> {
  /** Names of several teams' channels that nobody has asked for yet: every team has a "General". */
  let ambiguous = new Set<string>();

  async function listAll(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    const ofSeveral = new Set<string>();
    for (const { id, name } of await list()) {
      const key = channelName(name);
      if (found.has(key)) ofSeveral.add(key);
      else found.set(key, id);
    }
    ambiguous = ofSeveral;
    return found;
  }

  const find = keptNames(listAll, keepForMs, clock);
  return async (name) => {
    const wanted = channelName(name);
    const found = await find(wanted);
    if (ambiguous.delete(wanted))
      logger.warn(
        { part: "teams", channel: wanted },
        "two teams have a channel of this name: the first is used",
      );
    return found;
  };
}
