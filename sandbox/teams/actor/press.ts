import { type JsonObject, objectAt, stringAt } from "../../json";
import { actionsOf } from "../cards/read-card";
import type { StoredTeamsMessage } from "../messages";
import type { TeamsAct } from "../protocol";
import { handedIn } from "./fields";

/** The labels of a card's buttons, from top to bottom. */
export const labelsOf = (card: JsonObject | undefined): string[] =>
  actionsOf(card).map((action) => stringAt(action, "title") ?? "");

/** A button by its label; `index` chooses among several alike. Throws where there is none. */
export function findAction(card: JsonObject | undefined, label: string, index: number): JsonObject {
  const found = actionsOf(card).filter((action) => action.title === label)[index];
  if (found !== undefined) return found;
  const number = index > 0 ? ` number ${index + 1}` : "";
  throw new Error(
    `There is no button "${label}"${number}; there are: ${labelsOf(card).join(" | ") || "none"}.`,
  );
}

/** The button that hands a form in: the first that tells the bot something. */
export const submitAction = (card: JsonObject): JsonObject | undefined =>
  actionsOf(card).find(({ type }) => type === "Action.Execute" || type === "Action.Submit");

/** What a press tells the bot, with the inputs as they are; behind a button that asks first, its only one is pressed too. */
export function pressed(
  card: JsonObject,
  action: JsonObject,
  typed: JsonObject,
): { type: "execute" | "submit"; verb: string; data: JsonObject; inputs: JsonObject } {
  const inputs = handedIn(card, typed);
  if (action.type === "Action.ShowCard") {
    const inner = objectAt(action, "card") ?? {};
    const only = submitAction(inner);
    if (only === undefined)
      throw new Error(`There is nothing to press behind "${stringAt(action, "title")}".`);
    const behind = pressed(inner, only, {});
    return { ...behind, inputs: { ...inputs, ...behind.inputs } };
  }
  const data = objectAt(action, "data") ?? {};
  if (action.type === "Action.Execute")
    return { type: "execute", verb: stringAt(action, "verb") ?? "", data, inputs };
  if (action.type === "Action.Submit") return { type: "submit", verb: "", data, inputs };
  throw new Error(
    `"${stringAt(action, "title")}" tells the bot nothing: it is an ${stringAt(action, "type")}.`,
  );
}

/** A press of a button in a message, ready to be done. */
export function pressInMessage(
  { conversationId, id: messageId }: StoredTeamsMessage,
  card: JsonObject,
  action: JsonObject,
  typed: JsonObject,
): TeamsAct {
  const { type, verb, data, inputs } = pressed(card, action, typed);
  return type === "execute"
    ? { type, verb, data, inputs, conversationId, messageId }
    : { type, data, inputs, conversationId, messageId };
}
