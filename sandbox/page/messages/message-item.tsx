import { memo, useRef, useState } from "react";
import type { Message, MessageShortcut } from "../../protocol";
import { BlockList } from "../blocks/block-list";
import { Mrkdwn } from "../blocks/mrkdwn-view";
import { SurfaceContext } from "../blocks/surface";
import { useStrings } from "../i18n/language";
import { clock, fullTime, instantOf } from "../i18n/times";
import { EyeIcon } from "../shell/icons";
import { Menu } from "../shell/menu";
import { Avatar } from "../sidebar/avatar";
import { useReader } from "../state/reader";
import { useMessageSurface } from "../state/surfaces";
import { MessageFiles } from "./message-files";

interface Props {
  message: Message;
  follows: boolean;
  shortcuts: MessageShortcut[];
}

const longPressMs = 500;

function Body({ message }: { message: Message }) {
  const strings = useStrings();
  const surface = useMessageSurface(message);
  return (
    <SurfaceContext value={surface}>
      {message.blocks.length > 0 ? (
        <BlockList blocks={message.blocks} />
      ) : (
        <div className="message-text">
          <Mrkdwn text={message.text} />
        </div>
      )}
      {message.edited && <span className="edited">{strings.edited}</span>}
      <MessageFiles files={message.files} />
    </SurfaceContext>
  );
}

/** A press held on a touch screen opens the menu that a pointer finds by hovering. */
function useLongPress(run: () => void) {
  const timer = useRef<number>(undefined);
  const stop = () => window.clearTimeout(timer.current);
  return {
    onTouchStart: () => {
      stop();
      timer.current = window.setTimeout(run, longPressMs);
    },
    onTouchEnd: stop,
    onTouchMove: stop,
    onTouchCancel: stop,
  };
}

export const MessageItem = memo(function MessageItem({ message, follows, shortcuts }: Props) {
  const strings = useStrings();
  const { me, members, act } = useReader();
  const [menu, setMenu] = useState(false);
  const author = members.get(message.userId);
  const at = instantOf(message.ts);
  const { conversationId, ts } = message;
  const hidden = message.onlyFor !== undefined;
  const press = useLongPress(() => setMenu(true));
  const name = author?.name ?? message.userId;

  const items = shortcuts.map((shortcut) => ({
    key: shortcut.callbackId,
    name: shortcut.name,
    run: () => void act({ type: "messageShortcut", conversationId, ts, callbackId: shortcut.callbackId }),
  }));
  const time = (
    <time dateTime={at.toISOString()} title={fullTime(me, at)}>
      {clock(me, at)}
    </time>
  );
  return (
    <article
      className={`message${follows ? " follows" : ""}${hidden ? " is-ephemeral" : ""}${menu ? " has-menu" : ""}`}
      aria-label={`${name}, ${clock(me, at)}`}
      {...press}
    >
      <div className="message-gutter">{follows ? time : <Avatar member={author} />}</div>
      <div className="message-main">
        {hidden && !follows && (
          <p className="only-you">
            <EyeIcon /> {strings.onlyYou}
          </p>
        )}
        {!follows && (
          <header className="message-head">
            <span className="author">{name}</span>
            {author?.isBot && <span className="app-tag">{strings.app}</span>}
            {time}
          </header>
        )}
        <Body message={message} />
      </div>
      {/* Slack offers no shortcuts on what only one person sees. */}
      {!hidden && items.length > 0 && (
        <div className="message-tools">
          <Menu
            label={strings.moreActions}
            items={items}
            face={<span aria-hidden="true">⋯</span>}
            className="icon-button"
            open={menu}
            onOpen={setMenu}
          />
        </div>
      )}
    </article>
  );
});
