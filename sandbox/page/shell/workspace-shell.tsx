import { type Dispatch, useCallback, useEffect, useMemo, useState } from "react";
import type { Act, ActResult, Snapshot } from "../../protocol";
import { languageOf, StringsContext, stringsOf } from "../i18n/language";
import { ModalStack } from "../modal/modal-stack";
import { sendAct } from "../state/api";
import { type Reader, ReaderContext } from "../state/reader";
import type { Change, Workspace } from "../state/reduce";
import { type Connection, useWorkspace } from "../state/use-workspace";
import { Frame } from "./frame";
import { Notice } from "./notice";
import { Toasts } from "./toasts";

interface Props {
  as: string;
  place: string | undefined;
  onGo: (place: string) => void;
  onSwitch: (id: string) => void;
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

function Loaded({ workspace, connection, dispatch, place, onGo, onSwitch }: LoadedProps) {
  const { snapshot, problems } = workspace;
  const language = languageOf(snapshot.me.locale);
  const [goHolder] = useState(() => ({ go: onGo }));
  goHolder.go = onGo;
  const go = useCallback((next: string) => goHolder.go(next), [goHolder]);
  const reader = useReaderOf(snapshot, dispatch, go);
  const dismiss = useCallback((id: number) => dispatch({ type: "problemDismissed", id }), [dispatch]);

  // The glyphs that Chinese is drawn with depend on it.
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <StringsContext value={stringsOf(language)}>
      <ReaderContext value={reader}>
        <Frame
          snapshot={snapshot}
          place={place}
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
