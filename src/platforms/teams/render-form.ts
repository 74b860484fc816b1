import type { FieldValue, FormField, FormView, SearchOption } from "../../ui/form";
import { shorten } from "../shorten";
import {
  type AdaptiveCard,
  adaptiveCard,
  type CardInput,
  type CardItem,
  type ChoiceSetInput,
  type RichTextBlock,
} from "./adaptive-card";
import { dialogAction, executeAction, titleOf } from "./draw-button";
import { limits } from "./limits";
import { block, escapeMarkdown, lines, literalText, run } from "./literal";
import { inputIdOf, lookupValue } from "./read-inputs";
import type { Suggestions } from "./suggest";
import type { TeamsTexts } from "./texts";
import { type CardSource, type Wire, wireKey } from "./wire";

export interface FormOptions {
  /** A dialog has a title bar of its own and a cross; a card has neither. */
  place: "dialog" | "card";
  texts: TeamsTexts;
  /** The card that the form was opened from. */
  source: CardSource | null;
  /** By field; the key "" is about the whole form. */
  errors?: Readonly<Record<string, string>>;
  /** By search: what stands in its lookups, for clients that do not ask while somebody types. The others are asked. */
  suggestions?: Suggestions;
}

/**
 * Draws a form. Pure. The form travels with it, without what stands in its fields (that comes back from the fields), so that it
 * can be drawn again beside its errors. Throws where a value could not come back whole, or a card would be too large to be sent.
 */
export function renderForm(form: FormView, options: FormOptions): AdaptiveCard {
  const { place, errors = {} } = options;
  const names = new Set(form.fields.map(({ name }) => name));
  const body: CardItem[] = [];
  if (place === "card") body.push(...drawTitle(form));
  for (const [name, error] of Object.entries(errors)) if (!names.has(name)) body.push(...drawError(error));
  for (const line of form.intro) body.push(...lines(line, line.length));
  for (const field of form.fields) body.push(...drawField(field, options));
  body.push({ type: "ActionSet", actions: drawActions(form, options) });
  const card = adaptiveCard(body);
  const size = JSON.stringify(card).length;
  if (place === "card" && size > limits.formCharacters)
    throw new Error(
      `form "${form.name}" has ${size} characters as a card; ${limits.formCharacters} can be sent`,
    );
  return card;
}

/** Where a dialog cannot be opened by itself: a card that offers to open it, or to be filled in here. */
export function renderFormOffer(form: FormView, again: Wire, texts: TeamsTexts): AdaptiveCard {
  return adaptiveCard([
    ...drawTitle(form),
    ...form.intro.flatMap((line) => lines(line, limits.summary)),
    {
      type: "ActionSet",
      actions: [
        { ...dialogAction(texts.openForm, again), style: "positive" },
        executeAction(texts.fillInHere, again),
      ],
    },
    ...lines(texts.formOffer, limits.summary, { size: "small", isSubtle: true }),
  ]);
}

const drawTitle = (form: FormView): RichTextBlock[] =>
  lines(form.title, limits.summary, { weight: "bolder", size: "large" });

const drawError = (error: string): RichTextBlock[] =>
  lines(error, error.length, { color: "attention" }, { block: { spacing: "none" } });

function drawActions(form: FormView, { place, source }: FormOptions) {
  const submit = { do: "submit", form: withoutValues(form), source } as const;
  if (place === "dialog") {
    const title = titleOf(form.submit);
    return [{ type: "Action.Submit", title, style: "positive", data: { [wireKey]: submit } } as const];
  }
  return [
    { ...executeAction(form.submit, submit), style: "positive" } as const,
    { ...executeAction(form.cancel, { do: "dismiss" }), associatedInputs: "none" } as const,
  ];
}

const withoutValues = (form: FormView): FormView => ({
  ...form,
  fields: form.fields.map(({ value: _standing, ...field }) => field),
});

