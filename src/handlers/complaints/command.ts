import { showComplaint } from "../../domain/complaints/show-complaint";
import { may } from "../../domain/people/permissions";
import { readReference } from "../../domain/references";
import type { Texts } from "../../i18n/texts";
import type { Command } from "../../ui/feature";
import { type Outcome, reply } from "../../ui/outcome";
import type { Context } from "../context";
import { problemCard } from "../explain-problem";
import { requireReference } from "../require-reference";
import { verbWords } from "../verb-words";
import { complaintCard } from "./cards";
import { assignInWords, resolveInWords } from "./change";
import { complaintList, readChoice } from "./list";
import { newComplaint } from "./record";
import { report } from "./report";
import { timelineCard } from "./timeline";
import { answerInWords, respondInWords, resume, severityInWords, waitInWords } from "./work";

/** Whom complaints are answered by day by day; anybody else who owns one finds on its card what to press. */
const handles = ({ policy, actor }: Context) => may(policy, actor, "complaint.view_any");

/** `/complaint`, from the record of one to its report (policy 5.4.1, 5.4.2, 5.4.3). */
export const complaintCommand: Command<Context> = {
  name: "complaint",
  summary: {
    manifest: "Record customers' complaints and see them resolved",
    text: ({ texts }) => texts.complaints.summary,
  },
  usageHint: "new CUS-1001 S2 login fails | list | show | respond | wait | resolve | report",
  verbs: [
    {
      name: "new",
      ...verbWords((texts) => texts.complaints.verbs.new),
      opens: "form",
      offered: ({ policy, actor }) => may(policy, actor, "complaint.record"),
      run: newComplaint,
    },
    {
      name: "list",
      ...verbWords((texts) => texts.complaints.verbs.list),
      run: async (context, rest) => reply(await complaintList(context, readChoice(rest))),
    },
    {
      name: "show",
      ...verbWords((texts) => texts.complaints.verbs.show),
      needsWords: true,
      run: (context, rest) => about(context, rest, "show", show),
    },
    {
      name: "respond",
      ...verbWords((texts) => texts.complaints.verbs.respond),
      needsWords: true,
      offered: handles,
      run: (context, rest) => about(context, rest, "respond", respondInWords),
    },
    {
      name: "wait",
      ...verbWords((texts) => texts.complaints.verbs.wait),
      needsWords: true,
      offered: handles,
      run: (context, rest) => about(context, rest, "wait", waitInWords),
    },
    {
      name: "answer",
      ...verbWords((texts) => texts.complaints.verbs.answer),
      needsWords: true,
      offered: handles,
      run: (context, rest) => about(context, rest, "answer", answerInWords),
    },
    {
      name: "resolve",
      ...verbWords((texts) => texts.complaints.verbs.resolve),
      needsWords: true,
      offered: handles,
      run: (context, rest) => about(context, rest, "resolve", resolveInWords),
    },
    {
      name: "severity",
      ...verbWords((texts) => texts.complaints.verbs.severity),
      needsWords: true,
      offered: handles,
      run: (context, rest) => about(context, rest, "severity", severityInWords),
    },
    {
      name: "assign",
      ...verbWords((texts) => texts.complaints.verbs.assign),
      needsWords: true,
      offered: ({ policy, actor }) => may(policy, actor, "complaint.assign"),
      run: (context, rest) => about(context, rest, "assign", assignInWords),
    },
    {
      name: "resume",
      ...verbWords((texts) => texts.complaints.verbs.resume),
      needsWords: true,
      offered: handles,
      run: (context, rest) => about(context, rest, "resume", resume),
    },
    {
      name: "timeline",
      ...verbWords((texts) => texts.complaints.verbs.timeline),
      needsWords: true,
      run: (context, rest) => about(context, rest, "timeline", timeline),
    },
    {
      name: "report",
      ...verbWords((texts) => texts.complaints.verbs.report),
      offered: ({ policy, actor }) => may(policy, actor, "complaint.report"),
      run: report,
    },
  ],
  /** "/complaint CMP-1001" shows it; anything else is a word not understood. */
  otherwise: async (context, rest) => {
    const subject = readReference(rest, "complaint");
    return subject?.kind === "complaint" ? show(context, subject.id) : null;
  },
};

/** Runs what is to be done about the complaint that the first word names; the words behind it go along. */
async function about(
  context: Context,
  typed: string,
  verb: Exclude<keyof Texts["complaints"]["verbs"], "new" | "list" | "report">,
  run: (context: Context, id: number, words: string) => Promise<Outcome>,
): Promise<Outcome> {
  const [, reference = "", words = ""] = /^((?:CMP[-\s]?|#)?\d+|\S*)\s*([\s\S]*)$/iu.exec(typed.trim()) ?? [];
  const { commands, complaints } = context.texts;
  if (!reference)
    return reply(problemCard(context, commands.missingReference("complaint", complaints.verbs[verb].usage)));
  return run(context, requireReference(reference, "complaint"), words);
}

async function show(context: Context, id: number): Promise<Outcome> {
  return reply(complaintCard(context, await showComplaint(context, id)));
}

async function timeline(context: Context, id: number): Promise<Outcome> {
  return reply(await timelineCard(context, id));
}
