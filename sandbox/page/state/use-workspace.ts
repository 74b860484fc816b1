import { type Dispatch, useEffect, useReducer, useState } from "react";
import type { StreamEvent } from "../../protocol";
import { loadSnapshot, streamPath } from "./api";
import { type Change, reduce, type Workspace } from "./reduce";

export type Connection = "loading" | "live" | "lost" | "failed" | "unknown";

interface Live {
  workspace: Workspace | undefined;
  connection: Connection;
  dispatch: Dispatch<Change>;
}

const firstRetryMs = 500;
const longestRetryMs = 8_000;
/** A server that keeps its headers back until the first event must not keep the page empty. */
const patienceMs = 1_000;

/**
 * Follows one person's stream. The snapshot is loaded after the stream opens, with what arrives in between held
 * back and applied on top, so nothing falls between the two; each reconnection does the same again.
 */
function follow(as: string, dispatch: Dispatch<Change>, say: (connection: Connection) => void): () => void {
  let ended = false;
  let source: EventSource | undefined;
  let timer: number | undefined;
  let retryMs = firstRetryMs;
  let held: StreamEvent[] | undefined = [];
  let loading = 0;
  let everLoaded = false;

  const load = async () => {
    loading += 1;
    const mine = loading;
    held = [];
    try {
      const snapshot = await loadSnapshot(as);
      if (ended || mine !== loading) return;
      if (!snapshot) {
        say("unknown");
        again();
        return;
      }
      dispatch({ type: "loaded", snapshot });
      for (const event of held ?? []) dispatch(event);
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
    source = new EventSource(streamPath(as));
    let opened = false;
    timer = window.setTimeout(() => {
      if (!opened && !everLoaded) void load();
    }, patienceMs);
    source.onopen = () => {
      opened = true;
      void load();
    };
    source.onmessage = (message) => {
      const event: StreamEvent = JSON.parse(String(message.data));
      if (held) held.push(event);
      else dispatch(event);
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

/** One person's workspace; the caller gives each person a component of their own (a `key`), so nothing mixes. */
export function useWorkspace(as: string): Live {
  const [workspace, dispatch] = useReducer(reduce, undefined);
  const [connection, setConnection] = useState<Connection>("loading");
  useEffect(() => follow(as, dispatch, setConnection), [as]);
  return { workspace, connection, dispatch };
}
