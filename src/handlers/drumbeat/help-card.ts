import { administratorNames } from "../../domain/people/permissions";
import { button, buttons, type Card, facts, context as smallPrint, text } from "../../ui/card";
import type { Command } from "../../ui/feature";
import type { Context } from "../context";
import { menuAction, offered, opening } from "../run-command";
import { startButtons } from "./start-buttons";

/**
 * Everything there is, one line a command, and who the reader is here. `others` are the other commands, `own` is the one
 * that helps.
 */
export async function helpCard(
  context: Context,
  others: readonly Command<Context>[],
  own: Command<Context>,
): Promise<Card> {
  const { texts, reader, actor, policy } = context;
  const words = texts.drumbeat.help;
  const department = actor.department === null ? undefined : policy.departments[actor.department];
  const roles = reader.list(actor.roles.map((role) => texts.drumbeat.roles[role]));
  const mine = offered(context, own).filter(({ name }) => name !== "help");
  return {
    title: words.title,
    elements: [
      text(words.intro),
      ...startButtons(context),
      facts([
        ...others.map((command) => [`/${command.name}`, command.summary.text(context)] as const),
        ...mine
          .filter(({ needsWords }) => needsWords)
          .map(
            (verb) => [verb.describe(context).label, `/${own.name} ${verb.describe(context).usage}`] as const,
          ),
      ]),
      buttons(
        ...others.map(({ name }) => button(menuAction, name, `/${name}`)),
        ...mine
          .filter(({ needsWords }) => !needsWords)
          .map((verb) =>
            button(menuAction, `${own.name} ${verb.name}`, verb.describe(context).label, opening(verb)),
          ),
      ),
      smallPrint(
        words.you(
          actor.name,
          roles || texts.shared.none,
          department ? reader.name(department) : words.noDepartment,
        ),
      ),
      ...(department
        ? []
        : [
            text(
              words.stranger(
                reader.list(await administratorNames(context.db)) || texts.errors.askAnAdministrator,
              ),
            ),
          ]),
    ],
  };
}
