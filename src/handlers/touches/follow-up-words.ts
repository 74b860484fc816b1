import { todayOf } from "../../domain/calendar/today";
import { dayOf } from "../../domain/calendar/working-days";
import type { FollowUp } from "../../domain/follow-ups/follow-up";
import type { Touch } from "../../domain/touches/last-touch";
import { touchKinds, touchOutcomes } from "../../domain/touches/touch";
import type { Texts } from "../../i18n/texts";
import type { Context } from "../context";

/** How many days of the reader's a follow-up is ahead; below nothing, overdue. */
export function daysUntil(context: Context, dueOn: Date): number {
  const today = todayOf(context);
  return Math.round(dayOf(dueOn, today.zoneName ?? "utc").diff(today, "days").days);
}

/** "3 days overdue", "today", "in 5 days". */
export function whenDue(context: Context, dueOn: Date): string {
  const { when } = context.texts.touches;
  const days = daysUntil(context, dueOn);
  if (days < 0) return when.overdue(-days);
  if (days === 0) return when.today;
  return days === 1 ? when.tomorrow : when.coming(days);
}

/** "Fri 27 Nov · in 2 days", and why then where nobody set the day. `last` is the customer's last touch. */
export function nextLine(
  context: Context,
  { dueOn, setBy, createdAt }: Pick<FollowUp, "dueOn" | "setBy" | "createdAt">,
  last: Pick<Touch, "createdAt"> | null,
): string {
  const { card } = context.texts.touches;
  const touched = last !== null && last.createdAt >= createdAt;
  const byPolicy = touched ? card.byRhythm : card.firstContact;
  const line = setBy === "rhythm" ? byPolicy : card.next;
  return line(context.reader.weekdayAndDay(dueOn), whenDue(context, dueOn));
}

/** "Call by Lin Xiaoyu, 23 Nov, 10:20 · Neutral". */
export function touchLine(
  { texts, reader }: Context,
  touch: Pick<Touch, "kind" | "outcome" | "at" | "person">,
): string {
  const { kind, outcome, at, person } = touch;
  return texts.touches.card.lastLine(
    kindName(texts, kind),
    person.name,
    reader.moment(at),
    outcomeName(texts, outcome),
  );
}

/** The reader's word for a stored kind; one that no catalogue knows is shown as it is stored. */
export function kindName({ touches }: Texts, stored: string): string {
  const kind = touchKinds.find((each) => each === stored);
  return kind ? touches.kinds[kind].label : stored;
}

export function outcomeName({ touches }: Texts, stored: string): string {
  const outcome = touchOutcomes.find((each) => each === stored);
  return outcome ? touches.outcomes[outcome].label : stored;
}
