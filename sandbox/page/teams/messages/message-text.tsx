import { Fragment, type ReactNode } from "react";
import type { TeamsMessage } from "../../../teams/protocol";
import { type Span, spansOf } from "../cards/markdown";
import { mentionsOf } from "./mentions";

function draw(span: Span, key: number): ReactNode {
  switch (span.kind) {
    case "text":
      return <Fragment key={key}>{span.text}</Fragment>;
    case "bold":
      return <strong key={key}>{span.spans.map(draw)}</strong>;
    case "italic":
      return <em key={key}>{span.spans.map(draw)}</em>;
    case "link":
      return (
        <a key={key} href={span.href} target="_blank" rel="noopener noreferrer">
          {span.spans.map(draw)}
        </a>
      );
  }
}

/** What a message says, in the little of Markdown that its format allows; everything else as it was typed. */
export function MessageText({ text, textFormat }: Pick<TeamsMessage, "text" | "textFormat">) {
  return (
    <div className="teams-text">
      {mentionsOf(text).map((part, index) =>
        part.kind === "mention" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
          <span key={index} className="teams-mention">
            {part.text}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
          <Fragment key={index}>
            {textFormat === "markdown" ? spansOf(part.text).map(draw) : part.text}
          </Fragment>
        ),
      )}
    </div>
  );
}
