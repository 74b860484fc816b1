export type Connection = "loading" | "live" | "lost" | "failed" | "unknown";

/** One person's stream on one platform. */
export interface Source<Snapshot> {
  streamPath: string;
  /** Nothing when the server knows nobody of this name. */
  load: () => Promise<Snapshot | undefined>;
}

interface Followed<Snapshot, Event> {
  loaded: (snapshot: Snapshot) => void;
  happened: (event: Event) => void;
  say: (connection: Connection) => void;
}

const firstRetryMs = 500;
const longestRetryMs = 8_000;
/** A server that keeps its headers back until the first event must not keep the page empty. */
const patienceMs = 1_000;

/**
 * Follows one person's stream. The snapshot is loaded after the stream opens, with what arrives in between held
 * back and applied on top, so nothing falls between the two; each reconnection does the same again.
 */
export function follow<Snapshot, Event>(
  from: Source<Snapshot>,
  { loaded, happened, say }: Followed<Snapshot, Event>,
): () => void {
  let ended = false;
  let source: EventSource | undefined;
  let timer: number | undefined;
  let retryMs = firstRetryMs;
  let held: Event[] | undefined = [];
  let loading = 0;
  let everLoaded = false;

  const load = async () => {
    loading += 1;
    const mine = loading;
    held = [];
    try {
      const snapshot = await from.load();
      if (ended || mine !== loading) return;
      if (!snapshot) {
        say("unknown");
        again();
        return;
      }
      loaded(snapshot);
      for (const event of held ?? []) happened(event);
      held = undefined;
      everLoaded = true;
      retryMs = firstRetryMs;
      say("live");
    } catch {
      if (ended || mine !== loading) return;
      say(everLoaded ? "lost" : "failed");
      again();
    }
  };
  const again = () => {
    source?.close();
    window.clearTimeout(timer);
    timer = window.setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  };
  const connect = () => {
    if (ended) return;
    source = new EventSource(from.streamPath);
    let opened = false;
    timer = window.setTimeout(() => {
      if (!opened && !everLoaded) void load();
    }, patienceMs);
    source.onopen = () => {
      opened = true;
      void load();
    };
    source.onmessage = (message) => {
      const event: Event = JSON.parse(String(message.data));
      if (held) held.push(event);
      else happened(event);
    };
    source.onerror = () => {
      if (ended) return;
      // The stream does not tell why; asking for the snapshot does.
      if (opened) {
        say("lost");
        again();
      } else void load().then(again);
    };
  };
  connect();
  return () => {
    ended = true;
    window.clearTimeout(timer);
    source?.close();
  };
}
