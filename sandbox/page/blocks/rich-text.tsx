import type { ReactNode } from "react";
import { useStrings } from "../i18n/language";
import { clock, formatter } from "../i18n/times";
import { type JsonObject, numberOf, objectOf, objectsOf, stringOf } from "../json";
import { useReader } from "../state/reader";
import { safeUrl } from "./mrkdwn";
import { ChannelMention, Emoji, OutsideLink, UserMention } from "./mrkdwn-view";

function styled(piece: JsonObject, content: ReactNode): ReactNode {
  const style = objectOf(piece.style);
  let drawn = content;
  if (style?.code === true) drawn = <code>{drawn}</code>;
  if (style?.strike === true) drawn = <s>{drawn}</s>;
  if (style?.italic === true) drawn = <em>{drawn}</em>;
  if (style?.bold === true) drawn = <strong>{drawn}</strong>;
  return drawn;
}

function Piece({ piece }: { piece: JsonObject }) {
  const { me } = useReader();
  const strings = useStrings();
  const type = stringOf(piece.type) ?? "?";
  switch (type) {
    case "text":
      return styled(piece, stringOf(piece.text) ?? "");
    case "link": {
      const url = safeUrl(stringOf(piece.url) ?? "");
      const words = stringOf(piece.text) ?? stringOf(piece.url) ?? "";
      return styled(piece, url === undefined ? words : <OutsideLink url={url}>{words}</OutsideLink>);
    }
    case "user":
      return styled(piece, <UserMention id={stringOf(piece.user_id) ?? ""} />);
    case "channel":
      return styled(piece, <ChannelMention id={stringOf(piece.channel_id) ?? ""} />);
    case "usergroup":
      return <span className="mention">@{stringOf(piece.usergroup_id)}</span>;
    case "broadcast":
      return <span className="mention mention-me">@{stringOf(piece.range)}</span>;
    case "emoji":
      return <Emoji name={stringOf(piece.name) ?? ""} />;
    case "color":
      return <code>{stringOf(piece.value)}</code>;
    case "date": {
      const at = new Date((numberOf(piece.timestamp) ?? 0) * 1000);
      return styled(piece, `${formatter(me, { dateStyle: "long" }).format(at)} ${clock(me, at)}`);
    }
    default:
      return <span className="unknown">{strings.unknownElement(type)}</span>;
  }
}

function Pieces({ of }: { of: JsonObject }) {
  return objectsOf(of.elements).map((piece, index) => {
    const key = `${index}${stringOf(piece.type) ?? ""}`;
    return <Piece key={key} piece={piece} />;
  });
}

function List({ element }: { element: JsonObject }) {
  const items = objectsOf(element.elements).map((item, index) => {
    const key = `${index}${stringOf(item.type) ?? ""}`;
    return (
      <li key={key}>
        <Pieces of={item} />
      </li>
    );
  });
  const indent = Math.min(numberOf(element.indent) ?? 0, 6);
  const look = `rich-list indent-${indent}`;
  if (element.style !== "ordered") return <ul className={look}>{items}</ul>;
  return (
    <ol className={look} start={(numberOf(element.offset) ?? 0) + 1}>
      {items}
    </ol>
  );
}

function Part({ element }: { element: JsonObject }) {
  const strings = useStrings();
  const type = stringOf(element.type) ?? "?";
  switch (type) {
    case "rich_text_section":
      return (
        <p className="rich-section">
          <Pieces of={element} />
        </p>
      );
    case "rich_text_list":
      return <List element={element} />;
    case "rich_text_quote":
      return (
        <blockquote>
          <Pieces of={element} />
        </blockquote>
      );
    case "rich_text_preformatted":
      return (
        <pre>
          <Pieces of={element} />
        </pre>
      );
    default:
      return <p className="unknown">{strings.unknownBlock(type)}</p>;
  }
}

export function RichText({ elements }: { elements: JsonObject[] }) {
  return (
    <div className="rich-text">
      {elements.map((element, index) => {
        const key = `${index}${stringOf(element.type) ?? ""}`;
        return <Part key={key} element={element} />;
      })}
    </div>
  );
}
