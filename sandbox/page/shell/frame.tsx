import { type Dispatch, useEffect, useState } from "react";
import type { Conversation, Snapshot } from "../../protocol";
import { HomePane } from "../home/home-pane";
import { useStrings } from "../i18n/language";
import { ConversationPane } from "../messages/conversation-pane";
import { Sidebar } from "../sidebar/sidebar";
import { usePane } from "../stage/pane";
import { homePlace } from "../state/address";
import type { Connection } from "../state/follow";
import { useReader } from "../state/reader";
import type { Change } from "../state/reduce";
import { HomeIcon, MenuIcon } from "./icons";
import { useDrawer } from "./use-drawer";

interface Props {
  snapshot: Snapshot;
  place: string | undefined;
  name: string | undefined;
  connection: Connection;
  onGo: (place: string) => void;
  onSwitch: (id: string) => void;
  dispatch: Dispatch<Change>;
}

/** Somebody who comes without saying where to finds the conversation with the bot, where the work is. */
function firstPlace({ conversations, members, me }: Snapshot): string {
  const bots = new Set(members.filter((member) => member.isBot).map((member) => member.id));
  const withBot = conversations.find(
    ({ kind, memberIds }) =>
      kind === "direct" && memberIds.includes(me.id) && memberIds.some((id) => bots.has(id)),
  );
  return withBot?.id ?? conversations[0]?.id ?? homePlace;
}

function PaneTitle({ conversation, isHome }: { conversation: Conversation | undefined; isHome: boolean }) {
  const strings = useStrings();
  if (isHome) {
    return (
      <h2 className="pane-title">
        <HomeIcon /> {strings.home}
      </h2>
    );
  }
  if (!conversation) return null;
  return (
    <>
      <h2 className="pane-title">
        {conversation.kind === "channel" && <span className="hash">#</span>}
        {conversation.name}
      </h2>
      {conversation.kind === "channel" && (
        <span className="pane-more">{strings.members(conversation.memberIds.length)}</span>
      )}
    </>
  );
}

export function Frame({ snapshot, place: asked, name, connection, onGo, onSwitch, dispatch }: Props) {
  const strings = useStrings();
  const { conversations } = useReader();
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const drawer = useDrawer();
  const place = asked ?? firstPlace(snapshot);
  const isHome = place === homePlace;
  const conversation = isHome ? undefined : conversations.get(place);
  const { visible, titled } = usePane();
  const openId = visible ? conversation?.id : undefined;
  const unreadElsewhere = Object.values(snapshot.unread).some((count) => count > 0);

  useEffect(() => {
    dispatch({ type: "opened", conversationId: openId });
  }, [dispatch, openId]);
  useEffect(() => {
    if (!titled) return;
    const where = conversation
      ? `${conversation.kind === "channel" ? "#" : ""}${conversation.name}`
      : strings.home;
    document.title = `${where} · ${snapshot.me.name} · ${strings.workspace}`;
  }, [conversation, strings, snapshot.me.name, titled]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the drawer wherever the focus is.
    <div
      className={drawer.open ? "frame drawer-open" : "frame"}
      data-layer="frame"
      onKeyDown={(event) => {
        if (event.key === "Escape" && drawer.open) drawer.close();
      }}
    >
      <aside className="sidebar" aria-label={strings.workspace}>
        <Sidebar
          place={place}
          name={name}
          unread={snapshot.unread}
          onGo={(next) => {
            drawer.setOpen(false);
            onGo(next);
          }}
          onSwitch={onSwitch}
          onClose={drawer.close}
        />
      </aside>
      {drawer.open && (
        <button
          type="button"
          className="drawer-shade"
          aria-label={strings.closeSidebar}
          onClick={drawer.close}
        />
      )}
      <main className="pane">
        <header className="pane-head">
          <button
            ref={drawer.menuButton}
            type="button"
            className="icon-button only-narrow"
            aria-label={strings.openSidebar}
            aria-expanded={drawer.open}
            onClick={() => drawer.setOpen(true)}
          >
            <MenuIcon />
            {unreadElsewhere && <span className="dot" />}
          </button>
          <PaneTitle conversation={conversation} isHome={isHome} />
        </header>
        {connection === "lost" && (
          <p className="banner" role="status">
            {strings.reconnecting}
          </p>
        )}
        {isHome && <HomePane view={snapshot.home} />}
        {conversation && (
          <ConversationPane
            key={conversation.id}
            conversation={conversation}
            messages={snapshot.messages[conversation.id] ?? []}
            snapshot={snapshot}
            draft={drafts[conversation.id] ?? ""}
            onDraft={(text) => setDrafts((before) => ({ ...before, [conversation.id]: text }))}
          />
        )}
        {!isHome && !conversation && <p className="quiet missing">{strings.notConversation}</p>}
      </main>
    </div>
  );
}
