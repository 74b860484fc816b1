import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../../json";
import type { Json } from "../../protocol";
import { readableMarkdown } from "./markdown";

/** Everything of a card from top to bottom, without what is hidden; boxes come before what is in them. */
export function elementsOf(card: Json | undefined): JsonObject[] {
  if (!isObject(card)) return [];
  return [...objectsAt(card, "body").flatMap(withInner), ...objectsAt(card, "actions")];
}

function withInner(element: JsonObject): JsonObject[] {
  if (element.isVisible === false) return [];
  const inner = [
    ...objectsAt(element, "items"),
    ...objectsAt(element, "columns"),
    ...objectsAt(element, "rows").flatMap((row) => objectsAt(row, "cells")),
    ...objectsAt(element, "images"),
    ...objectsAt(element, "actions"),
  ];
  return [element, ...inner.flatMap(withInner)];
}

const isAction = (element: JsonObject) => (stringAt(element, "type") ?? "").startsWith("Action.");

/** Its buttons, from top to bottom. */
export const actionsOf = (card: Json | undefined): JsonObject[] => elementsOf(card).filter(isAction);

/** Its inputs, also the hidden ones, which are handed in all the same; on request those behind its buttons too. */
export function inputsOf(card: Json | undefined, { behindButtons = false } = {}): JsonObject[] {
  if (Array.isArray(card)) return card.flatMap((item) => inputsOf(item, { behindButtons }));
  if (!isObject(card)) return [];
  if ((stringAt(card, "type") ?? "").startsWith("Input.")) return [card];
  return Object.entries(card).flatMap(([key, value]) => {
    if (key === "data" || key === "refresh" || (key === "card" && !behindButtons)) return [];
    return inputsOf(value, { behindButtons });
  });
}

/** Everything a reader sees in a card before pressing anything, a line for each text. */
export function visibleCardText(card: Json | undefined): string {
  return (
    elementsOf(card)
      .flatMap(visibleLines)
      .filter((line) => line.trim() !== "")
      .join("\n")
      // A joiner keeps the client from reading a text as a formula; nobody sees it.
      .replaceAll("\u2060", "")
  );
}

/** What one element itself says. */
export function visibleLines(element: JsonObject): string[] {
  const type = stringAt(element, "type") ?? "";
  switch (type) {
    case "TextBlock":
      return [readableMarkdown(stringAt(element, "text") ?? "")];
    case "RichTextBlock": {
      const inlines = Array.isArray(element.inlines) ? element.inlines : [];
      return [
        inlines.map((part) => (isObject(part) ? (stringAt(part, "text") ?? "") : String(part))).join(""),
      ];
    }
    case "FactSet":
      return objectsAt(element, "facts").map(
        (fact) =>
          `${readableMarkdown(stringAt(fact, "title") ?? "")}: ${readableMarkdown(stringAt(fact, "value") ?? "")}`,
      );
    case "Image":
      return [stringAt(element, "altText") ?? ""];
    case "Input.Toggle":
      return [stringAt(element, "label") ?? "", stringAt(element, "title") ?? ""];
    default:
      return type.startsWith("Input.") ? [stringAt(element, "label") ?? ""] : [];
  }
}

/** Whether a button opens a dialog. */
export const opensDialog = (action: JsonObject): boolean =>
  action.type === "Action.Submit" &&
  stringAt(objectAt(objectAt(action, "data"), "msteams"), "type") === "task/fetch";
