import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { TeamsCommand, TeamsConversation, TeamsMessage, TeamsSnapshot } from "../../../teams/protocol";
import type { Attachments } from "../../composer/use-attachments";
import { useStrings } from "../../i18n/language";
import { FileRow } from "../../messages/file-row";
import { CloseIcon, PaperclipIcon, SearchIcon, SendIcon, SlashIcon } from "../../shell/icons";
import { usePane } from "../../stage/pane";
import { useTeamsReader } from "../state/reader";
import { CommandList } from "./command-list";
import { offeredCommands } from "./offered-commands";
import { SearchPanel } from "./search-panel";

interface Props {
  conversation: TeamsConversation;
  snapshot: TeamsSnapshot;
  attachments: Attachments;
  draft: string;
  onDraft: (text: string) => void;
  replyTo: TeamsMessage | undefined;
  onStopReplying: () => void;
}

export function TeamsComposer(props: Props) {
  const { conversation, snapshot, attachments, draft: text, onDraft, replyTo, onStopReplying } = props;
  const strings = useStrings();
  const { act, botName } = useTeamsReader();
  const { alone, visible } = usePane();
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<string>();
  const [searching, setSearching] = useState(false);
  const [mention, setMention] = useState(true);
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const personal = conversation.kind === "personal";

  const offered = dismissed === text || searching ? [] : offeredCommands(text, snapshot.commands);
  const current = Math.min(active, offered.length - 1);
  const ready = !sending && !attachments.uploading && (text.trim() !== "" || attachments.list.length > 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: beside the other pane the focus stays where it is.
  useEffect(() => {
    if (alone && window.matchMedia("(hover: hover)").matches) field.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (replyTo) field.current?.focus();
  }, [replyTo]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text, and nothing is high out of sight.
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [text, visible]);

  const take = (command: TeamsCommand) => {
    const taken = `${command.title} `;
    onDraft(taken);
    setDismissed(taken);
    setActive(0);
    field.current?.focus();
  };
  const send = async () => {
    if (!ready) return;
    setSending(true);
    const result = await act({
      type: "say",
      conversationId: conversation.id,
      text: text.trim(),
      fileIds: attachments.list.flatMap(({ uploaded }) => (uploaded ? [uploaded.id] : [])),
      mention: !personal && mention,
      ...(replyTo ? { replyToId: replyTo.id } : {}),
    });
    setSending(false);
    // What was refused stays, to be mended or tried again.
    if (!result.ok) return;
    onDraft("");
    attachments.clear();
    onStopReplying();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter ends a word of an input method before it ends a message.
    if (event.nativeEvent.isComposing) return;
    const picked = offered[current];
    if (picked && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((current + step + offered.length) % offered.length);
    } else if (picked && event.key === "Escape") {
      event.preventDefault();
      setDismissed(text);
    } else if (picked && (event.key === "Tab" || (event.key === "Enter" && picked.title !== text.trim()))) {
      event.preventDefault();
      take(picked);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };

  return (
    <form
      className="teams-composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {offered.length > 0 && (
        <CommandList id={listId} commands={offered} active={current} onActive={setActive} onTake={take} />
      )}
      {searching && (
        <SearchPanel
          conversationId={conversation.id}
          searches={snapshot.searches}
          onClose={() => {
            setSearching(false);
            field.current?.focus();
          }}
        />
      )}
      {replyTo && (
        <p className="teams-replying">
          {strings.teams.replyingTo(replyTo.fromName)}
          <button
            type="button"
            className="icon-button"
            aria-label={strings.teams.stopReplying}
            onClick={onStopReplying}
          >
            <CloseIcon />
          </button>
        </p>
      )}
      <div className="teams-composer-box">
        {attachments.list.length > 0 && (
          <div className="composer-files">
            {attachments.list.map(({ key, name, size, mimeType, uploaded }) => (
              <FileRow
                key={key}
                name={name}
                size={size}
                mimeType={mimeType}
                url={uploaded?.url}
                busy={!uploaded}
                onRemove={() => attachments.remove(key)}
              />
            ))}
          </div>
        )}
        <textarea
          ref={field}
          rows={1}
          aria-label={personal ? strings.messageTo(conversation.name) : strings.teams.startPost}
          aria-autocomplete="list"
          aria-controls={offered.length > 0 ? listId : undefined}
          aria-activedescendant={offered.length > 0 ? `${listId}-${current}` : undefined}
          placeholder={personal || replyTo ? strings.teams.typeMessage : strings.teams.startPost}
          value={text}
          onChange={(event) => {
            setActive(0);
            setDismissed(undefined);
            onDraft(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (files.length === 0 || !personal) return;
            event.preventDefault();
            attachments.add(files);
          }}
        />
        <div className="teams-composer-tools">
          {!personal && (
            <button
              type="button"
              className="teams-mention-toggle"
              aria-pressed={mention}
              title={strings.teams.mention(botName)}
              onClick={() => setMention(!mention)}
            >
              @{botName}
            </button>
          )}
          <span className="teams-composer-gap" />
          {snapshot.commands.length > 0 && (
            <button
              type="button"
              className="icon-button"
              aria-label={strings.teams.commands}
              title={strings.teams.commands}
              onClick={() => {
                setSearching(false);
                setDismissed(undefined);
                onDraft(offered.length > 0 ? "" : "/");
                field.current?.focus();
              }}
            >
              <SlashIcon />
            </button>
          )}
          {snapshot.searches.length > 0 && (
            <button
              type="button"
              className="icon-button"
              aria-label={strings.teams.search}
              title={strings.teams.search}
              aria-expanded={searching}
              onClick={() => setSearching(!searching)}
            >
              <SearchIcon />
            </button>
          )}
          {personal && (
            <label className="icon-button attach" title={strings.attach}>
              <PaperclipIcon />
              <input
                type="file"
                multiple
                className="visually-hidden"
                aria-label={strings.attach}
                onChange={(event) => {
                  attachments.add([...(event.target.files ?? [])]);
                  event.target.value = "";
                }}
              />
            </label>
          )}
          <button
            type="submit"
            className="teams-send"
            aria-label={strings.send}
            disabled={!ready}
            aria-busy={sending}
          >
            {sending ? <span className="spinner" /> : <SendIcon />}
          </button>
        </div>
      </div>
    </form>
  );
}
