import { type Dispatch, useCallback, useEffect, useMemo, useState } from "react";
import type { TeamsAct, TeamsResult, TeamsSnapshot } from "../../teams/protocol";
import { languageOf, StringsContext, stringsOf, useStrings } from "../i18n/language";
import { Toasts } from "../shell/toasts";
import type { Glimpse } from "../stage/glimpse";
import { usePane } from "../stage/pane";
import type { Connection } from "../state/follow";
import { TeamsDialogView } from "./dialog/teams-dialog";
import { sendTeamsAct } from "./state/api";
import { type TeamsReader, TeamsReaderContext } from "./state/reader";
import type { TeamsChange, Tenant } from "./state/reduce";
import { useTenant } from "./state/use-tenant";
import { TeamsFrame } from "./teams-frame";

interface Props {
  /** An e-mail. */
  as: string;
  place: string | undefined;
  onGo: (place: string) => void;
  onSwitch: (email: string | undefined) => void;
  onSeen: (glimpse: Glimpse) => void;
}

function failureOf(result: TeamsResult, offline: string): string | undefined {
  return result.ok ? undefined : (result.problem ?? offline);
}

function useReaderOf(snapshot: TeamsSnapshot, dispatch: Dispatch<TeamsChange>): TeamsReader {
  const { me, members, botName, messageActions } = snapshot;
  const offline = stringsOf(languageOf(me.locale)).offline;
  const [refreshed] = useState(() => new Map<string, string>());
  const say = useCallback((text: string) => dispatch({ type: "notice", text }), [dispatch]);
  const act = useCallback(
    async (what: TeamsAct) => {
      const result = await sendTeamsAct(me.email, what);
      const failure = failureOf(result, offline);
      if (failure !== undefined) say(failure);
      return result;
    },
    [me.email, say, offline],
  );
  return useMemo(() => {
    const emails = new Map(members.map(({ name, email }) => [name, email]));
    const faceOf = (name: string, fromBot: boolean) => ({
      name,
      email: emails.get(name) ?? name,
      isBot: fromBot,
    });
    return { me, botName, messageActions, faceOf, refreshed, act, say };
  }, [me, members, botName, messageActions, refreshed, act, say]);
}

interface LoadedProps extends Omit<Props, "as"> {
  tenant: Tenant;
  connection: Connection;
  dispatch: Dispatch<TeamsChange>;
}

function Loaded({ tenant, connection, dispatch, place, onGo, onSwitch, onSeen }: LoadedProps) {
  const { snapshot, notices } = tenant;
  const { email, locale } = snapshot.me;
  const language = languageOf(locale);
  const { titled } = usePane();
  const reader = useReaderOf(snapshot, dispatch);
  const dismiss = useCallback((id: number) => dispatch({ type: "noticeDismissed", id }), [dispatch]);
  const unread = Object.values(snapshot.unread).reduce((sum, count) => sum + count, 0);
  useEffect(() => onSeen({ email, locale, unread }), [onSeen, email, locale, unread]);
  useEffect(() => {
    if (titled) document.documentElement.lang = language;
  }, [language, titled]);
  return (
    <StringsContext value={stringsOf(language)}>
      <TeamsReaderContext value={reader}>
        <TeamsFrame
          snapshot={snapshot}
          place={place}
          connection={connection}
          onGo={onGo}
          onSwitch={onSwitch}
          dispatch={dispatch}
        />
        {snapshot.dialog && <TeamsDialogView dialog={snapshot.dialog} />}
        <Toasts problems={notices} onDismiss={dismiss} />
      </TeamsReaderContext>
    </StringsContext>
  );
}

export function TeamsShell({ as, ...rest }: Props) {
  const { tenant, connection, dispatch } = useTenant(as);
  const strings = useStrings();
  if (tenant) return <Loaded tenant={tenant} connection={connection} dispatch={dispatch} {...rest} />;
  return (
    <div className="notice">
      {connection === "unknown" && (
        <>
          <p role="alert">{strings.teams.unknownPerson(as)}</p>
          <button type="button" className="button" onClick={() => rest.onSwitch(undefined)}>
            {strings.teams.backToFirst}
          </button>
        </>
      )}
      {connection === "failed" && <p role="alert">{strings.offline}</p>}
      {connection === "loading" && <p role="status">{strings.loading}</p>}
    </div>
  );
}
