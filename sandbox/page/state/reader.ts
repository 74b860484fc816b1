import { createContext, useContext } from "react";
import type { Act, ActResult, Conversation, Member } from "../../protocol";

/** Whose eyes and hands the page is: what every message, form and menu below it needs to know. */
export interface Reader {
  me: Member;
  members: ReadonlyMap<string, Member>;
  conversations: ReadonlyMap<string, Conversation>;
  /** Does it, and says what went wrong where the reader will see it. */
  act: (act: Act) => Promise<ActResult>;
  say: (problem: string) => void;
  openConversation: (id: string) => void;
}

export const ReaderContext = createContext<Reader | undefined>(undefined);

export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error("useReader outside a ReaderContext");
  return reader;
}
