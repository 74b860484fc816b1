import { type Dispatch, useEffect, useReducer, useState } from "react";
import type { Snapshot, StreamEvent } from "../../protocol";
import { loadSnapshot, streamPath } from "./api";
import { type Connection, follow } from "./follow";
import { type Change, reduce, type Workspace } from "./reduce";

interface Live {
  workspace: Workspace | undefined;
  connection: Connection;
  dispatch: Dispatch<Change>;
}

/** One person's workspace; the caller gives each person a component of their own (a `key`), so nothing mixes. */
export function useWorkspace(as: string): Live {
  const [workspace, dispatch] = useReducer(reduce, undefined);
  const [connection, setConnection] = useState<Connection>("loading");
  useEffect(
    () =>
      follow<Snapshot, StreamEvent>(
        { streamPath: streamPath(as), load: () => loadSnapshot(as) },
        {
          loaded: (snapshot) => dispatch({ type: "loaded", snapshot }),
          happened: dispatch,
          say: setConnection,
        },
      ),
    [as],
  );
  return { workspace, connection, dispatch };
}
