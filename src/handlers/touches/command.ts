import { may } from "../../domain/people/permissions";
import type { Command } from "../../ui/feature";
import { reply } from "../../ui/outcome";
import type { Context } from "../context";
import { readingOf } from "../read-day";
import { verbWords, whoseIn } from "../verb-words";
import { dueCard } from "./due";
import { newTouch } from "./log";
import { readQuickTouch } from "./quick-entry";
import { undoInWords } from "./take-back";

const mayLog = ({ policy, actor }: Context): boolean =>
  may(policy, actor, "customer.create") || may(policy, actor, "touch.log_any");

/** `/touch new | due | undo` (policy 5.3.1). */
export const touchCommand: Command<Context> = {
  name: "touch",
  summary: {
    manifest: "Log calls, mails, visits and messages, and see who is to be contacted next",
    text: ({ texts }) => texts.touches.summary,
  },
  usageHint: "new Acme call asked for a quote next friday | due | undo",
  verbs: [
    {
      name: "new",
      ...verbWords((texts) => texts.touches.verbs.new),
      opens: "form",
      offered: mayLog,
      run: newTouch,
    },
    {
      name: "due",
      ...verbWords((texts) => texts.touches.verbs.due),
      run: async (context, rest) => reply(await dueCard(context, whoseIn(rest))),
    },
    {
      name: "undo",
      ...verbWords((texts) => texts.touches.verbs.undo),
      offered: mayLog,
      run: undoInWords,
    },
  ],
  /** "/touch Acme call asked for a quote" works like new; a line that says of no contact is a word not understood. */
  otherwise: async (context, rest) => {
    const { kind, note, customer } = readQuickTouch(rest, readingOf(context));
    return customer && (kind || note) ? newTouch(context, rest) : null;
  },
};
