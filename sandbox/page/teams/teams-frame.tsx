import { type Dispatch, useEffect, useState } from "react";
import type { TeamsConversation, TeamsSnapshot } from "../../teams/protocol";
import { useStrings } from "../i18n/language";
import { ChatIcon, MenuIcon } from "../shell/icons";
import { useDrawer } from "../shell/use-drawer";
import { Avatar } from "../sidebar/avatar";
import { PersonSwitch } from "../sidebar/person-switch";
import { usePane } from "../stage/pane";
import type { Connection } from "../state/follow";
import { useHref } from "../state/use-address";
import { useTeamsReader } from "./state/reader";
import type { TeamsChange } from "./state/reduce";
import { TeamsConversationView } from "./teams-conversation";
import { TeamsList } from "./teams-list";

interface Props {
  snapshot: TeamsSnapshot;
  place: string | undefined;
  connection: Connection;
  onGo: (place: string) => void;
  onSwitch: (email: string) => void;
  dispatch: Dispatch<TeamsChange>;
}

/** Somebody who comes without saying where to finds the chat with the app. */
function placeOf({ conversations }: TeamsSnapshot, asked: string | undefined): TeamsConversation | undefined {
  if (asked !== undefined) return conversations.find(({ id }) => id === asked);
  return conversations.find(({ kind }) => kind === "personal") ?? conversations[0];
}

function ChatTitle({ conversation }: { conversation: TeamsConversation }) {
  const { faceOf } = useTeamsReader();
  const personal = conversation.kind === "personal";
  return (
    <>
      {personal && <Avatar member={faceOf(conversation.name, true)} size="small" />}
      <h2 className="teams-chat-title">{conversation.name}</h2>
      {conversation.teamName !== undefined && <span className="quiet">{conversation.teamName}</span>}
    </>
  );
}

export function TeamsFrame({ snapshot, place, connection, onGo, onSwitch, dispatch }: Props) {
  const strings = useStrings();
  const href = useHref();
  const { visible, alone, titled } = usePane();
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const drawer = useDrawer();
  const conversation = placeOf(snapshot, place);
  const openId = visible ? conversation?.id : undefined;
  const elsewhere = Object.entries(snapshot.unread).some(([id, count]) => count > 0 && id !== openId);
  const people = snapshot.members.map((member) => ({ ...member, isBot: false }));

  useEffect(() => dispatch({ type: "opened", conversationId: openId }), [dispatch, openId]);
  useEffect(() => {
    if (titled) document.title = `${conversation?.name ?? ""} · ${snapshot.me.name} · ${strings.teams.name}`;
  }, [conversation?.name, snapshot.me.name, strings, titled]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the drawer wherever the focus is.
    <div
      className={drawer.open ? "teams drawer-open" : "teams"}
      data-layer="frame"
      onKeyDown={(event) => {
        if (event.key === "Escape" && drawer.open) drawer.close();
      }}
    >
      <header className="teams-bar">
        <button
          ref={drawer.menuButton}
          type="button"
          className="icon-button only-narrow"
          aria-label={strings.teams.conversations}
          aria-expanded={drawer.open}
          onClick={() => drawer.setOpen(!drawer.open)}
        >
          <MenuIcon />
          {elsewhere && <span className="dot" />}
        </button>
        <span className="teams-mark">
          <ChatIcon />
        </span>
        <h1>
          <span className="teams-bar-name">{strings.teams.name}</span>
          <span className="teams-bar-place" aria-hidden="true">
            {conversation?.name}
          </span>
        </h1>
        <PersonSwitch
          me={{ ...snapshot.me, isBot: false }}
          people={people}
          hrefTo={({ email }) => href({ teamsAs: email, teamsPlace: undefined })}
          onChoose={({ email }) => onSwitch(email)}
        />
      </header>
      <div className="teams-body">
        <TeamsList
          conversations={snapshot.conversations}
          place={conversation?.id}
          unread={snapshot.unread}
          onGo={(next) => {
            drawer.setOpen(false);
            onGo(next);
          }}
        />
        {drawer.open && (
          <button
            type="button"
            className="drawer-shade"
            aria-label={strings.closeSidebar}
            onClick={drawer.close}
          />
        )}
        <section
          className="teams-chat"
          role={alone ? "main" : undefined}
          aria-label={conversation?.name ?? strings.teams.name}
        >
          {conversation && (
            <header className="teams-chat-head">
              <ChatTitle conversation={conversation} />
            </header>
          )}
          {connection === "lost" && (
            <p className="banner" role="status">
              {strings.reconnecting}
            </p>
          )}
          {conversation ? (
            <TeamsConversationView
              key={conversation.id}
              conversation={conversation}
              messages={snapshot.messages[conversation.id] ?? []}
              snapshot={snapshot}
              draft={drafts[conversation.id] ?? ""}
              onDraft={(text) => setDrafts((before) => ({ ...before, [conversation.id]: text }))}
            />
          ) : (
            <p className="quiet missing">{strings.teams.notThere}</p>
          )}
        </section>
      </div>
    </div>
  );
}
