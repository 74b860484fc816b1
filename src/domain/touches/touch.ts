import { DateTime } from "luxon";
import { todayOf } from "../calendar/today";
import { requireChoice, requireLength, typedLine, typedParagraph } from "../customers/typed-text";
import { DomainError } from "../errors";
import { Refusals } from "../refusals";
import type { Scope } from "../scope";
import { webAddress } from "../web-address";

export const touchKinds = ["call", "mail", "visit", "message"] as const;
export type TouchKind = (typeof touchKinds)[number];
export const touchOutcomes = ["positive", "neutral", "negative", "no_answer"] as const;
export type TouchOutcome = (typeof touchOutcomes)[number];

/** Most characters (UTF-16 units) of what is typed about a touch, and how many days back one may be logged. */
export const touchLimits = { note: 2000, nextStep: 200, daysBack: 30 } as const;

/** One contact with a customer, as somebody logs it (policy 5.3.1). */
export interface TouchInput {
  customerId: number;
  kind: TouchKind;
  outcome: TouchOutcome;
  /** When it was; left out: now. */
  at?: DateTime | undefined;
  note: string | null;
  nextStep: string | null;
  /** The day of the next contact, in the zone of whoever gave it; null: the rhythm of the customer's grade says. */
  nextOn: DateTime | null;
  /** A link to the chat message it was logged from. */
  sourceLink: string | null;
}

/** The same, fit to be stored. */
export interface TouchFacts {
  kind: TouchKind;
  outcome: TouchOutcome;
  at: DateTime;
  note: string | null;
  nextStep: string | null;
  nextOn: DateTime | null;
  sourceLink: string | null;
}

/** Throws INVALID about every field that breaks a rule: "kind", "outcome", "at", "note", "nextStep", "nextOn". */
export function readTouch(scope: Scope, input: TouchInput): TouchFacts {
  const refusals = new Refusals();
  const { kind, outcome, at = scope.now, nextOn } = input;
  const note = typedParagraph(input.note);
  const nextStep = typedLine(input.nextStep);
  refusals.of(() => requireChoice(kind, "kind", touchKinds));
  refusals.of(() => requireChoice(outcome, "outcome", touchOutcomes));
  refusals.of(() => requireRecent(scope, at));
  refusals.of(() => requireLength(note, "note", touchLimits.note));
  refusals.of(() => requireLength(nextStep, "nextStep", touchLimits.nextStep));
  refusals.of(() => nextOn && requireComing(scope, nextOn, "nextOn"));
  if (refusals.any) throw refusals.error();
  return { kind, outcome, at, note, nextStep, nextOn, sourceLink: webAddress(input.sourceLink) };
}

function requireRecent({ now }: Scope, at: DateTime): void {
  const invalid = (rule: "date_in_future" | "date_too_old") =>
    new DomainError({ code: "INVALID", field: "at", rule, limit: touchLimits.daysBack });
  if (at > now) throw invalid("date_in_future");
  // By days, so that the day offered first in a form is as good in the evening as in the morning.
  if (at < now.minus({ days: touchLimits.daysBack }).startOf("day")) throw invalid("date_too_old");
}

/** Throws INVALID, date_in_past, about `field` for a day before the actor's today. */
export function requireComing(scope: Pick<Scope, "now" | "actor">, day: DateTime, field: string): void {
  const today = todayOf(scope);
  if (DateTime.fromISO(day.toISODate() ?? "", { zone: today.zone }) < today)
    throw new DomainError({ code: "INVALID", field, rule: "date_in_past" });
}
