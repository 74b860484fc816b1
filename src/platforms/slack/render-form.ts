import type { types } from "@slack/bolt";
import type { FieldValue, FormField, FormView, SearchOption } from "../../ui/form";
import { shorten } from "../shorten";
import { fieldBlockId, lookupActionId } from "./identifiers";
import { limits } from "./limits";
import { boldRun, plain, richText, run } from "./literal";

/** Draws a form as a modal. Pure. `metadata` is what `writeMetadata` made. */
export function renderForm(form: FormView, metadata: string): types.ModalView {
  if (form.name.length > limits.callbackId)
    throw new Error(`the form name "${form.name}" is too long for Slack`);
  const blocks: types.KnownBlock[] = [];
  // A title that Slack's bar cannot hold stands in full above the fields.
  if (form.title.length > limits.viewTitle)
    blocks.push({ type: "header", text: plain(form.title, limits.headerText) });
  for (const line of form.intro) blocks.push(richText(run(shorten(line, limits.text))));
  for (const field of form.fields) blocks.push(drawField(field));
  if (blocks.length > limits.blocksPerView) {
    throw new Error(`form "${form.name}" has ${blocks.length} parts, Slack shows ${limits.blocksPerView}`);
  }
  return {
    type: "modal",
    callback_id: form.name,
    private_metadata: metadata,
    title: plain(form.title, limits.viewTitle),
    submit: plain(form.submit, limits.viewButton),
    close: plain(form.cancel, limits.viewButton),
    blocks,
  };
}

function drawField(field: FormField): types.InputBlock {
  const { hint } = field;
  return {
    type: "input",
    block_id: fieldBlockId(field.name),
    label: plain(field.label, limits.inputLabel),
    optional: !field.required,
    element: drawWidget(field),
    ...(hint ? { hint: plain(hint, limits.inputHint) } : {}),
  };
}

function drawWidget(field: FormField): types.InputBlock["element"] {
  const { widget, value } = field;
  const placeholder = field.placeholder ? { placeholder: plain(field.placeholder, limits.placeholder) } : {};
  switch (widget.kind) {
    case "line":
    case "paragraph":
      return {
        type: "plain_text_input",
        action_id: widget.kind,
        multiline: widget.kind === "paragraph",
        max_length: Math.min(widget.maxLength, limits.inputText),
        ...initialText(value, Math.min(widget.maxLength, limits.inputText)),
        ...placeholder,
      };
    case "amount":
      return {
        type: "plain_text_input",
        action_id: "amount",
        ...initialText(value, limits.inputText),
        ...placeholder,
      };
    case "number":
      return {
        type: "number_input",
        action_id: "number",
        is_decimal_allowed: true,
        ...initialText(value, limits.inputText),
        ...placeholder,
      };
    case "email":
      return {
        type: "email_text_input",
        action_id: "email",
        ...initialText(value, limits.inputText),
        ...placeholder,
      };
    case "date":
      return {
        type: "datepicker",
        action_id: "date",
        ...(typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? { initial_date: value } : {}),
        ...placeholder,
      };
    case "choice": {
      const options = drawOptions(field, widget.options);
      const chosen = chosenFrom(options, value)[0];
      return {
        type: "static_select",
        action_id: "choice",
        options,
        ...(chosen ? { initial_option: chosen } : {}),
        ...placeholder,
      };
    }
    case "choices": {
      const options = drawOptions(field, widget.options);
      const chosen = chosenFrom(options, value);
      return {
        type: "multi_static_select",
        action_id: "choices",
        options,
        ...(chosen.length > 0 ? { initial_options: chosen } : {}),
        ...placeholder,
      };
    }
    case "lookup":
      return {
        type: "external_select",
        action_id: lookupActionId(widget.source),
        min_query_length: 1,
        ...(isOption(value) ? { initial_option: drawOption(value) } : {}),
        ...placeholder,
      };
    case "files":
      return {
        type: "file_input",
        action_id: "files",
        max_files: Math.min(Math.max(widget.most, 1), limits.files),
        ...(widget.extensions.length > 0 ? { filetypes: [...widget.extensions] } : {}),
      };
  }
}

const isOption = (value: FieldValue | undefined): value is SearchOption =>
  typeof value === "object" && "label" in value;

function initialText(value: FieldValue | undefined, most: number): { initial_value?: string } {
  return typeof value === "string" && value !== "" ? { initial_value: shorten(value, most) } : {};
}

function drawOptions(field: FormField, options: readonly SearchOption[]): types.PlainTextOption[] {
  if (options.length === 0 || options.length > limits.selectOptions) {
    throw new Error(
      `field "${field.name}" offers ${options.length} choices; Slack shows 1 to ${limits.selectOptions}`,
    );
  }
  return options.map(drawOption);
}

/** Throws for a value that Slack cannot carry: cut, it would name another record. */
export function drawOption(option: SearchOption): types.PlainTextOption {
  if (option.value.length === 0 || option.value.length > limits.optionValue) {
    throw new Error(
      `the option value "${option.value.slice(0, 40)}" must have 1 to ${limits.optionValue} characters`,
    );
  }
  return { text: plain(option.label, limits.optionText), value: option.value };
}

function chosenFrom(
  options: types.PlainTextOption[],
  value: FieldValue | undefined,
): types.PlainTextOption[] {
  if (value === undefined) return [];
  const wanted = typeof value === "string" ? [value] : isOption(value) ? [value.value] : value;
  return options.filter((option) => option.value !== undefined && wanted.includes(option.value));
}

/** The last page of a form that could not close by itself. */
export function renderDone(title: string, text: string, close: string): types.ModalView {
  return {
    type: "modal",
    title: plain(title, limits.viewTitle),
    close: plain(close, limits.viewButton),
    blocks: [richText(boldRun(text))],
  };
}
