import { type JsonObject, numberAt, objectsAt, stringAt } from "../../json";
import type { Json } from "../../protocol";
import { elementsOf, inputsOf, visibleLines } from "../cards/read-card";

/** A field of a form as its person sees it. */
export interface TeamsField {
  label: string;
  /** The input's id. */
  name: string;
  /** The card's own, e.g. "Input.ChoiceSet". */
  type: string;
  required: boolean;
  /** The titles of the options it offers of itself. */
  options: string[];
  /** What stands in it, as its reader sees it: a choice by its title. */
  state: { value: string };
  /** What the card says in red beneath it, or the client does. */
  error: string | undefined;
  input: JsonObject;
}

/** What an input holds: what was put into it, else what it came with. */
export function heldValue(input: JsonObject, typed: JsonObject): string {
  const value: Json | undefined = typed[stringAt(input, "id") ?? ""] ?? input.value;
  if (value === undefined || value === null) {
    return input.type === "Input.Toggle" ? (stringAt(input, "valueOff") ?? "false") : "";
  }
  return String(value);
}

/** What is handed in: a text for each input, numbers too. */
export function handedIn(card: JsonObject, typed: JsonObject): JsonObject {
  return Object.fromEntries(
    inputsOf(card).map((input) => [stringAt(input, "id") ?? "", heldValue(input, typed)]),
  );
}

/** The visible fields of a card, from top to bottom. */
export function fieldsOf(
  card: JsonObject,
  typed: JsonObject,
  clientErrors: ReadonlyMap<string, string>,
): TeamsField[] {
  const said = redLines(card);
  return elementsOf(card).flatMap((element) => {
    if (!isInput(element)) return [];
    const name = stringAt(element, "id") ?? "";
    const red = said.filter(({ input }) => input === element).map(({ text }) => text);
    return [
      {
        label: labelOf(element),
        name,
        type: stringAt(element, "type") ?? "",
        required: element.isRequired === true,
        options: choicesOf(element).map(({ title }) => title),
        state: { value: shownValue(element, typed) },
        error: clientErrors.get(name) ?? (red.length > 0 ? red.join("\n") : undefined),
        input: element,
      },
    ];
  });
}

/** What a card says in red of no input: by the bold line above it, "" where there is none. */
export function errorsBesideFields(card: JsonObject): [label: string, error: string][] {
  return redLines(card)
    .filter(({ input }) => input === undefined)
    .map(({ heading, text }) => [heading, text]);
}

interface RedLine {
  /** What it stands directly beneath, hints apart. */
  input: JsonObject | undefined;
  /** The last bold line above it. */
  heading: string;
  text: string;
}

function redLines(card: JsonObject): RedLine[] {
  let input: JsonObject | undefined;
  let heading = "";
  const lines: RedLine[] = [];
  for (const element of elementsOf(card)) {
    const text = visibleLines(element).join("\n");
    if (isInput(element)) {
      input = element;
      heading = "";
    } else if (has(element, "color", "attention")) lines.push({ input, heading, text });
    else if (has(element, "weight", "bolder")) {
      input = undefined;
      heading = text;
    } else if (text !== "" && !has(element, "isSubtle", true)) input = undefined;
  }
  return lines;
}

/** Whether a text has this property, as a whole or in one of its runs. */
function has(element: JsonObject, property: string, value: Json): boolean {
  return element[property] === value || objectsAt(element, "inlines").some((run) => run[property] === value);
}

const isInput = (element: JsonObject) => (stringAt(element, "type") ?? "").startsWith("Input.");

const labelOf = (input: JsonObject): string =>
  stringAt(input, "label") ??
  stringAt(input, "title") ??
  stringAt(input, "placeholder") ??
  stringAt(input, "id") ??
  "";

/** The options that an input comes with. */
export function choicesOf(input: JsonObject): { title: string; value: string }[] {
  return objectsAt(input, "choices").map((choice) => ({
    title: stringAt(choice, "title") ?? "",
    value: stringAt(choice, "value") ?? "",
  }));
}

/** What Teams' client finds wrong by itself before anything reaches the bot; undefined where nothing is. */
export function clientError(input: JsonObject, value: string): string | undefined {
  const message = stringAt(input, "errorMessage") ?? "This is a required field.";
  const empty = value === "" || (input.type === "Input.Toggle" && value !== (input.valueOn ?? "true"));
  if (empty) return input.isRequired === true ? message : undefined;
  const regex = stringAt(input, "regex");
  if (regex !== undefined && !new RegExp(regex).test(value)) return message;
  if (input.type === "Input.Number") {
    const number = Number(value);
    const below = number < (numberAt(input, "min") ?? Number.NEGATIVE_INFINITY);
    const above = number > (numberAt(input, "max") ?? Number.POSITIVE_INFINITY);
    return Number.isNaN(number) || below || above ? message : undefined;
  }
  if (input.type === "Input.Date" || input.type === "Input.Time") {
    const early = value < (stringAt(input, "min") ?? value);
    return early || value > (stringAt(input, "max") ?? value) ? message : undefined;
  }
  return undefined;
}

/** Where the title of a looked-up option is kept beside what was typed; no input's id has a line break in it. */
export const titleKey = (name: string, value: string): string => `${name}\n${value}`;

function shownValue(input: JsonObject, typed: JsonObject): string {
  const value = heldValue(input, typed);
  if (input.type !== "Input.ChoiceSet" || value === "") return value;
  const choices = choicesOf(input);
  const wanted = input.isMultiSelect === true ? value.split(",") : [value];
  const name = stringAt(input, "id") ?? "";
  const title = (each: string) =>
    choices.find((choice) => choice.value === each)?.title ?? stringAt(typed, titleKey(name, each)) ?? each;
  return wanted.map(title).join(", ");
}
