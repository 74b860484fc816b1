import { isObject, objectsAt, sameJson } from "../json";
import type { Json } from "../protocol";
import {
  anyText,
  confirmation,
  dispatchActionConfig,
  formattedOption,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  slackFile,
} from "./composition";
import { limits } from "./limits";
import { richText } from "./rich-text";
import { all, array, boolean, byType, type Check, integer, object, oneOf, pattern, string } from "./schema";

const actionId = { action_id: string(limits.actionId) };
const confirm = { confirm: confirmation };
const focus = { focus_on_load: boolean() };
const placeholder = { placeholder: plainText(limits.placeholder) };
const dispatch = { dispatch_action_config: dispatchActionConfig };
const date = pattern(/^\d{4}-\d{2}-\d{2}$/, "date (YYYY-MM-DD)");
const time = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, "time (HH:mm)");
const decimal = pattern(/^-?\d+(\.\d+)?$/, "number");
const identifier = string(255);

const selectBase = { ...actionId, ...confirm, ...focus, ...placeholder };
const multipleBase = { ...selectBase, max_selected_items: integer(1) };

/** Every option an element offers, in groups or not. */
export function offeredOptions(element: { [key: string]: Json | undefined }): { [key: string]: Json }[] {
  const grouped = objectsAt(element, "option_groups").flatMap((group) => objectsAt(group, "options"));
  return [...objectsAt(element, "options"), ...grouped];
}

const eitherOptionsOrGroups: Check = (value, pointer, report) => {
  if (!isObject(value)) return;
  const given = ["options", "option_groups"].filter((name) => value[name] !== undefined).length;
  if (given !== 1) report.add("must define either `options` or `option_groups` but not both", pointer);
};

const initialIsOffered: Check = (value, pointer, report) => {
  if (!isObject(value)) return;
  const offered = offeredOptions(value);
  const initial = value.initial_option === undefined ? [] : [value.initial_option];
  const several = Array.isArray(value.initial_options) ? value.initial_options : [];
  for (const option of [...initial, ...several]) {
    if (!offered.some((candidate) => sameJson(candidate, option))) {
      report.add("initial option must match one of the provided options", pointer);
    }
  }
};

const valuesAreUnique: Check = (value, pointer, report) => {
  if (!isObject(value)) return;
  const seen = new Set<Json | undefined>();
  for (const option of offeredOptions(value)) {
    if (seen.has(option.value)) report.add("option values must be unique", pointer);
    seen.add(option.value);
  }
};

const staticOptions = {
  options: array(plainOption, limits.selectOptions),
  option_groups: array(optionGroup, limits.optionGroups),
};

const imageSource: Check = (value, pointer, report) => {
  if (!isObject(value)) return;
  const given = ["image_url", "slack_file"].filter((name) => value[name] !== undefined).length;
  if (given !== 1) report.add("must define either `image_url` or `slack_file`", pointer);
};

/** An image as it stands in a context block, as a section's accessory, and with a title as a block. */
export function image(more: Record<string, Check> = {}): Check {
  return all(
    object(
      { type: oneOf("image"), alt_text: string(limits.imageAltText) },
      { image_url: string(limits.imageUrl), slack_file: slackFile, ...more },
    ),
    imageSource,
  );
}

function element(type: string, optional: Record<string, Check>, required: Record<string, Check> = {}): Check {
  return object({ type: oneOf(type), ...required }, optional);
}

const textInput = { ...actionId, ...focus, ...placeholder, ...dispatch };

