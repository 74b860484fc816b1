import { administratorNames } from "../../domain/people/permissions";
import { button, buttons, type Card, row, context as smallPrint, text } from "../../ui/card";
import type { Command } from "../../ui/feature";
import type { Context } from "../context";
import { menuAction } from "../run-command";

/** Everything there is, one line a command, and who the reader is here. */
export async function helpCard(context: Context, commands: readonly Command<Context>[]): Promise<Card> {
  const { texts, reader, actor, policy } = context;
  const words = texts.drumbeat.help;
  const department = actor.department === null ? undefined : policy.departments[actor.department];
  const roles = reader.list(actor.roles.map((role) => texts.drumbeat.roles[role]));
  return {
    title: words.title,
    elements: [
      text(words.intro),
      ...commands.map((command) =>
        row({
          text: command.summary.text(context),
          detail: `/${command.name}`,
          button: button(menuAction, command.name, `/${command.name}`),
        }),
      ),
      buttons(
        button("expense.new", "", texts.expenses.verbs.new.label, { style: "primary" }),
        button("customer.new", "", texts.customers.verbs.new.label),
        button("project.new", "", texts.projects.verbs.request.label),
        button("complaint.new", "", texts.complaints.verbs.new.label),
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
