import { DateTime, Info } from "luxon";
import { reportComplaints, type SeverityFigures } from "../../domain/complaints/report-complaints";
import { requirePermission } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import { button, buttons, type Card, facts, row, text } from "../../ui/card";
import { type Outcome, reply } from "../../ui/outcome";
import type { Context } from "../context";
import { problemCard } from "../explain-problem";
import { saysAny } from "../verb-words";
import { severityName } from "./cards";

/** `/complaint report`, of this month or of the one that the words name. */
export async function report(context: Context, words: string): Promise<Outcome> {
  await requirePermission(context, "complaint.report");
  const month = readMonth(context.now, words);
  if (!month) {
    const typed = words.trim();
    const shown = typed.length > 40 ? `${typed.slice(0, 39)}…` : typed;
    return reply(problemCard(context, context.texts.complaints.report.notAMonth(shown)));
  }
  return reply(await reportCard(context, month));
}

const englishMonths = [Info.months("long", { locale: "en" }), Info.months("short", { locale: "en" })];

/** "2026-10", "2026 年 10 月", "10月", "October", "last": the month, in the company's zone; null where it is none. */
export function readMonth(now: DateTime, words: string): DateTime | null {
  const typed = words.normalize("NFKC").trim().toLowerCase();
  if (!typed) return now.startOf("month");
  if (saysAny(typed, ({ complaints }) => complaints.wordsForLastMonth))
    return now.startOf("month").minus({ months: 1 });
  const [, year, number] = /^(?:(\d{4})\s*[-/年.]\s*)?(\d{1,2})\s*月?$/u.exec(typed) ?? [];
  const named = Math.max(
    ...englishMonths.map((names) => names.findIndex((each) => each.toLowerCase() === typed)),
  );
  const month = number ? Number(number) : named + 1;
  if (month < 1 || month > 12) return null;
  if (year) return monthOf(now, Number(year), month);
  // A month without a year is the last one of that name.
  return monthOf(now, month > now.month ? now.year - 1 : now.year, month);
}

function monthOf(now: DateTime, year: number, month: number): DateTime | null {
  return year < 2000 || year > now.year + 1 ? null : DateTime.fromObject({ year, month }, { zone: now.zone });
}

/** What became of the complaints of a month, in twenty lines at most. */
export async function reportCard(context: Context, asked: DateTime): Promise<Card> {
  const { texts, reader } = context;
  const words = texts.complaints.report;
  const { month, bySeverity, pauses, satisfaction } = await reportComplaints(context, asked);
  const turn = (to: DateTime, label: string) => button("complaint.report", to.toFormat("yyyy-MM"), label);
  const later = month.plus({ months: 1 });
  const lasted = (milliseconds: number) => reader.duration(milliseconds / 60_000);
  return {
    title: words.title(words.month(month.year, month.month)),
    elements: [
      ...(bySeverity.length
        ? [facts(bySeverity.map((each) => [severityName(context, each.severity), figures(context, each)]))]
        : [text(words.empty)]),
      facts([
        [
          words.pauses,
          pauses.count ? texts.complaints.clocks.paused(pauses.count, lasted(pauses.lasted)) : null,
        ],
        [
          words.satisfaction,
          satisfaction.average === null
            ? null
            : words.score(satisfaction.average.toFixed(1), satisfaction.visits),
        ],
      ]),
      ...pauses.longest.map((pause) =>
        row({
          text: texts.complaints.card.title(referenceOf("complaint", pause.complaintId), pause.customerName),
          detail: words.longest(
            lasted(pause.lasted),
            pause.reason ?? texts.shared.none,
            pause.who ?? texts.shared.nobody,
          ),
          button: button("complaint.show", pause.complaintId, texts.shared.open),
        }),
      ),
      buttons(
        turn(month.minus({ months: 1 }), words.before),
        ...(later <= context.now ? [turn(later, words.after)] : []),
      ),
    ],
  };
}

function figures({ texts }: Context, each: SeverityFigures): string {
  const words = texts.complaints.report;
  const percent = (some: number, all: number) => `${Math.round((some / all) * 100)}%`;
  return [
    words.recorded(each.recorded),
    ...(each.answered
      ? [words.answered(percent(each.answeredInTime, each.answered), each.answeredInTime, each.answered)]
      : []),
    ...(each.solved
      ? [words.solved(percent(each.solvedInTime, each.solved), each.solvedInTime, each.solved)]
      : []),
    ...(each.breachedNow ? [words.overdue(each.breachedNow)] : []),
  ].join(" · ");
}
