import { Fragment, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Conversation, Message, MessageShortcut } from "../../protocol";
import { useStrings } from "../i18n/language";
import { dayName, instantOf } from "../i18n/times";
import { DownIcon } from "../shell/icons";
import { useReader } from "../state/reader";
import { linesOf } from "./grouping";
import { MessageItem } from "./message-item";

interface Props {
  conversation: Conversation;
  messages: Message[];
  shortcuts: MessageShortcut[];
}

/** Within this distance of the end a reader is following along, and new messages scroll into view. */
const nearEndPx = 120;

function useFollowing(messages: Message[], myId: string) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [behind, setBehind] = useState(false);
  const toEnd = useCallback(() => {
    const pane = box.current;
    if (pane) pane.scrollTop = pane.scrollHeight;
  }, []);
  const last = messages.at(-1);
  const lastTs = last?.ts;
  const mine = last?.userId === myId;

  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of the messages may change the height.
  useLayoutEffect(() => {
    if (atEnd.current || mine) toEnd();
  }, [messages]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new last message is news; reading it is not.
  useLayoutEffect(() => {
    if (!atEnd.current && !mine) setBehind(true);
  }, [lastTs]);
  // A picture that arrives late, a keyboard that opens: the end stays in view for who was there.
  useLayoutEffect(() => {
    const pane = box.current;
    const content = pane?.firstElementChild;
    if (!pane || !content) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    observer.observe(pane);
    observer.observe(content);
    return () => observer.disconnect();
  }, [toEnd]);

  const onScroll = () => {
    const pane = box.current;
    if (!pane) return;
    atEnd.current = pane.scrollHeight - pane.scrollTop - pane.clientHeight < nearEndPx;
    if (atEnd.current) setBehind(false);
  };
  return { box, behind, toEnd, onScroll };
}

export function MessageList({ conversation, messages, shortcuts }: Props) {
  const strings = useStrings();
  const { me } = useReader();
  const { box, behind, toEnd, onScroll } = useFollowing(messages, me.id);
  const lines = useMemo(() => linesOf(messages, me), [messages, me]);
  const empty =
    conversation.kind === "channel"
      ? strings.emptyChannel(conversation.name)
      : strings.emptyDirect(conversation.name);

  return (
    <div className="message-pane">
      <section
        className="message-scroll"
        ref={box}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll what it cannot click.
        tabIndex={0}
        aria-label={strings.messages}
      >
        <div
          className="message-list"
          role="log"
          aria-live="polite"
          aria-relevant="additions"
          aria-label={strings.messages}
        >
          <div className="beginning">
            <p className="beginning-title">{empty}</p>
            <p>{strings.emptyHint}</p>
          </div>
          {lines.map(({ message, replies, startsDay, follows }) => (
            <Fragment key={message.ts}>
              {startsDay && (
                <div className="day">
                  <span>{dayName(me, instantOf(message.ts), strings)}</span>
                </div>
              )}
              <MessageItem message={message} follows={follows} shortcuts={shortcuts} />
              {replies.length > 0 && (
                <section className="thread" aria-label={strings.replies(replies.length)}>
                  {replies.map((reply) => (
                    <MessageItem key={reply.ts} message={reply} follows={false} shortcuts={shortcuts} />
                  ))}
                </section>
              )}
            </Fragment>
          ))}
        </div>
      </section>
      {behind && (
        <button type="button" className="new-messages" onClick={toEnd}>
          <DownIcon /> {strings.newMessages}
        </button>
      )}
    </div>
  );
}
