import type { PlatformClock, PlatformLogger } from "../port";

export interface TeamChannel {
  id: string;
  name: string;
}

const keepForMs = 5 * 60_000;
const askAgainAfterMs = 60_000;

/**
 * Finds channels by name in the teams that the bot is in. The list is kept for five minutes; a name that is not in it asks
 * Teams again at most once a minute. Several askers share one listing. A name that two teams have means the first
 * team's channel, and the log says so.
 */
export function channelFinder(
  list: () => Promise<readonly TeamChannel[]>,
  clock: PlatformClock,
  logger: PlatformLogger,
): (name: string) => Promise<string | null> {
  let known = new Map<string, string>();
  /** Names of several teams' channels that nobody has asked for yet: every team has a "General". */
  let ambiguous = new Set<string>();
  let listedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  async function listAll(): Promise<void> {
    const found = new Map<string, string>();
    const ofSeveral = new Set<string>();
    for (const { id, name } of await list()) {
      const key = name.toLowerCase();
      if (found.has(key)) ofSeveral.add(key);
      else found.set(key, id);
    }
    known = found;
    ambiguous = ofSeveral;
    listedAt = clock.now().getTime();
  }

  return async (name) => {
    const wanted = name.replace(/^#/, "").toLowerCase();
    const age = clock.now().getTime() - listedAt;
    if (age > keepForMs || (age > askAgainAfterMs && !known.has(wanted))) {
      underWay ??= listAll().finally(() => {
        underWay = null;
      });
      await underWay;
    }
    if (ambiguous.delete(wanted))
      logger.warn(
        { part: "teams", channel: wanted },
        "two teams have a channel of this name: the first is used",
      );
    return known.get(wanted) ?? null;
  };
}
