import { type Dispatch, useCallback, useEffect, useMemo, useState } from "react";
import type { Act, ActResult, Snapshot } from "../../protocol";
import { languageOf, StringsContext, stringsOf } from "../i18n/language";
import { ModalStack } from "../modal/modal-stack";
import type { Glimpse } from "../stage/glimpse";
import { usePane } from "../stage/pane";
import { sendAct } from "../state/api";
import type { Connection } from "../state/follow";
import { type Reader, ReaderContext } from "../state/reader";
import type { Change, Workspace } from "../state/reduce";
import { useWorkspace } from "../state/use-workspace";
import { Frame } from "./frame";
import { Notice } from "./notice";
import { Toasts } from "./toasts";

interface Props {
  as: string;
  place: string | undefined;
  onGo: (place: string) => void;
  onSwitch: (id: string) => void;
  /** The client's name, where there is another one to tell it from. */
  name: string | undefined;
  onSeen: (glimpse: Glimpse) => void;
}

/** Without an answer, a form says at its foot that what was typed is still there. */
function failureOf(act: Act, result: ActResult, offline: string): string | undefined {
  if (result.ok || result.errors) return undefined;
  return result.problem ?? (act.type === "submitView" ? undefined : offline);
}

function useReaderOf(snapshot: Snapshot, dispatch: Dispatch<Change>, onGo: (place: string) => void): Reader {
  const { me, members, conversations } = snapshot;
  const offline = stringsOf(languageOf(me.locale)).offline;
  const say = useCallback((text: string) => dispatch({ type: "problem", text }), [dispatch]);
  const act = useCallback(
    async (what: Act) => {
      const result = await sendAct(me.id, what);
      const failure = failureOf(what, result, offline);
      if (failure !== undefined) say(failure);
      return result;
    },
    [me.id, say, offline],
  );
  const membersById = useMemo(() => new Map(members.map((member) => [member.id, member])), [members]);
  const conversationsById = useMemo(
    () => new Map(conversations.map((conversation) => [conversation.id, conversation])),
    [conversations],
  );
  return useMemo(
    () => ({ me, members: membersById, conversations: conversationsById, act, say, openConversation: onGo }),
    [me, membersById, conversationsById, act, say, onGo],
  );
}

interface LoadedProps extends Omit<Props, "as"> {
  workspace: Workspace;
  connection: Connection;
  dispatch: Dispatch<Change>;
}

function Loaded({ workspace, connection, dispatch, place, name, onGo, onSwitch, onSeen }: LoadedProps) {
  const { snapshot, problems } = workspace;
  const language = languageOf(snapshot.me.locale);
  const [goHolder] = useState(() => ({ go: onGo }));
  goHolder.go = onGo;
  const go = useCallback((next: string) => goHolder.go(next), [goHolder]);
  const reader = useReaderOf(snapshot, dispatch, go);
  const dismiss = useCallback((id: number) => dispatch({ type: "problemDismissed", id }), [dispatch]);

  const { titled } = usePane();
  // The glyphs that Chinese is drawn with depend on it.
  useEffect(() => {
    if (titled) document.documentElement.lang = language;
  }, [language, titled]);
  const unread = Object.values(snapshot.unread).reduce((sum, count) => sum + count, 0);
  const { email, locale } = snapshot.me;
  useEffect(() => onSeen({ email, locale, unread }), [onSeen, email, locale, unread]);

  return (
    <StringsContext value={stringsOf(language)}>
      <ReaderContext value={reader}>
        <Frame
          snapshot={snapshot}
          place={place}
          name={name}
          connection={connection}
          onGo={go}
          onSwitch={onSwitch}
          dispatch={dispatch}
        />
        <ModalStack views={snapshot.modals} />
        <Toasts problems={problems} onDismiss={dismiss} />
      </ReaderContext>
    </StringsContext>
  );
}

export function WorkspaceShell({ as, ...rest }: Props) {
  const { workspace, connection, dispatch } = useWorkspace(as);
  const strings = stringsOf("en");
  if (connection === "unknown") return <Notice text={strings.unknownPerson(as)} wayOut={strings.startOver} />;
  if (workspace)
    return <Loaded workspace={workspace} connection={connection} dispatch={dispatch} {...rest} />;
  if (connection === "failed") return <Notice text={strings.offline} />;
  return <Notice text={strings.loading} quiet />;
}
