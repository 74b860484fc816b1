import { type Dispatch, useCallback, useEffect, useMemo, useState } from "react";
import type { Act, Snapshot } from "../../protocol";
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

/** A form shows at its foot what went wrong with it; for everything else the reader is told in a toast. */
function toldInPlace(act: Act): boolean {
  return act.type === "submitView" || act.type === "options";
}

function useReaderOf(snapshot: Snapshot, dispatch: Dispatch<Change>, onGo: (place: string) => void): Reader {
  const { me, members, conversations } = snapshot;
  const offline = stringsOf(languageOf(me.locale)).offline;
  const say = useCallback((text: string) => dispatch({ type: "problem", text }), [dispatch]);
  const act = useCallback(
    async (what: Act) => {
      const result = await sendAct(me.id, what);
      if (!result.ok && !result.errors && !toldInPlace(what)) say(result.problem ?? offline);
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
  if (workspace)
    return <Loaded workspace={workspace} connection={connection} dispatch={dispatch} {...rest} />;
  if (connection === "failed") return <Notice text={strings.offline} wayOut={strings.startOver} />;
  return <Notice text={strings.loading} quiet />;
}
