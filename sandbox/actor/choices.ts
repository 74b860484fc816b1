import { offeredOptions } from "../block-kit/elements";
import { stateKey } from "../block-kit/state";
import { askForOptions, type SuggestionPlace } from "../interactions/suggestions";
import { type JsonObject, objectAt, stringAt } from "../json";
import type { Json } from "../protocol";
import type { FileContent, Session } from "./session";

/** What somebody puts into a field: text, an option by its text or value, several of them, files; null empties it. */
export type FieldValue = string | number | null | string[] | FileContent | FileContent[];

/** The state that an element has once `value` was put into it. Throws where the element does not offer it. */
export async function chosenState(
  session: Session,
  place: SuggestionPlace,
  blockId: string,
  element: JsonObject,
  value: FieldValue,
): Promise<JsonObject> {
  const type = stringAt(element, "type") ?? "";
  const key = stateKey(type);
  if (key === undefined) throw new Error(`An element of type "${type}" holds no value.`);
  if (value === null) return { type, [key]: null };
  return { type, [key]: await chosenValue(session, place, blockId, element, value) };
}

async function chosenValue(
  session: Session,
  place: SuggestionPlace,
  blockId: string,
  element: JsonObject,
  value: FieldValue,
): Promise<Json> {
  switch (element.type) {
    case "static_select":
    case "radio_buttons":
      return pick(offeredOptions(element), onlyText(value));
    case "multi_static_select":
    case "checkboxes":
      return texts(value).map((text) => pick(offeredOptions(element), text));
    case "external_select":
      return askAndPick(session, place, blockId, element, onlyText(value));
    case "multi_external_select":
      return Promise.all(texts(value).map((text) => askAndPick(session, place, blockId, element, text)));
    case "users_select":
      return person(session, onlyText(value));
    case "multi_users_select":
      return texts(value).map((text) => person(session, text));
    case "file_input":
      return files(value).map((file) => ({ id: session.upload(file) }));
    case "rich_text_input":
      return {
        type: "rich_text",
        elements: [{ type: "rich_text_section", elements: [{ type: "text", text: onlyText(value) }] }],
      };
    default:
      return onlyText(value);
  }
}

/** An option by its text, else by its value. Throws, naming those there are. */
function pick(options: JsonObject[], wanted: string): JsonObject {
  const found =
    options.find((option) => optionText(option) === wanted) ??
    options.find((option) => option.value === wanted);
  if (found !== undefined) return found;
  throw new Error(`There is no option "${wanted}"; there are: ${options.map(optionText).join(" | ")}.`);
}

/** An option's text. */
export function optionText(option: JsonObject): string {
  return stringAt(objectAt(option, "text"), "text") ?? "";
}

async function askAndPick(
  session: Session,
  place: SuggestionPlace,
  blockId: string,
  element: JsonObject,
  wanted: string,
): Promise<Json> {
  const query = { blockId, actionId: stringAt(element, "action_id") ?? "", value: wanted };
  const result = await askForOptions(session.host, session.member, place, query);
  if ("problem" in result) throw new Error(result.problem);
  const exact = result.options.find((option) => optionText(option) === wanted || option.value === wanted);
  const option = exact ?? result.options[0];
  if (option === undefined) throw new Error(`The app offers nothing for "${wanted}".`);
  return option;
}

function person(session: Session, wanted: string): string {
  const member = session.host.workspace.directory.findPerson(wanted);
  if (member === undefined) throw new Error(`Nobody in the sandbox is called "${wanted}".`);
  return member.id;
}

function onlyText(value: FieldValue): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new Error("This field takes one text.");
}

function texts(value: FieldValue): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.map((item) => onlyText(typeof item === "string" ? item : null));
  throw new Error("This field takes a list of texts.");
}

function files(value: FieldValue): FileContent[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item === "object" && item !== null && !Array.isArray(item)) return item;
    throw new Error("This field takes files.");
  });
}
