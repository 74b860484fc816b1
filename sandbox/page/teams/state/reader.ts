import { createContext, useContext } from "react";
import type { TeamsAct, TeamsMember, TeamsResult } from "../../../teams/protocol";
import type { Face } from "../../sidebar/avatar";

/** Whose eyes and hands the Teams pane is. */
export interface TeamsReader {
  me: TeamsMember;
  botName: string;
  messageActions: { id: string; title: string }[];
  /** What stands beside a message: somebody's picture, by the name that the message carries. */
  faceOf: (name: string, fromBot: boolean) => Face;
  /** By message: the version that a view of this person's own was asked for. */
  refreshed: Map<string, string>;
  /** Does it, and says what went wrong where the reader will see it. */
  act: (act: TeamsAct) => Promise<TeamsResult>;
  say: (notice: string) => void;
}

export const TeamsReaderContext = createContext<TeamsReader | undefined>(undefined);

export function useTeamsReader(): TeamsReader {
  const reader = useContext(TeamsReaderContext);
  if (!reader) throw new Error("useTeamsReader outside a TeamsReaderContext");
  return reader;
}
