import { Fragment, useMemo } from "react";
import type { Conversation, Message, MessageShortcut } from "../../protocol";
import { useStrings } from "../i18n/language";
import { dayName, instantOf } from "../i18n/times";
import { DownIcon } from "../shell/icons";
import { useReader } from "../state/reader";
import { linesOf } from "./grouping";
import { MessageItem } from "./message-item";
import { useFollowing } from "./use-following";

interface Props {
  conversation: Conversation;
  messages: Message[];
  shortcuts: MessageShortcut[];
}

export function MessageList({ conversation, messages, shortcuts }: Props) {
  const strings = useStrings();
  const { me } = useReader();
  const { box, behind, toEnd, onScroll } = useFollowing(
    messages,
    messages.at(-1)?.ts,
    messages.at(-1)?.userId === me.id,
  );
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
