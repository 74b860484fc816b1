import { button, buttons, type Card, type CardElement, facts, row, text } from "../ui/card";
import type { Command, Verb } from "../ui/feature";
import { type Outcome, reply } from "../ui/outcome";
import type { Context } from "./context";
import { readWords } from "./read-words";

/** The action behind every menu button; its id is a command's words, "expense new". */
export const menuAction = "menu.run";

/** Runs what was typed behind a command's name; a bare name shows its menu, an unknown word the nearest match. */
export async function runCommand(
  context: Context,
  command: Command<Context>,
  typed: string,
): Promise<Outcome> {
  const words = readWords(command, typed);
  switch (words.kind) {
    case "empty":
      return command.bare ? command.bare(context) : reply(menuCard(context, command));
    case "verb":
      return words.verb.run(context, words.rest);
    case "unknown": {
      const answered = words.nearest ? null : await command.otherwise?.(context, words.rest);
      return answered ?? reply(unknownVerbCard(context, command, words));
    }
  }
}

/** The verbs that this person is offered. */
export const offered = (context: Context, command: Command<Context>): Verb<Context>[] =>
  command.verbs.filter((verb) => verb.offered?.(context) ?? true);

/** What a command can do for this person. */
function menuCard(context: Context, command: Command<Context>): Card {
  return {
    title: context.texts.commands.menuTitle(command.name),
    elements: [text(command.summary.text(context)), ...menuElements(context, command)],
  };
}

/**
 * What can be pressed in one row, and below it what can be typed, a line each, where a button does not say it all: a phone
 * shows all of it at once.
 */
export function menuElements(context: Context, command: Command<Context>): CardElement[] {
  const verbs = offered(context, command).map((verb) => ({ verb, ...verb.describe(context) }));
  const pressed = verbs
    .filter(({ verb }) => !verb.needsWords)
    .map(({ verb, label }) => button(menuAction, `${command.name} ${verb.name}`, label, opening(verb)));
  return [
    ...(pressed.length ? [buttons(...pressed)] : []),
    facts(
      verbs
        .filter(({ verb, usage }) => verb.needsWords || usage.includes(" "))
        .map(({ label, usage }) => [label, `/${command.name} ${usage}`]),
    ),
  ];
}

/** What a verb's button says of its press. */
export const opening = ({ opens }: Verb<Context>): Pick<Verb<Context>, "opens"> => (opens ? { opens } : {});

/** The nearest word with everything typed behind the wrong one: a slip costs one press, not typing it all again. */
function unknownVerbCard(
  context: Context,
  command: Command<Context>,
  { word, rest, nearest }: { word: string; rest: string; nearest: Verb<Context> | null },
): Card {
  const said = context.texts.commands.unknownVerb(shorten(word), command.name);
  if (!nearest) return { title: said, elements: menuElements(context, command) };
  const { label, usage } = nearest.describe(context);
  const behind = rest.slice(word.length).trim();
  const meant = `${command.name} ${nearest.name} ${behind.length > longestBehind ? "" : behind}`.trim();
  return {
    title: said,
    elements: [
      row({
        text: context.texts.commands.didYouMean(`/${meant}`),
        ...(behind ? {} : { detail: context.texts.commands.example(`/${command.name} ${usage}`) }),
        button: button(menuAction, meant, label, behind ? {} : opening(nearest)),
      }),
    ],
  };
}

/** A button's id holds 200 characters. */
const longestBehind = 150;

const shorten = (word: string): string => (word.length > 40 ? `${word.slice(0, 39)}…` : word);
