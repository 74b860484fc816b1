import { decide } from "../../domain/approvals/decide";
import { DomainError } from "../../domain/errors";
import { may } from "../../domain/people/permissions";
import { readReference } from "../../domain/references";
import { button, buttons, text } from "../../ui/card";
import type { Command } from "../../ui/feature";
import { type Outcome, replaceCard, reply } from "../../ui/outcome";
import type { Context, DrumbeatFeature } from "../context";
import { problemCard } from "../explain-problem";
import { requireId } from "../require-reference";
import { menuAction, menuElements } from "../run-command";
import { verbWords } from "../verb-words";
import { auditCard } from "./audit-card";
import { helpCard } from "./help-card";
import { homeCard } from "./home-card";
import { chooseLanguage, languageCard } from "./language";
import {
  openNewPersonForm,
  openPersonForm,
  peopleCard,
  saveNewPerson,
  savePerson,
  searchPeople,
} from "./people";
import { startButtons } from "./start-buttons";

/** Help, language, people, the audit trail and the home page. `others` are the commands that its help lists. */
export function drumbeatFeature(others: readonly Command<Context>[]): DrumbeatFeature {
  const help = async (context: Context): Promise<Outcome> => reply(await helpCard(context, others, command));
  const command: Command<Context> = {
    name: "drumbeat",
    summary: {
      manifest: "Everything Drumbeat can do, your language, people and the audit trail",
      text: ({ texts }) => texts.drumbeat.summary,
    },
    usageHint: "help | language | people | audit EXP-1001",
    bare: help,
    verbs: [
      { name: "help", ...verbWords((texts) => texts.drumbeat.verbs.help), run: help },
      {
        name: "home",
        ...verbWords((texts) => texts.drumbeat.verbs.home),
        run: async (context) => reply(await homeCard(context)),
      },
      {
        name: "language",
        ...verbWords((texts) => texts.drumbeat.verbs.language),
        run: async (context) => reply(languageCard(context)),
      },
      {
        name: "people",
        ...verbWords((texts) => texts.drumbeat.verbs.people),
        offered: ({ policy, actor }) => may(policy, actor, "people.manage"),
        run: async (context, typed) => reply(await peopleCard(context, typed)),
      },
      {
        name: "audit",
        ...verbWords((texts) => texts.drumbeat.verbs.audit),
        needsWords: true,
        offered: ({ policy, actor }) => may(policy, actor, "audit.view"),
        run: async (context, typed) => {
          const subject = readReference(typed, null);
          const { commands, drumbeat } = context.texts;
          if (!typed.trim())
            return reply(
              problemCard(context, commands.missingReference("drumbeat", drumbeat.verbs.audit.usage)),
            );
          if (!subject) throw new DomainError({ code: "NOT_FOUND", reference: typed.trim() });
          return reply(await auditCard(context, subject));
        },
      },
    ],
  };

  return {
    name: "drumbeat",
    commands: [command],
    actions: {
      "person.edit": openPersonForm,
      "person.add": openNewPersonForm,
      "person.language": chooseLanguage,
      "home.approve": async (context, id) => {
        await decide(context, { stepId: requireId(id), decision: "approved", reason: null });
        return replaceCard(await homeCard(context));
      },
    },
    forms: { "person.edit": savePerson, "person.add": saveNewPerson },
    searches: { people: searchPeople },
    home: homeCard,
    messages: async (context, message) => {
      const words = context.texts.drumbeat.messageHint;
      const [first = ""] = message.text.trim().replace(/^\//, "").split(/\s/);
      const named = [...others, command].find(({ name }) => name === first.toLowerCase());
      return reply({
        title: words.title,
        elements: named
          ? [text(words.text), ...menuElements(context, named)]
          : [
              text(words.text),
              ...startButtons(context),
              buttons(button(menuAction, "drumbeat", context.texts.drumbeat.verbs.help.label)),
            ],
      });
    },
  };
}
