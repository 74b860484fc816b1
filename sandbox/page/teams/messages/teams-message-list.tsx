import { Fragment, useMemo } from "react";
import type { TeamsConversation, TeamsMessage } from "../../../teams/protocol";
import { useStrings } from "../../i18n/language";
import { dayName } from "../../i18n/times";
import { useFollowing } from "../../messages/use-following";
import { DownIcon } from "../../shell/icons";
import { isOwn } from "../state/own";
import { useTeamsReader } from "../state/reader";
import { postsOf } from "./posts";
import { TeamsMessageItem } from "./teams-message";

interface Props {
  conversation: TeamsConversation;
  messages: TeamsMessage[];
  onReply: (message: TeamsMessage) => void;
}

function Beginning({ conversation }: { conversation: TeamsConversation }) {
  const { teams } = useStrings();
  const personal = conversation.kind === "personal";
  return (
    <div className="beginning">
      <p className="beginning-title">
        {personal ? teams.emptyPersonal(conversation.name) : teams.emptyChannel(conversation.name)}
      </p>
      <p>{personal ? teams.emptyPersonalHint : teams.emptyChannelHint}</p>
    </div>
  );
}

export function TeamsMessageList({ conversation, messages, onReply }: Props) {
  const strings = useStrings();
  const { me } = useTeamsReader();
  const last = messages.at(-1);
  const following = useFollowing(messages, last?.id, last !== undefined && isOwn(last, me));
  const posts = useMemo(() => postsOf(messages, me), [messages, me]);
  const kind = conversation.kind === "personal" ? "bubble" : "post";
  return (
    <div className="message-pane">
      <section
        className="message-scroll"
        ref={following.box}
        onScroll={following.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll what it cannot click.
        tabIndex={0}
        aria-label={strings.messages}
      >
        <div
          className="message-list teams-messages"
          role="log"
          aria-live="polite"
          aria-relevant="additions"
          aria-label={strings.messages}
        >
          {(kind === "bubble" || posts.length === 0) && <Beginning conversation={conversation} />}
          {posts.map(({ message, replies, startsDay, follows }) => (
            <Fragment key={message.id}>
              {startsDay && (
                <div className="teams-day">
                  <span>{dayName(me, new Date(message.sentAt), strings)}</span>
                </div>
              )}
              <TeamsMessageItem message={message} kind={kind} follows={kind === "bubble" && follows}>
                {kind === "post" && (
                  <div className="teams-replies">
                    {replies.map((reply) => (
                      <TeamsMessageItem key={reply.id} message={reply} kind="post" follows={false} />
                    ))}
                    <button type="button" className="teams-reply" onClick={() => onReply(message)}>
                      {strings.teams.reply}
                    </button>
                  </div>
                )}
              </TeamsMessageItem>
            </Fragment>
          ))}
        </div>
      </section>
      {following.behind && (
        <button type="button" className="new-messages" onClick={following.toEnd}>
          <DownIcon /> {strings.newMessages}
        </button>
      )}
    </div>
  );
}
