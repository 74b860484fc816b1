import { isObject, type JsonObject, numberAt, objectAt, type Readable, stringAt } from "../json";
import type { Block, InputValues, Json } from "../protocol";
import { elementsOf } from "./validate";

/** Which key of an element's state holds what is chosen, and which property of the element sets it at first. */
const stateKeys: Record<string, { key: string; initial: string; empty: Json }> = {
  plain_text_input: { key: "value", initial: "initial_value", empty: null },
  email_text_input: { key: "value", initial: "initial_value", empty: null },
  url_text_input: { key: "value", initial: "initial_value", empty: null },
  number_input: { key: "value", initial: "initial_value", empty: null },
  rich_text_input: { key: "rich_text_value", initial: "initial_value", empty: null },
  static_select: { key: "selected_option", initial: "initial_option", empty: null },
  external_select: { key: "selected_option", initial: "initial_option", empty: null },
  radio_buttons: { key: "selected_option", initial: "initial_option", empty: null },
  multi_static_select: { key: "selected_options", initial: "initial_options", empty: [] },
  multi_external_select: { key: "selected_options", initial: "initial_options", empty: [] },
  checkboxes: { key: "selected_options", initial: "initial_options", empty: [] },
  users_select: { key: "selected_user", initial: "initial_user", empty: null },
  multi_users_select: { key: "selected_users", initial: "initial_users", empty: [] },
  datepicker: { key: "selected_date", initial: "initial_date", empty: null },
  timepicker: { key: "selected_time", initial: "initial_time", empty: null },
  file_input: { key: "files", initial: "", empty: [] },
};

/** The key of `state.values` that holds what a person chose in such an element; undefined for a button. */
export function stateKey(elementType: string): string | undefined {
  return stateKeys[elementType]?.key;
}

/** What the element holds: what was touched, else its `initial_*` value, else nothing. Undefined for a button. */
export function elementState(element: Readable, touched: JsonObject | undefined): JsonObject | undefined {
  const type = stringAt(element, "type") ?? "";
  const rule = stateKeys[type];
  if (rule === undefined) return undefined;
  const initial = rule.initial === "" ? undefined : element[rule.initial];
  return {
    type,
    [rule.key]: touched?.[rule.key] ?? (touched === undefined ? initial : undefined) ?? rule.empty,
  };
}

/** Whether a person has left such a state empty. */
function isEmptyState(state: JsonObject): boolean {
  const key = stateKey(stringAt(state, "type") ?? "");
  const value = key === undefined ? undefined : state[key];
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

/** `state.values` of a view or message: everything in it that holds a value, untouched `initial_*` values included. */
export function stateValues(blocks: Block[], touched: InputValues): InputValues {
  const values: InputValues = {};
  for (const block of blocks) {
    const blockId = block.block_id ?? "";
    for (const element of elementsOf(block)) {
      const actionId = stringAt(element, "action_id") ?? "";
      const entry = touched[blockId]?.[actionId];
      const state = elementState(element, isObject(entry) ? entry : undefined);
      if (state !== undefined) values[blockId] = { ...values[blockId], [actionId]: state };
    }
  }
  return values;
}

/** The input blocks of a view, each with its element. */
export function inputBlocks(blocks: Block[]): { block: Block; blockId: string; element: JsonObject }[] {
  return blocks.flatMap((block) => {
    const element = block.type === "input" ? objectAt(block, "element") : undefined;
    return element === undefined ? [] : [{ block, blockId: block.block_id ?? "", element }];
  });
}

const required = "Please complete this required field.";

/** What Slack's client refuses to send, by block_id: empty required fields and values that an element does not take. */
export function submissionErrors(blocks: Block[], values: InputValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, blockId, element } of inputBlocks(blocks)) {
    const entry = values[blockId]?.[stringAt(element, "action_id") ?? ""];
    if (!isObject(entry)) continue;
    if (isEmptyState(entry)) {
      if (block.optional !== true) errors[blockId] = required;
      continue;
    }
    const refusal = refusalOf(element, entry);
    if (refusal !== undefined) errors[blockId] = refusal;
  }
  return errors;
}

function refusalOf(element: JsonObject, state: JsonObject): string | undefined {
  const value = stringAt(state, "value") ?? "";
  switch (element.type) {
    case "plain_text_input":
      return lengthRefusal(element, value);
    case "email_text_input":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : "Please enter a valid email address.";
    case "url_text_input":
      return URL.canParse(value) ? undefined : "Please enter a valid URL.";
    case "number_input":
      return numberRefusal(element, value);
    case "datepicker":
      return /^\d{4}-\d{2}-\d{2}$/.test(stringAt(state, "selected_date") ?? "")
        ? undefined
        : "Please enter a valid date.";
    case "file_input":
      return filesRefusal(element, state);
    case "multi_static_select":
    case "multi_external_select":
    case "multi_users_select":
      return countRefusal(element, state);
    default:
      return undefined;
  }
}

function lengthRefusal(element: JsonObject, value: string): string | undefined {
  const min = numberAt(element, "min_length");
  const max = numberAt(element, "max_length") ?? 3_000;
  if (min !== undefined && value.length < min) return `Please enter at least ${min} characters.`;
  if (value.length > max) return `Please enter no more than ${max} characters.`;
  return undefined;
}

function numberRefusal(element: JsonObject, value: string): string | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return "Please enter a valid number.";
  if (element.is_decimal_allowed !== true && value.includes(".")) return "Please enter a whole number.";
  const min = stringAt(element, "min_value");
  const max = stringAt(element, "max_value");
  if (min !== undefined && Number(value) < Number(min)) return `Please enter a number of at least ${min}.`;
  if (max !== undefined && Number(value) > Number(max)) return `Please enter a number of at most ${max}.`;
  return undefined;
}

function filesRefusal(element: JsonObject, state: JsonObject): string | undefined {
  const files = Array.isArray(state.files) ? state.files.filter(isObject) : [];
  const max = numberAt(element, "max_files") ?? 10;
  if (files.length > max) return `Please add no more than ${max} files.`;
  const types = element.filetypes;
  if (!Array.isArray(types)) return undefined;
  const allowed = types.map((type) => String(type).toLowerCase());
  const refused = files.find((file) => {
    const extension = (stringAt(file, "name") ?? "").split(".").pop()?.toLowerCase() ?? "";
    return !allowed.includes(extension);
  });
  return refused === undefined ? undefined : `This type of file can't be added. Use: ${allowed.join(", ")}.`;
}

function countRefusal(element: JsonObject, state: JsonObject): string | undefined {
  const max = numberAt(element, "max_selected_items");
  const chosen = state[stateKey(stringAt(element, "type") ?? "") ?? ""];
  if (max === undefined || !Array.isArray(chosen) || chosen.length <= max) return undefined;
  return `Please choose no more than ${max}.`;
}
