import type { ReactNode } from "react";
import type { Conversation } from "../../protocol";
import { useStrings } from "../i18n/language";
import { BeatIcon, CloseIcon, HomeIcon } from "../shell/icons";
import { homePlace } from "../state/address";
import { useReader } from "../state/reader";
import { useHref } from "../state/use-address";
import { Avatar } from "./avatar";
import { PersonSwitch } from "./person-switch";

interface Props {
  place: string;
  name: string | undefined;
  unread: Record<string, number>;
  onGo: (place: string) => void;
  onSwitch: (id: string) => void;
  onClose: () => void;
}

interface EntryProps {
  place: string;
  current: boolean;
  face: ReactNode;
  name: string;
  unread: number;
  onGo: (place: string) => void;
}

function Entry({ place, current, face, name, unread, onGo }: EntryProps) {
  const strings = useStrings();
  const { me } = useReader();
  const href = useHref();
  return (
    <li>
      <a
        className={unread > 0 ? "entry is-unread" : "entry"}
        href={href({ as: me.id, place })}
        aria-current={current ? "page" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onGo(place);
        }}
      >
        <span className="entry-face">{face}</span>
        <span className="entry-name">{name}</span>
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

export function Sidebar({ place, name, unread, onGo, onSwitch, onClose }: Props) {
  const strings = useStrings();
  const { me, members, conversations } = useReader();
  const href = useHref();
  const all = [...conversations.values()];
  const channels = all
    .filter((conversation) => conversation.kind === "channel")
    .toSorted((a, b) => a.name.localeCompare(b.name, me.locale));
  const direct = all.filter((conversation) => conversation.kind === "direct");
  const otherOf = (conversation: Conversation) => {
    const id = conversation.memberIds.find((one) => one !== me.id) ?? me.id;
    return members.get(id);
  };
  const entry = (conversation: Conversation, face: ReactNode) => (
    <Entry
      key={conversation.id}
      place={conversation.id}
      current={place === conversation.id}
      face={face}
      name={conversation.name}
      unread={unread[conversation.id] ?? 0}
      onGo={onGo}
    />
  );
  return (
    <>
      <header className="workspace">
        <span className="workspace-mark">
          <BeatIcon />
        </span>
        <h1>{name ?? strings.workspace}</h1>
        <button
          type="button"
          className="icon-button only-narrow"
          aria-label={strings.closeSidebar}
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </header>
      <PersonSwitch
        me={me}
        people={[...members.values()].filter((member) => !member.isBot)}
        hrefTo={(member) => href({ as: member.id, place: undefined })}
        onChoose={(member) => onSwitch(member.id)}
      />
      <nav className="places" aria-label={strings.workspace}>
        <h2>{strings.apps}</h2>
        <ul>
          <Entry
            place={homePlace}
            current={place === homePlace}
            face={<HomeIcon />}
            name={strings.home}
            unread={0}
            onGo={onGo}
          />
        </ul>
        <h2>{strings.channels}</h2>
        <ul>
          {channels.map((conversation) =>
            entry(
              conversation,
              <span aria-hidden="true" className="hash">
                #
              </span>,
            ),
          )}
        </ul>
        <h2>{strings.directMessages}</h2>
        <ul>
          {direct.map((conversation) =>
            entry(conversation, <Avatar member={otherOf(conversation)} size="small" />),
          )}
        </ul>
      </nav>
    </>
  );
}
