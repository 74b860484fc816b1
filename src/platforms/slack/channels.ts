import { channelName, keptNames } from "../kept-names";
import type { PlatformClock } from "../port";

/** One page of channels: names to ids, and where the next page starts. */
export interface ChannelPage {
  channels: readonly { id: string; name: string }[];
  next: string | null;
}

const keepForMs = 10 * 60_000;

/** Finds channels by name, page by page; the list is kept for ten minutes. */
export function channelFinder(
  list: (cursor: string | null) => Promise<ChannelPage>,
  clock: PlatformClock,
): (name: string) => Promise<string | null> {
  async function listAll(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    let cursor: string | null = null;
    do {
      const page: ChannelPage = await list(cursor);
      for (const { id, name } of page.channels) found.set(channelName(name), id);
      // A list that leads back to the same page has been read.
      cursor = page.next === cursor ? null : page.next;
    } while (cursor !== null);
    return found;
  }
  const find = keptNames(listAll, keepForMs, clock);
  return (name) => find(channelName(name));
}
