import { type DragEvent, useEffect, useState } from "react";
import type { TeamsConversation, TeamsMessage, TeamsSnapshot } from "../../teams/protocol";
import { useAttachments } from "../composer/use-attachments";
import { useStrings } from "../i18n/language";
import { usePane } from "../stage/pane";
import { TeamsComposer } from "./composer/teams-composer";
import { TeamsMessageList } from "./messages/teams-message-list";
import { uploadTeamsFile } from "./state/api";
import { useTeamsReader } from "./state/reader";

interface Props {
  conversation: TeamsConversation;
  messages: TeamsMessage[];
  snapshot: TeamsSnapshot;
  draft: string;
  onDraft: (text: string) => void;
}

/** Tells the tenant that what is on the screen has been read, while somebody is there to read it. */
function useMarkRead(conversationId: string, newest: string | undefined): void {
  const { act } = useTeamsReader();
  const { visible } = usePane();
  useEffect(() => {
    if (newest === undefined || !visible) return;
    const mark = () => {
      if (document.visibilityState === "visible") void act({ type: "markRead", conversationId });
    };
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => document.removeEventListener("visibilitychange", mark);
  }, [act, conversationId, newest, visible]);
}

export function TeamsConversationView({ conversation, messages, snapshot, draft, onDraft }: Props) {
  const strings = useStrings();
  const { me, say } = useTeamsReader();
  const attachments = useAttachments((file) => uploadTeamsFile(me.email, file), say);
  const [replyTo, setReplyTo] = useState<TeamsMessage>();
  const [dragged, setDragged] = useState(false);
  useMarkRead(conversation.id, messages.at(-1)?.id);
  // Teams lets a bot have files in the personal chat alone.
  const takes = (event: DragEvent) =>
    conversation.kind === "personal" && event.dataTransfer.types.includes("Files");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button with the same effect in the composer.
    <div
      className="conversation"
      onDragOver={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setDragged(true);
      }}
      onDragLeave={(event) => {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        setDragged(false);
      }}
      onDrop={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setDragged(false);
        attachments.add([...event.dataTransfer.files]);
      }}
    >
      <TeamsMessageList conversation={conversation} messages={messages} onReply={setReplyTo} />
      <TeamsComposer
        conversation={conversation}
        snapshot={snapshot}
        attachments={attachments}
        draft={draft}
        onDraft={onDraft}
        replyTo={replyTo}
        onStopReplying={() => setReplyTo(undefined)}
      />
      {dragged && <div className="drop-here">{strings.dropHere}</div>}
    </div>
  );
}
