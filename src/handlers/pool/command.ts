import { may } from "../../domain/people/permissions";
import { readReference } from "../../domain/references";
import type { Command } from "../../ui/feature";
import { type Outcome, reply } from "../../ui/outcome";
import type { Context } from "../context";
import { shownCard } from "../customers/look-up";
import { problemCard } from "../explain-problem";
import { requireReference } from "../require-reference";
import { verbWords } from "../verb-words";
import { assignInWords, claim, giveUpInWords } from "./change";
import { poolCard } from "./list-card";
import { readFilter } from "./read-filter";

const list = async (context: Context, words: string): Promise<Outcome> =>
  reply(await poolCard(context, readFilter(context.policy, words)));

/** `/pool list | claim | give | assign` (policy 5.3.2). */
export const poolCommand: Command<Context> = {
  name: "pool",
  summary: {
    manifest: "Customers that nobody attends to: find one and claim it",
    text: ({ texts }) => texts.pool.summary,
  },
  usageHint: "list software Shanghai | claim CUS-1001 | give | assign",
  bare: (context) => list(context, ""),
  verbs: [
    { name: "list", ...verbWords((texts) => texts.pool.verbs.list), run: list },
    {
      name: "claim",
      ...verbWords((texts) => texts.pool.verbs.claim),
      needsWords: true,
      offered: ({ policy, actor }) => may(policy, actor, "pool.claim"),
      run: (context, words) => withReference(context, words, "claim", claim),
    },
    {
      name: "give",
      ...verbWords((texts) => texts.pool.verbs.give),
      needsWords: true,
      run: (context, words) => withReference(context, words, "give", giveUpInWords),
    },
    {
      name: "assign",
      ...verbWords((texts) => texts.pool.verbs.assign),
      needsWords: true,
      offered: ({ policy, actor }) => may(policy, actor, "pool.assign"),
      run: (context, words) => withReference(context, words, "assign", assignInWords),
    },
  ],
  /** "/pool CUS-1001" shows it, "/pool software Shanghai" lists those. */
  otherwise: async (context, rest) => {
    const reference = readReference(rest, "customer");
    if (reference?.kind === "customer") return reply(await shownCard(context, reference.id));
    return list(context, rest);
  },
};

/** Splits "CUS-1001 the rest"; Chinese needs no space behind the reference. */
async function withReference(
  context: Context,
  typed: string,
  verb: "claim" | "give" | "assign",
  run: (context: Context, id: number, words: string) => Promise<Outcome>,
): Promise<Outcome> {
  const [, reference = "", words = ""] = /^((?:CUS[-\s]?|#)?\d+|\S*)\s*([\s\S]*)$/iu.exec(typed.trim()) ?? [];
  const { commands, pool } = context.texts;
  if (!reference)
    return reply(problemCard(context, commands.missingReference("pool", pool.verbs[verb].usage)));
  return run(context, requireReference(reference, "customer"), words);
}
