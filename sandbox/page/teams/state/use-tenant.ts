import { type Dispatch, useEffect, useReducer, useState } from "react";
import type { TeamsEvent, TeamsSnapshot } from "../../../teams/protocol";
import { type Connection, follow } from "../../state/follow";
import { loadTeamsSnapshot, teamsStreamPath } from "./api";
import { reduceTeams, type TeamsChange, type Tenant } from "./reduce";

interface Live {
  tenant: Tenant | undefined;
  connection: Connection;
  dispatch: Dispatch<TeamsChange>;
}

/** One person's Teams; the caller gives each person a component of their own (a `key`), so nothing mixes. */
export function useTenant(as: string): Live {
  const [tenant, dispatch] = useReducer(reduceTeams, undefined);
  const [connection, setConnection] = useState<Connection>("loading");
  useEffect(
    () =>
      follow<TeamsSnapshot, TeamsEvent>(
        { streamPath: teamsStreamPath(as), load: () => loadTeamsSnapshot(as) },
        {
          loaded: (snapshot) => dispatch({ type: "loaded", snapshot }),
          happened: dispatch,
          say: setConnection,
        },
      ),
    [as],
  );
  return { tenant, connection, dispatch };
}
