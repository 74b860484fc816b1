import type { PlatformClock } from "./port";

const askAgainAfterMs = 60_000;

/**
 * Finds ids by name in a list that a platform gives only as a whole. The list is kept for `keepForMs`; a name that is not in it
 * has it asked for again at most once a minute (a channel just made, or one that the bot was just invited to). Several askers
 * share one listing. Names are lower case and without "#", as `list` gives them.
 */
export function keptNames(
  list: () => Promise<ReadonlyMap<string, string>>,
  keepForMs: number,
  clock: PlatformClock,
): (name: string) => Promise<string | null> {
  let known: ReadonlyMap<string, string> = new Map();
  let listedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  async function listAnew(): Promise<void> {
    known = await list();
    listedAt = clock.now().getTime();
  }

  return async (name) => {
    const age = clock.now().getTime() - listedAt;
    if (age > keepForMs || (age > askAgainAfterMs && !known.has(name))) {
      underWay ??= listAnew().finally(() => {
        underWay = null;
      });
      await underWay;
    }
    return known.get(name) ?? null;
  };
}

/** How a channel's name is written, whoever wrote it. */
export const channelName = (name: string): string => name.replace(/^#/, "").toLowerCase();
