import { button, type Card, type CardElement, row, context as smallPrint, text } from "../ui/card";
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
      return answered ?? reply(unknownVerbCard(context, command, words.word, words.nearest));
    }
  }
}

const offered = (context: Context, command: Command<Context>): Verb<Context>[] =>
  command.verbs.filter((verb) => verb.offered?.(context) ?? true);

/** What a command can do for this person, each line with a button that does it. */
export function menuCard(context: Context, command: Command<Context>): Card {
  return {
    title: context.texts.commands.menuTitle(command.name),
    elements: [text(command.summary.text(context)), ...menuRows(context, command)],
  };
}

export function menuRows(context: Context, command: Command<Context>): CardElement[] {
  return offered(context, command).map((verb) => {
    const { label, usage, summary } = verb.describe(context);
    return row({
      text: summary,
      detail: `/${command.name} ${usage}`.trim(),
      button: button(menuAction, `${command.name} ${verb.name}`, label),
    });
  });
}

function unknownVerbCard(
  context: Context,
  command: Command<Context>,
  word: string,
  nearest: Verb<Context> | null,
): Card {
  const said = context.texts.commands.unknownVerb(shorten(word), command.name);
  if (!nearest) return { title: said, elements: menuRows(context, command) };
  const { label, usage } = nearest.describe(context);
  return {
    title: said,
    elements: [
      row({
        text: context.texts.commands.didYouMean(`/${command.name} ${nearest.name}`),
        button: button(menuAction, `${command.name} ${nearest.name}`, label),
      }),
      smallPrint(context.texts.commands.example(`/${command.name} ${usage}`)),
    ],
  };
}

const shorten = (word: string): string => (word.length > 40 ? `${word.slice(0, 39)}…` : word);
