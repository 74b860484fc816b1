import { showDeal } from "../../domain/deals/show-deal";
import { may } from "../../domain/people/permissions";
import { readReference } from "../../domain/references";
import type { Command, Verb } from "../../ui/feature";
import { type Outcome, reply } from "../../ui/outcome";
import type { Context } from "../context";
import { problemCard } from "../explain-problem";
import { requireReference } from "../require-reference";
import { visitList } from "../return-visits/visit-list";
import { verbWords, whoseIn } from "../verb-words";
import { openEdit, openLost, openWon } from "./change-deal";
import { dealCard } from "./deal-card";
import { dealList, readChoice } from "./list-card";
import { newDeal } from "./new-deal";

const opens = ({ policy, actor }: Context) =>
  may(policy, actor, "deal.create") || may(policy, actor, "deal.edit_any");

/** A verb about the deal that the word behind it names. */
const about = (
  name: "won" | "lost" | "show" | "edit",
  run: (context: Context, id: number) => Promise<Outcome>,
): Verb<Context> => ({
  name,
  ...verbWords((texts) => texts.deals.verbs[name]),
  needsWords: true,
  ...(name === "show" ? {} : { offered: opens }),
  run: async (context, typed) => {
    const { commands, deals } = context.texts;
    if (!typed.trim())
      return reply(problemCard(context, commands.missingReference("deal", deals.verbs[name].usage)));
    return run(context, requireReference(typed, "deal"));
  },
});

/** `/deal new | won | lost | list | show | edit | visits` (policy 5.3.2, 5.3.3). */
export const dealCommand: Command<Context> = {
  name: "deal",
  summary: {
    manifest: "Follow sales to their payment, and visit customers afterwards",
    text: ({ texts }) => texts.deals.summary,
  },
  usageHint: "new Acme CRM 120000 2026-12-20 | won | lost | list | show | visits",
  verbs: [
    {
      name: "new",
      ...verbWords((texts) => texts.deals.verbs.new),
      opens: "form",
      offered: opens,
      run: newDeal,
    },
    {
      name: "list",
      ...verbWords((texts) => texts.deals.verbs.list),
      run: async (context, rest) => reply(await dealList(context, readChoice(rest))),
    },
    {
      name: "visits",
      ...verbWords((texts) => texts.deals.verbs.visits),
      run: async (context, rest) => reply(await visitList(context, whoseIn(rest))),
    },
    about("show", show),
    about("edit", openEdit),
    about("won", openWon),
    about("lost", openLost),
  ],
  /** "/deal DEA-1001" shows it; anything else is a word not understood. */
  otherwise: async (context, rest) => {
    const subject = readReference(rest, "deal");
    return subject?.kind === "deal" ? show(context, subject.id) : null;
  },
};

export async function show(context: Context, id: number): Promise<Outcome> {
  return reply(dealCard(context, await showDeal(context, id)));
}
