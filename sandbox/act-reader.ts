import { isObject, type JsonObject, objectAt, type Readable, stringAt } from "./json";
import type { Act, InputValues, Json } from "./protocol";

/** Reads what the page sent as an act. Undefined where it is none. */
export function readAct(json: Json | undefined): Act | undefined {
  if (!isObject(json)) return undefined;
  const text = (key: string) => stringAt(json, key) ?? "";
  const place = { conversationId: text("conversationId"), ts: text("ts") };
  const element = {
    blockId: text("blockId"),
    actionId: text("actionId"),
    value: objectAt(json, "value") ?? {},
  };
  switch (json.type) {
    case "command":
      return {
        type: "command",
        conversationId: place.conversationId,
        name: text("name"),
        text: text("text"),
      };
    case "say": {
      const ids = Array.isArray(json.fileIds) ? json.fileIds.filter((id) => typeof id === "string") : [];
      return { type: "say", conversationId: place.conversationId, text: text("text"), fileIds: ids };
    }
    case "messageAction":
      return { type: "messageAction", ...place, ...element };
    case "viewAction":
      return { type: "viewAction", viewId: text("viewId"), ...element, values: readValues(json) };
    case "submitView":
      return { type: "submitView", viewId: text("viewId"), values: readValues(json) };
    case "closeView":
      return { type: "closeView", viewId: text("viewId") };
    case "options":
      return {
        type: "options",
        ...optionPlace(json),
        blockId: element.blockId,
        actionId: element.actionId,
        query: text("query"),
      };
    case "messageShortcut":
      return { type: "messageShortcut", ...place, callbackId: text("callbackId") };
    case "openHome":
      return { type: "openHome" };
    case "markRead":
      return { type: "markRead", conversationId: place.conversationId };
    default:
      return undefined;
  }
}

function optionPlace(json: Readable): { viewId: string } | { conversationId: string; ts: string } {
  const viewId = stringAt(json, "viewId");
  if (viewId !== undefined) return { viewId };
  return { conversationId: stringAt(json, "conversationId") ?? "", ts: stringAt(json, "ts") ?? "" };
}

function readValues(json: JsonObject): InputValues {
  const values: InputValues = {};
  for (const [blockId, entries] of Object.entries(objectAt(json, "values") ?? {})) {
    if (isObject(entries)) values[blockId] = entries;
  }
  return values;
}