function drawField(field: FormField, { texts, errors = {}, suggestions }: FormOptions): CardItem[] {
  const input = drawWidget(field, texts, suggestions);
  const error = errors[field.name];
  return [
    ...(input ? [input] : drawFilesNote(field, texts)),
    ...(error === undefined ? [] : drawError(error)),
    ...(field.hint
      ? lines(
          field.hint,
          field.hint.length,
          { size: "small", isSubtle: true },
          { block: { spacing: "none" } },
        )
      : []),
  ];
}

/** Teams has no field for files: they are sent in the chat. */
const drawFilesNote = (field: FormField, texts: TeamsTexts): CardItem[] => [
  block([run(field.label, { weight: "bolder" })]),
  ...lines(texts.filesHere, texts.filesHere.length, {}, { block: { spacing: "none" } }),
];

function drawWidget(field: FormField, texts: TeamsTexts, suggestions?: Suggestions): CardInput | null {
  const { widget, value } = field;
  const common = {
    id: inputIdOf(field.name),
    label: literalText(field.label || "–"),
    ...(field.required ? { isRequired: true, errorMessage: texts.required } : {}),
  } as const;
  const placeholder = field.placeholder ? { placeholder: literalText(field.placeholder) } : {};
  const written = { type: "Input.Text", ...common, ...placeholder, ...textValue(value) } as const;
  switch (widget.kind) {
    case "line":
      return { ...written, maxLength: widget.maxLength };
    case "paragraph":
      return { ...written, maxLength: widget.maxLength, isMultiline: true };
    case "amount":
    case "number":
      return written;
    case "email":
      return { ...written, style: "email" };
    case "date":
      return { type: "Input.Date", ...common, ...(isDay(value) ? { value } : {}) };
    case "choice":
      return {
        type: "Input.ChoiceSet",
        ...common,
        style: "compact",
        placeholder: texts.choose,
        ...placeholder,
        choices: widget.options.map((option) => choiceOf(option.value, literalText(option.label))),
        ...textValue(isOption(value) ? value.value : value),
      };
    case "choices":
      return drawChoices(field, widget.options, { ...common });
    case "lookup": {
      const standing = isOption(value) ? value : null;
      const suggested = suggestions?.get(widget.source);
      const others = (suggested ?? []).filter((option) => option.value !== standing?.value);
      const options = standing ? [standing, ...others] : others;
      return {
        type: "Input.ChoiceSet",
        ...common,
        style: "filtered",
        placeholder: texts.typeToSearch,
        ...placeholder,
        choices: options.map((option) => choiceOf(lookupValue(option), literalText(option.label))),
        ...(suggested ? {} : searched(widget.source)),
        ...(standing ? { value: lookupValue(standing) } : {}),
      };
    }
    case "files":
      return null;
  }
}

function drawChoices(
  field: FormField,
  options: readonly SearchOption[],
  common: Pick<ChoiceSetInput, "id" | "label" | "isRequired" | "errorMessage">,
): ChoiceSetInput {
  const split = options.find((option) => option.value.includes(","));
  if (split)
    throw new Error(
      `field "${field.name}": the choice "${split.value}" has a comma, at which Teams parts what is chosen`,
    );
  const { value } = field;
  const wanted =
    value === undefined ? [] : typeof value === "string" ? [value] : isOption(value) ? [value.value] : value;
  const chosen = options.filter((option) => wanted.includes(option.value)).map((option) => option.value);
  return {
    type: "Input.ChoiceSet",
    ...common,
    style: "expanded",
    isMultiSelect: true,
    wrap: true,
    choices: options.map((option) => choiceOf(option.value, escapeMarkdown(option.label))),
    ...(chosen.length > 0 ? { value: chosen.join(",") } : {}),
  };
}

/** A client that does not know this may show nothing of the options that are there, and their values in place of their names. */
const searched = (dataset: string) => ({ "choices.data": { type: "Data.Query", dataset } }) as const;

const choiceOf = (value: string, label: string) => ({ title: shorten(label, limits.optionText), value });

const isOption = (value: FieldValue | undefined): value is SearchOption =>
  typeof value === "object" && "label" in value;

const textValue = (value: FieldValue | undefined): { value?: string } =>
  typeof value === "string" && value !== "" ? { value } : {};

/** A day of the calendar: a card with another one is not taken. */
function isDay(value: FieldValue | undefined): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
