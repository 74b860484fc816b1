import type { ReactNode } from "react";
import type { TeamsConversation } from "../../teams/protocol";
import { useStrings } from "../i18n/language";
import { Avatar } from "../sidebar/avatar";
import { useHref } from "../state/use-address";
import { groupedBy } from "./grouped-by";
import { useTeamsReader } from "./state/reader";

interface Props {
  conversations: TeamsConversation[];
  place: string | undefined;
  unread: Record<string, number>;
  onGo: (place: string) => void;
}

interface EntryProps {
  conversation: TeamsConversation;
  current: boolean;
  unread: number;
  face: ReactNode;
  onGo: (place: string) => void;
}

function Entry({ conversation, current, unread, face, onGo }: EntryProps) {
  const strings = useStrings();
  const href = useHref();
  return (
    <li>
      <a
        className={unread > 0 ? "teams-entry is-unread" : "teams-entry"}
        href={href({ teamsPlace: conversation.id })}
        aria-current={current ? "page" : undefined}
        onClick={(event) => {
          // A press that asks for a new tab is the browser's to answer.
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onGo(conversation.id);
        }}
      >
        {face}
        <span className="entry-name">{conversation.name}</span>
        {unread > 0 && (
          <span className="badge">
            <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
            <span className="visually-hidden">{strings.unread(unread)}</span>
          </span>
        )}
      </a>
    </li>
  );
}

/** The chat with the app, and the channels of each team. */
export function TeamsList({ conversations, place, unread, onGo }: Props) {
  const strings = useStrings();
  const { faceOf, me } = useTeamsReader();
  const entry = (conversation: TeamsConversation, face: ReactNode) => (
    <Entry
      key={conversation.id}
      conversation={conversation}
      current={conversation.id === place}
      unread={unread[conversation.id] ?? 0}
      face={face}
      onGo={onGo}
    />
  );
  const personal = conversations.filter(({ kind }) => kind === "personal");
  const channels = conversations
    .filter(({ kind }) => kind === "channel")
    .toSorted((a, b) => a.name.localeCompare(b.name, me.locale));
  const teams = [...groupedBy(channels, ({ teamName }) => teamName ?? "")];
  return (
    <nav className="teams-list" aria-label={strings.teams.conversations}>
      <h3>{strings.teams.chat}</h3>
      <ul>{personal.map((one) => entry(one, <Avatar member={faceOf(one.name, true)} size="small" />))}</ul>
      {teams.map(([teamName, list]) => (
        <section key={teamName} aria-label={strings.teams.team(teamName)}>
          <h3>{teamName || strings.channels}</h3>
          <ul>{list.map((one) => entry(one, null))}</ul>
        </section>
      ))}
    </nav>
  );
}
