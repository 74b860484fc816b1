import type { Json } from "../../protocol";
import { objectOf, stringOf } from "../json";
import { withEmoji } from "./emoji";
import { unescapeText } from "./mrkdwn";
import { Mrkdwn } from "./mrkdwn-view";

/** A text object's words, for labels and accessible names. */
export function plainOf(value: Json | undefined): string {
  const object = objectOf(value);
  const text = stringOf(object?.text) ?? "";
  if (object?.type === "mrkdwn") return unescapeText(text).replace(/[*_~`]/g, "");
  return object?.emoji === true ? withEmoji(text) : text;
}

/** A text object of Slack: mrkdwn is read, plain text is shown as it is. */
export function Text({ value }: { value: Json | undefined }) {
  const object = objectOf(value);
  if (!object) return null;
  if (object.type === "mrkdwn") {
    return <Mrkdwn text={stringOf(object.text) ?? ""} verbatim={object.verbatim === true} />;
  }
  return <span className="plain">{plainOf(value)}</span>;
}
