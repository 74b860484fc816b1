import { businessDay } from "../../domain/calendar/working-time";
import { type ClockReading, readClocks } from "../../domain/complaints/clock";
import { type Complaint, openPause, statusOf } from "../../domain/complaints/complaint";
import { clockFacts } from "../../domain/complaints/keep-clock";
import type { Card, CardElement } from "../../ui/card";
import { facts } from "../../ui/card";
import { type Context, forChannel } from "../context";
import { atHead, statusText } from "../explain-problem";

const minute = 60_000;

/** A complaint's clocks as of now. */
export const clocksOf = (context: Context, complaint: Complaint): ClockReading[] =>
  readClocks(context, clockFacts(complaint), context.now.toMillis());

/** When a clock that has not stopped ran out; a breach that is recorded stays one under another severity. */
function overdueSince({ now }: Context, complaint: Complaint, reading: ClockReading): Date | null {
  if (reading.state === "stopped") return null;
  const recorded = breachOf(complaint, reading);
  const passed = reading.dueAt !== null && reading.dueAt <= now.toMillis();
  return recorded ?? (passed && reading.dueAt !== null ? new Date(reading.dueAt) : null);
}

const breachOf = (complaint: Complaint, { name }: ClockReading): Date | null =>
  name === "respond" ? complaint.respondBreachedAt : complaint.resolveBreachedAt;

/** The word and the colour beside a complaint's title. */
export function statusOfCard(context: Context, complaint: Complaint): NonNullable<Card["status"]> {
  const { texts } = context;
  const status = statusOf(complaint);
  const said = atHead(statusText(texts, status));
  const late = clocksOf(context, complaint).some((each) => overdueSince(context, complaint, each));
  if (status === "open" && late) return { tone: "bad", text: `${said} · ${texts.complaints.card.overdue}` };
  return { tone: status === "resolved" ? "good" : "waiting", text: said };
}

/** What runs out when, what was late, and how long the customer was waited for: in few lines, for every reader. */
export function clockElements(context: Context, complaint: Complaint): CardElement[] {
  const { texts, reader } = context;
  const words = texts.complaints.clocks;
  const [respond, resolve] = clocksOf(context, complaint);
  const waiting = openPause(complaint);
  const waited = complaint.pauses.filter(({ why }) => why === "customer");
  const list = [
    [words.answer, respond && respondText(context, complaint, respond)],
    [words.solution, resolve && resolveText(context, complaint, resolve)],
    [
      words.waiting,
      waiting &&
        (waiting.reason && !forChannel(context)
          ? words.waitingFor(reader.moment(waiting.since), waiting.reason)
          : words.waitingSince(reader.moment(waiting.since))),
    ],
    [
      words.pauses,
      waited.length
        ? words.paused(waited.length, reader.duration(pausedWithin(context, waited) / minute))
        : null,
    ],
    [words.reopened, complaint.reopened ? words.times(complaint.reopened) : null],
  ] as const;
  return list.some(([, value]) => value) ? [facts(list)] : [];
}

function respondText(context: Context, complaint: Complaint, reading: ClockReading): string | null {
  const { respondedAt, resolvedAt, response } = complaint;
  if (!respondedAt) return runningText(context, complaint, reading);
  // Where the solution was the answer, its own line says all.
  if (response === null && resolvedAt && !complaint.respondBreachedAt) return null;
  return stoppedText(context, complaint, reading, respondedAt);
}

function resolveText(context: Context, complaint: Complaint, reading: ClockReading): string | null {
  const { resolvedAt } = complaint;
  return resolvedAt
    ? stoppedText(context, complaint, reading, resolvedAt)
    : runningText(context, complaint, reading);
}

/**
 * While a clock runs: when it runs out, or did. How much is left is said to whoever asks; a copy that stays in a conversation
 * would soon say what is no longer true.
 */
function runningText(context: Context, complaint: Complaint, reading: ClockReading): string | null {
  const { texts, reader, now, interaction } = context;
  const words = texts.complaints.clocks;
  const late = overdueSince(context, complaint, reading);
  const { dueAt, limit, elapsed, working, state } = reading;
  const parts = late ? [words.overdue(reader.moment(late))] : [];
  if (state === "running" && dueAt !== null && dueAt > now.toMillis()) {
    const at = reader.moment(new Date(dueAt));
    const left = reader.duration((limit - elapsed) / minute, minutesADay(context, working));
    const due = interaction
      ? working
        ? words.dueWithWorking(at, left)
        : words.dueWith(at, left)
      : words.due(at);
    parts.push(due);
  }
  return parts.join(" · ") || null;
}

/** How long it took by everybody's clock, and how late that was; what the customer was waited for is nobody's delay. */
function stoppedText(context: Context, complaint: Complaint, reading: ClockReading, stopped: Date): string {
  const { texts, reader } = context;
  const words = texts.complaints.clocks;
  const took = (from: Date): string => {
    const pauses = complaint.pauses.map(({ since, until }) => ({
      from: Math.max(since.getTime(), from.getTime()),
      to: Math.min(until?.getTime() ?? Number.POSITIVE_INFINITY, stopped.getTime()),
    }));
    const paused = pauses.reduce((sum, each) => sum + Math.max(0, each.to - each.from), 0);
    return reader.duration((stopped.getTime() - from.getTime() - paused) / minute);
  };
  const breached = breachOf(complaint, reading);
  const whole = took(complaint.createdAt);
  return breached ? words.late(took(breached), whole) : words.after(whole);
}

const pausedWithin = ({ now }: Context, pauses: Complaint["pauses"]): number =>
  pauses.reduce(
    (sum, { since, until }) => sum + Math.max(0, (until?.getTime() ?? now.toMillis()) - since.getTime()),
    0,
  );

/** A day of work has fewer minutes than a day of the calendar. */
function minutesADay({ policy }: Context, working: boolean): number {
  return working ? businessDay(policy.calendar) / minute : 1440;
}
