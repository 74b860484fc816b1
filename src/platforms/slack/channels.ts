import type { PlatformClock } from "../port";

/** One page of channels: names to ids, and where the next page starts. */
export interface ChannelPage {
  channels: readonly { id: string; name: string }[];
  next: string | null;
}

const keepForMs = 10 * 60_000;
const askAgainAfterMs = 60_000;

/**
 * Finds channels by name. The list is kept for ten minutes; a name that is not in it asks Slack again at most once a
 * minute (a channel just made, or one that the bot was just invited to). Several askers share one listing.
 */
export function channelFinder(list: (cursor: string | null) => Promise<ChannelPage>, clock: PlatformClock) {
  let known = new Map<string, string>();
  let listedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  async function listAll(): Promise<void> {
    const found = new Map<string, string>();
    let cursor: string | null = null;
    do {
      const page: ChannelPage = await list(cursor);
      for (const channel of page.channels) found.set(channel.name, channel.id);
      // A list that leads back to the same page has been read.
      cursor = page.next === cursor ? null : page.next;
    } while (cursor !== null);
    known = found;
    listedAt = clock.now().getTime();
  }

  return async (name: string): Promise<string | null> => {
    const wanted = name.replace(/^#/, "").toLowerCase();
    const age = clock.now().getTime() - listedAt;
    if (age > keepForMs || (age > askAgainAfterMs && !known.has(wanted))) {
      underWay ??= listAll().finally(() => {
        underWay = null;
      });
      await underWay;
    }
    return known.get(wanted) ?? null;
  };
}
