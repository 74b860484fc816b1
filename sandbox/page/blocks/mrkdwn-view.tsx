import { Fragment, type ReactNode, useMemo } from "react";
import type { Member } from "../../protocol";
import { clock, formatter } from "../i18n/times";
import { type Reader, useReader } from "../state/reader";
import { emojiOf } from "./emoji";
import { type Inline, readMrkdwn } from "./mrkdwn";

/** Slack's date tokens, in the reader's zone. */
function dateText(reader: Member, at: number, format: string, fallback: string): string {
  const date = new Date(at * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  const parts: Record<string, () => string> = {
    date_num: () => formatter(reader, { year: "numeric", month: "2-digit", day: "2-digit" }).format(date),
    date: () => formatter(reader, { year: "numeric", month: "long", day: "numeric" }).format(date),
    date_pretty: () => formatter(reader, { year: "numeric", month: "long", day: "numeric" }).format(date),
    date_short: () => formatter(reader, { year: "numeric", month: "short", day: "numeric" }).format(date),
    date_short_pretty: () =>
      formatter(reader, { year: "numeric", month: "short", day: "numeric" }).format(date),
    date_long: () => formatter(reader, { dateStyle: "full" }).format(date),
    date_long_pretty: () => formatter(reader, { dateStyle: "full" }).format(date),
    time: () => clock(reader, date),
    time_secs: () => formatter(reader, { timeStyle: "medium" }).format(date),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name]?.() ?? whole);
}

export function UserMention({ id, label }: { id: string; label?: string | undefined }) {
  const { me, members } = useReader();
  const name = members.get(id)?.name ?? label ?? id;
  return <span className={id === me.id ? "mention mention-me" : "mention"}>@{name}</span>;
}

export function ChannelMention({ id, label }: { id: string; label?: string | undefined }) {
  const { conversations, openConversation } = useReader();
  const known = conversations.get(id);
  if (!known) return <span className="mention">#{label ?? id}</span>;
  return (
    <button type="button" className="mention mention-link" onClick={() => openConversation(id)}>
      #{known.name}
    </button>
  );
}

export function Emoji({ name }: { name: string }) {
  const drawn = emojiOf(name);
  if (drawn === undefined) return `:${name}:`;
  return (
    <span role="img" aria-label={name.replaceAll("_", " ")} className="emoji">
      {drawn}
    </span>
  );
}

export function OutsideLink({ url, children }: { url: string; children: ReactNode }) {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function draw(inline: Inline, reader: Reader): ReactNode {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "break":
      return <br />;
    case "bold":
      return <strong>{drawAll(inline.children, reader)}</strong>;
    case "italic":
      return <em>{drawAll(inline.children, reader)}</em>;
    case "strike":
      return <s>{drawAll(inline.children, reader)}</s>;
    case "code":
      return <code>{inline.text}</code>;
    case "link":
      return <OutsideLink url={inline.url}>{inline.label}</OutsideLink>;
    case "user":
      return <UserMention id={inline.id} label={inline.label} />;
    case "channel":
      return <ChannelMention id={inline.id} label={inline.label} />;
    case "broadcast":
      return <span className="mention mention-me">@{inline.name}</span>;
    case "emoji":
      return <Emoji name={inline.name} />;
    case "date": {
      const text = dateText(reader.me, inline.at, inline.format, inline.fallback);
      return inline.url === undefined ? text : <OutsideLink url={inline.url}>{text}</OutsideLink>;
    }
  }
}

function drawAll(inlines: Inline[], reader: Reader): ReactNode {
  // A text's pieces never move among themselves, so their place is their identity.
  return inlines.map((inline, index) => {
    const key = `${index}${inline.kind}`;
    return <Fragment key={key}>{draw(inline, reader)}</Fragment>;
  });
}

export function Mrkdwn({ text, verbatim = false }: { text: string; verbatim?: boolean }) {
  const reader = useReader();
  const passages = useMemo(() => readMrkdwn(text, { verbatim }), [text, verbatim]);
  return passages.map((passage, index) => {
    const key = `${index}${passage.kind}`;
    if (passage.kind === "pre") return <pre key={key}>{passage.text}</pre>;
    if (passage.kind === "quote") {
      return <blockquote key={key}>{drawAll(passage.children, reader)}</blockquote>;
    }
    return (
      <span key={key} className="paragraph">
        {drawAll(passage.children, reader)}
      </span>
    );
  });
}
