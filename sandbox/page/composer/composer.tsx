import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { Act, Conversation, SlashCommand } from "../../protocol";
import { useStrings } from "../i18n/language";
import { FileRow } from "../messages/file-row";
import { PaperclipIcon, SendIcon } from "../shell/icons";
import { usePane } from "../stage/pane";
import { useReader } from "../state/reader";
import { commandOf, readCommand, type Suggestion, suggest } from "./completion";
import { SuggestionList } from "./suggestion-list";
import type { Attachments } from "./use-attachments";

interface Props {
  conversation: Conversation;
  commands: SlashCommand[];
  attachments: Attachments;
  draft: string;
  onDraft: (text: string) => void;
}

export function Composer({ conversation, commands, attachments, draft: text, onDraft }: Props) {
  const strings = useStrings();
  const { act, members } = useReader();
  const { visible } = usePane();
  const [caret, setCaret] = useState(text.length);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<string>();
  const [sending, setSending] = useState(false);
  /** Sent while a file was still on its way: it goes when the file is there. */
  const [waiting, setWaiting] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const nextCaret = useRef<number>(undefined);
  const listId = useId();

  const suggestions = dismissed === text ? [] : suggest(text, caret, commands, members.values());
  const current = Math.min(active, suggestions.length - 1);
  const hint = commandOf(text, commands);
  const ready = !sending && !waiting && (text.trim() !== "" || attachments.list.length > 0);
  const name = conversation.kind === "channel" ? `#${conversation.name}` : conversation.name;

  useEffect(() => {
    // A desk has its keyboard at hand; on a phone it would cover half of what is to be read.
    if (window.matchMedia("(hover: hover)").matches) field.current?.focus({ preventScroll: true });
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text, and nothing is high out of sight.
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
    if (nextCaret.current === undefined) return;
    area.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = undefined;
  }, [text, visible]);

  const take = (suggestion: Suggestion) => {
    nextCaret.current = suggestion.caret;
    setCaret(suggestion.caret);
    setActive(0);
    onDraft(suggestion.text);
    field.current?.focus();
  };
  const send = async () => {
    if (attachments.uploading) {
      setWaiting(true);
      return;
    }
    setWaiting(false);
    if (sending || (text.trim() === "" && attachments.list.length === 0)) return;
    const command = attachments.list.length === 0 ? readCommand(text) : undefined;
    const conversationId = conversation.id;
    const fileIds = attachments.list.flatMap(({ uploaded }) => (uploaded ? [uploaded.id] : []));
    const what: Act = command
      ? { type: "command", conversationId, ...command }
      : { type: "say", conversationId, text: text.trim(), fileIds };
    setSending(true);
    const result = await act(what);
    setSending(false);
    // What was refused stays, to be mended or tried again.
    if (!result.ok) return;
    onDraft("");
    setCaret(0);
    attachments.clear();
  };
  const settled = waiting && !attachments.uploading;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the end of the last upload sends.
  useEffect(() => {
    if (settled) void send();
  }, [settled]);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter ends a word of an input method before it ends a message.
    if (event.nativeEvent.isComposing) return;
    const picked = suggestions[current];
    if (picked) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        setActive((current + step + suggestions.length) % suggestions.length);
        return;
      }
      if (event.key === "Escape") {
        event.preventDefault();
        setDismissed(text);
        return;
      }
      const whole = picked.title === text.trim();
      if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !whole)) {
        event.preventDefault();
        take(picked);
        return;
      }
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {suggestions.length > 0 && (
        <SuggestionList
          id={listId}
          suggestions={suggestions}
          active={current}
          onActive={setActive}
          onTake={take}
        />
      )}
      <div className="composer-box">
        {attachments.list.length > 0 && (
          <div className="composer-files">
            {attachments.list.map(({ key, name: fileName, size, mimeType, uploaded }) => (
              <FileRow
                key={key}
                name={fileName}
                size={size}
                mimeType={mimeType}
                url={uploaded?.url}
                busy={!uploaded}
                onRemove={() => attachments.remove(key)}
              />
            ))}
          </div>
        )}
        <div className="composer-row">
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
          <textarea
            ref={field}
            rows={1}
            aria-label={strings.messageTo(name)}
            aria-autocomplete="list"
            aria-controls={suggestions.length > 0 ? listId : undefined}
            aria-activedescendant={suggestions.length > 0 ? `${listId}-${current}` : undefined}
            placeholder={strings.messageTo(name)}
            value={text}
            onChange={(event) => {
              setCaret(event.target.selectionStart);
              setActive(0);
              setDismissed(undefined);
              onDraft(event.target.value);
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const files = [...event.clipboardData.files];
              if (files.length === 0) return;
              event.preventDefault();
              attachments.add(files);
            }}
          />
          <button
            type="submit"
            className="send"
            aria-label={strings.send}
            disabled={!ready}
            aria-busy={sending || waiting}
          >
            {sending || waiting ? <span className="spinner" /> : <SendIcon />}
          </button>
        </div>
      </div>
      <p className={hint && hint.usageHint !== "" ? "composer-foot has-hint" : "composer-foot"}>
        {hint && hint.usageHint !== "" ? (
          <>
            <b>{hint.name}</b> {hint.usageHint}
          </>
        ) : (
          strings.composerKeys
        )}
      </p>
    </form>
  );
}
