import { type DragEvent, useEffect, useState } from "react";
import type { Conversation, Message, Snapshot } from "../../protocol";
import { Composer } from "../composer/composer";
import { useAttachments } from "../composer/use-attachments";
import { useStrings } from "../i18n/language";
import { usePane } from "../stage/pane";
import { uploadFile } from "../state/api";
import { useReader } from "../state/reader";
import { MessageList } from "./message-list";

interface Props {
  conversation: Conversation;
  messages: Message[];
  snapshot: Snapshot;
  draft: string;
  onDraft: (text: string) => void;
}

/** Tells the server that what is on the screen has been read, while somebody is there to read it. */
function useMarkRead(conversationId: string, newest: string | undefined): void {
  const { act } = useReader();
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

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes("Files");
}

export function ConversationPane({ conversation, messages, snapshot, draft, onDraft }: Props) {
  const strings = useStrings();
  const { me, say } = useReader();
  const attachments = useAttachments((file) => uploadFile(me.id, file), say);
  const [dragged, setDragged] = useState(false);
  useMarkRead(conversation.id, messages.at(-1)?.ts);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button with the same effect in the composer.
    <div
      className="conversation"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDragged(true);
      }}
      onDragLeave={(event) => {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        setDragged(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDragged(false);
        attachments.add([...event.dataTransfer.files]);
      }}
    >
      <MessageList conversation={conversation} messages={messages} shortcuts={snapshot.messageShortcuts} />
      <Composer
        conversation={conversation}
        commands={snapshot.commands}
        attachments={attachments}
        draft={draft}
        onDraft={onDraft}
      />
      {dragged && <div className="drop-here">{strings.dropHere}</div>}
    </div>
  );
}