const checks: Record<string, Check> = {
  button: element(
    "button",
    {
      ...actionId,
      ...confirm,
      value: string(limits.buttonValue),
      url: string(limits.buttonUrl),
      style: oneOf("primary", "danger"),
      accessibility_label: string(limits.accessibilityLabel),
    },
    { text: plainText(limits.buttonText) },
  ),
  overflow: element(
    "overflow",
    { ...actionId, ...confirm },
    { options: array(overflowOption, limits.overflowOptions) },
  ),
  checkboxes: all(
    element(
      "checkboxes",
      { ...actionId, ...confirm, ...focus, initial_options: array(formattedOption, limits.choiceOptions) },
      { options: array(formattedOption, limits.choiceOptions) },
    ),
    initialIsOffered,
    valuesAreUnique,
  ),
  radio_buttons: all(
    element(
      "radio_buttons",
      { ...actionId, ...confirm, ...focus, initial_option: formattedOption },
      { options: array(formattedOption, limits.choiceOptions) },
    ),
    initialIsOffered,
    valuesAreUnique,
  ),
  static_select: all(
    element("static_select", { ...selectBase, ...staticOptions, initial_option: plainOption }),
    eitherOptionsOrGroups,
    initialIsOffered,
    valuesAreUnique,
  ),
  multi_static_select: all(
    element("multi_static_select", {
      ...multipleBase,
      ...staticOptions,
      initial_options: array(plainOption, limits.selectOptions),
    }),
    eitherOptionsOrGroups,
    initialIsOffered,
    valuesAreUnique,
  ),
  external_select: element("external_select", {
    ...selectBase,
    initial_option: plainOption,
    min_query_length: integer(0),
  }),
  multi_external_select: element("multi_external_select", {
    ...multipleBase,
    initial_options: array(plainOption, limits.selectOptions),
    min_query_length: integer(0),
  }),
  users_select: element("users_select", { ...selectBase, initial_user: identifier }),
  multi_users_select: element("multi_users_select", {
    ...multipleBase,
    initial_users: array(identifier, limits.selectOptions),
  }),
  datepicker: element("datepicker", { ...selectBase, initial_date: date }),
  timepicker: element("timepicker", { ...selectBase, initial_time: time, timezone: string(255) }),
  plain_text_input: element("plain_text_input", {
    ...textInput,
    initial_value: string(limits.plainTextInput, 0),
    multiline: boolean(),
    min_length: integer(0, limits.plainTextInput),
    max_length: integer(1, limits.plainTextInput),
  }),
  email_text_input: element("email_text_input", {
    ...textInput,
    initial_value: string(limits.plainTextInput),
  }),
  url_text_input: element("url_text_input", { ...textInput, initial_value: string(limits.plainTextInput) }),
  number_input: element(
    "number_input",
    { ...textInput, initial_value: decimal, min_value: decimal, max_value: decimal },
    { is_decimal_allowed: boolean() },
  ),
  file_input: element("file_input", {
    ...actionId,
    filetypes: array(string(50), 100),
    max_files: integer(1, limits.files),
  }),
  rich_text_input: element("rich_text_input", { ...textInput, initial_value: richText }),
};

/** Only the named elements, each by its full check. */
function allow(...types: string[]): Check {
  return byType(
    Object.fromEntries(
      types.map((type) => {
        const check = checks[type];
        if (check === undefined) throw new Error(`No check is defined for the element "${type}".`);
        return [type, check];
      }),
    ),
  );
}

const menus = [
  "static_select",
  "multi_static_select",
  "external_select",
  "multi_external_select",
  "users_select",
  "multi_users_select",
  "datepicker",
  "timepicker",
  "checkboxes",
  "radio_buttons",
];

/** What an actions block may hold. */
export const actionsElement: Check = allow(
  "button",
  "overflow",
  ...menus.filter((type) => !type.startsWith("multi_")),
);

/** What may stand beside a section's text. */
export const sectionAccessory: Check = (value, pointer, report) => {
  const isImage = isObject(value) && value.type === "image";
  (isImage ? image() : accessories)(value, pointer, report);
};
const accessories = allow("button", "overflow", ...menus);

/** What an input block may hold; a file input only in a modal. */
export function inputElement(surface: "modal" | "home"): Check {
  const typed = ["plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"];
  return allow(...menus, ...typed, ...(surface === "modal" ? ["file_input"] : []));
}

/** What a context block may hold. */
export const contextElement: Check = (value, pointer, report) => {
  const isImage = isObject(value) && value.type === "image";
  (isImage ? image() : anyText(limits.text))(value, pointer, report);
};
