import { isObject, type JsonObject, objectAt, objectsAt, type Readable, stringAt } from "../json";
import type { Block, Json } from "../protocol";

/** Finds a member's or channel's name by id, for mentions. */
export type NameOf = (id: string) => string | undefined;

/** Text in Slack's markup as a reader sees it: entities decoded, links by their label, mentions by name. */
export function readableMarkup(text: string, nameOf: NameOf): string {
  return text
    .replace(/<([^<>]+)>/g, (_whole, inner: string) => {
      const [target = "", label] = inner.split("|");
      if (target.startsWith("@")) return `@${nameOf(target.slice(1)) ?? label ?? target.slice(1)}`;
      if (target.startsWith("#")) return `#${nameOf(target.slice(1)) ?? label ?? target.slice(1)}`;
      if (target.startsWith("!date^")) return label ?? target;
      if (target.startsWith("!")) return label ?? `@${target.slice(1)}`;
      return label ?? target;
    })
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

/** Escapes what a person typed, as Slack's client does before it is sent to an app. */
export function escapeTyped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Everything a reader sees of these blocks, one line for each text. */
export function visibleText(blocks: Block[], nameOf: NameOf): string {
  return blocks
    .flatMap((block) => linesOf(block, nameOf))
    .filter((line) => line !== "")
    .join("\n");
}

/** The text of a text object. */
export function textOf(value: Json | undefined, nameOf: NameOf): string {
  if (!isObject(value)) return "";
  const text = stringAt(value, "text") ?? "";
  return value.type === "mrkdwn" ? readableMarkup(text, nameOf) : text;
}

function linesOf(block: Block, nameOf: NameOf): string[] {
  switch (block.type) {
    case "rich_text":
      return objectsAt(block, "elements").map((part) => richLine(part, nameOf));
    case "markdown":
      return [stringAt(block, "text") ?? ""];
    case "image":
      return [textOf(block.title, nameOf), stringAt(block, "alt_text") ?? ""];
    case "context":
      return objectsAt(block, "elements").map((part) =>
        part.type === "image" ? (stringAt(part, "alt_text") ?? "") : textOf(part, nameOf),
      );
    case "actions":
      return objectsAt(block, "elements").flatMap((element) => elementLines(element, nameOf));
    case "input":
      return [
        textOf(block.label, nameOf),
        ...elementLines(objectAt(block, "element") ?? {}, nameOf),
        textOf(block.hint, nameOf),
      ];
    default:
      return [
        textOf(block.text, nameOf),
        ...objectsAt(block, "fields").map((field) => textOf(field, nameOf)),
        ...elementLines(objectAt(block, "accessory") ?? {}, nameOf),
      ];
  }
}

function elementLines(element: Readable, nameOf: NameOf): string[] {
  const initial = [objectAt(element, "initial_option"), ...objectsAt(element, "initial_options")].filter(
    isObject,
  );
  return [
    textOf(element.text, nameOf),
    stringAt(element, "alt_text") ?? "",
    textOf(element.placeholder, nameOf),
    stringAt(element, "initial_value") ?? stringAt(element, "initial_date") ?? "",
    ...initial.map((option) => textOf(option.text, nameOf)),
  ];
}

function richLine(part: JsonObject, nameOf: NameOf): string {
  const separator = part.type === "rich_text_list" ? "\n" : "";
  return objectsAt(part, "elements")
    .map((element) => richWord(element, nameOf))
    .join(separator);
}

function richWord(element: JsonObject, nameOf: NameOf): string {
  switch (element.type) {
    case "rich_text_section":
      return richLine(element, nameOf);
    case "link":
      return stringAt(element, "text") ?? stringAt(element, "url") ?? "";
    case "emoji":
      return `:${stringAt(element, "name") ?? ""}:`;
    case "user":
      return `@${nameOf(stringAt(element, "user_id") ?? "") ?? stringAt(element, "user_id") ?? ""}`;
    case "channel":
      return `#${nameOf(stringAt(element, "channel_id") ?? "") ?? stringAt(element, "channel_id") ?? ""}`;
    case "broadcast":
      return `@${stringAt(element, "range") ?? ""}`;
    case "date":
      return stringAt(element, "fallback") ?? "";
    default:
      return stringAt(element, "text") ?? "";
  }
}
