import { memo, type ReactNode, useRef, useState } from "react";
import type { TeamsMessage } from "../../../teams/protocol";
import { useStrings } from "../../i18n/language";
import { clock, fullTime } from "../../i18n/times";
import { MessageFiles } from "../../messages/message-files";
import { Menu } from "../../shell/menu";
import { Avatar } from "../../sidebar/avatar";
import { isOwn } from "../state/own";
import { useTeamsReader } from "../state/reader";
import { AttachmentView } from "./attachment-view";
import { MessageText } from "./message-text";
import { useRefresh } from "./use-refresh";

interface Props {
  message: TeamsMessage;
  /** A chat has bubbles, one's own at the right; a channel has posts. */
  kind: "bubble" | "post";
  follows: boolean;
  children?: ReactNode;
}

function Content({ message }: { message: TeamsMessage }) {
  return (
    <>
      {message.text !== "" && <MessageText text={message.text} textFormat={message.textFormat} />}
      {message.attachments.map((attachment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an attachment has no name but its place.
        <AttachmentView key={index} attachment={attachment} message={message} />
      ))}
      <MessageFiles files={message.files} />
    </>
  );
}

export const TeamsMessageItem = memo(function TeamsMessageItem({ message, kind, follows, children }: Props) {
  const strings = useStrings();
  const { me, messageActions, act, faceOf } = useTeamsReader();
  const [menu, setMenu] = useState(false);
  const element = useRef<HTMLElement>(null);
  useRefresh(message, element);
  const { conversationId, id: messageId, fromName, fromBot } = message;
  const at = new Date(message.sentAt);
  const own = kind === "bubble" && isOwn(message, me);
  const items = messageActions.map((action) => ({
    key: action.id,
    name: action.title,
    run: () => void act({ type: "messageAction", actionId: action.id, conversationId, messageId }),
  }));
  const wide = message.attachments.length > 0;
  return (
    <article
      ref={element}
      className={`teams-message is-${kind}${own ? " is-own" : ""}${follows ? " follows" : ""}${wide ? " has-card" : ""}${menu ? " has-menu" : ""}`}
      aria-label={`${fromName}, ${clock(me, at)}`}
    >
      {!own && (
        <div className="teams-message-face">{!follows && <Avatar member={faceOf(fromName, fromBot)} />}</div>
      )}
      <div className="teams-message-main">
        <header
          className={follows && !message.edited ? "teams-message-head is-spared" : "teams-message-head"}
        >
          {!own && !follows && <span className="teams-author">{fromName}</span>}
          {fromBot && !follows && <span className="app-tag">{strings.teams.app}</span>}
          <time dateTime={at.toISOString()} title={fullTime(me, at)}>
            {clock(me, at)}
          </time>
          {message.edited && <span>{strings.teams.edited}</span>}
        </header>
        <div className="teams-bubble">
          <Content message={message} />
          {items.length > 0 && (
            <div className="teams-message-tools">
              <Menu
                label={strings.teams.moreOptions}
                items={items}
                face={<span aria-hidden="true">⋯</span>}
                className="icon-button"
                open={menu}
                onOpen={setMenu}
              />
            </div>
          )}
        </div>
        {children}
      </div>
    </article>
  );
});
