import type { FieldValue } from "../../actor/choices";
import { type JsonObject, numberAt, objectAt, stringAt } from "../../json";
import type { TeamsAct } from "../protocol";
import { choicesOf, type TeamsField, titleKey } from "./fields";
import type { TeamsSession } from "./session";

/** Where a field asks for options: the message of its card, or the open dialog. */
export type FieldPlace = Pick<Extract<TeamsAct, { type: "search" }>, "conversationId" | "messageId">;

/**
 * What was put into an input: its value, and the titles of options that were looked up, which the client goes on showing.
 * Throws where the field does not take `value`.
 */
export async function typedInto(
  session: TeamsSession,
  place: FieldPlace,
  field: TeamsField,
  value: FieldValue,
): Promise<JsonObject> {
  const { input, label, name } = field;
  if (value === null) return { [name]: "" };
  const texts = (Array.isArray(value) ? value : [value]).map((item) => textOf(label, item));
  switch (field.type) {
    case "Input.ChoiceSet": {
      if (input.isMultiSelect !== true && texts.length > 1) throw new Error(`"${label}" takes one choice.`);
      const chosen = await Promise.all(texts.map((text) => choose(session, place, field, text)));
      return {
        [name]: chosen.map((choice) => choice.value).join(","),
        ...Object.fromEntries(chosen.map((choice) => [titleKey(name, choice.value), choice.title])),
      };
    }
    case "Input.Toggle": {
      const on = stringAt(input, "valueOn") ?? "true";
      const isOn = texts[0] === on || texts[0] === stringAt(input, "title");
      return { [name]: isOn ? on : (stringAt(input, "valueOff") ?? "false") };
    }
    default:
      return { [name]: typedText(field, onlyOne(label, texts)) };
  }
}

/** A text as far as the field lets somebody type it. */
function typedText({ input, label }: TeamsField, text: string): string {
  const most = numberAt(input, "maxLength") ?? Number.POSITIVE_INFINITY;
  if (text.length > most) throw new Error(`"${label}" takes ${most} characters.`);
  if (input.type === "Input.Date" && !/^\d{4}-\d{2}-\d{2}$/.test(text) && text !== "")
    throw new Error(`"${label}" takes a day, such as 2026-11-23.`);
  if (input.type === "Input.Text" && input.isMultiline !== true && text.includes("\n"))
    throw new Error(`"${label}" takes one line.`);
  return text;
}

async function choose(
  session: TeamsSession,
  place: FieldPlace,
  { input, label }: TeamsField,
  wanted: string,
): Promise<{ title: string; value: string }> {
  const pick = (choices: { title: string; value: string }[]) =>
    choices.find(({ title }) => title === wanted) ?? choices.find((choice) => choice.value === wanted);
  const offered = choicesOf(input);
  const dataset = stringAt(objectAt(input, "choices.data"), "dataset");
  if (dataset === undefined) {
    const found = pick(offered);
    if (found !== undefined) return found;
    const there = offered.map(({ title }) => title).join(" | ");
    throw new Error(`There is no option "${wanted}" in "${label}"; there are: ${there}.`);
  }
  const result = await session.client.perform(session.person, {
    type: "search",
    dataset,
    query: wanted,
    ...place,
  });
  if (!result.ok) throw new Error(result.problem ?? "The search failed.");
  const found = pick(result.options ?? []) ?? result.options?.[0];
  if (found === undefined) throw new Error(`The app offers nothing for "${wanted}".`);
  return found;
}

function textOf(label: string, value: Exclude<FieldValue, unknown[] | null> | string): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new Error(`"${label}" takes no files: forms in Teams have none. Send the file to the bot.`);
}

function onlyOne(label: string, texts: string[]): string {
  const [text = "", ...more] = texts;
  if (more.length > 0) throw new Error(`"${label}" takes one text.`);
  return text;
}
