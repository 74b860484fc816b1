import fc from "fast-check";
import type { ClockFacts, ClockName } from "../../../src/domain/complaints/clock";
import type { CalendarRules } from "../../../src/policy/calendar-rules";
import { type Policy, type Severity, severities } from "../../../src/policy/policy";
import { isWorkedMinute, minute } from "../calendar/calendars";

type Rules = Policy["complaints"];

/** Something that befalls a complaint, so many minutes after what befell it before. What does not fit its state is passed over. */
export interface Happening {
  after: number;
  what: "wait" | "resume" | "respond" | "resolve" | "reopen" | Severity;
}

export const happenings = (most: number): fc.Arbitrary<Happening[]> =>
  fc.array(
    fc.record({
      // What a clock is set to, so that things happen at the very minute in which it says something.
      after: fc.oneof(
        fc.constantFrom(15, 45, 60, 240),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 2000 }),
      ),
      what: fc.constantFrom<Happening["what"]>(
        "wait",
        "resume",
        "wait",
        "resume",
        "respond",
        "resolve",
        "reopen",
        ...severities,
      ),
    }),
    { maxLength: most },
  );

const level = fc.record({
  clock: fc.constantFrom<"always" | "working">("always", "working"),
  respond: fc.constantFrom("45m", "4h", "1d"),
  resolve: fc.constantFrom("1h", "26h", "2d"),
});

/** Service levels, warnings and the time until management is told. */
export const serviceRules: fc.Arbitrary<Pick<Rules, "service_levels" | "warn_at" | "management_after">> =
  fc.record({
    service_levels: fc.record({ S1: level, S2: level, S3: level, S4: level }),
    warn_at: fc.constantFrom({ half: 50, most: 80 }, { half: 33, most: 67 }, { half: 1, most: 99 }),
    management_after: fc.constantFrom("20m", "4h", "1d"),
  });

/** How far ahead the model looks, in minutes. */
const horizon = 45 * 1440;

/**
 * A complaint whose clocks are counted minute by minute, as somebody with a stopwatch would who reads the calendar on the wall
 * anew each minute. It keeps which minutes were waited, so that another severity counts them by its own rules.
 */
export class StopwatchModel {
  readonly facts: { -readonly [Key in keyof ClockFacts]: ClockFacts[Key] };
  readonly pauses: { since: number; until: number | null }[] = [];
  /** Of each minute so far, whether a clock was running. */
  private readonly ran: Record<ClockName, boolean[]> = { respond: [], resolve: [] };
  private readonly worked: boolean[] = [];

  constructor(
    private readonly calendar: CalendarRules,
    private readonly zone: string,
    private readonly rules: Pick<Rules, "service_levels" | "warn_at" | "management_after">,
    readonly start: number,
    severity: Severity,
  ) {
    this.facts = { severity, createdAt: start, respondedAt: null, resolvedAt: null, pauses: this.pauses };
  }

  get now(): number {
    return this.start + this.ran.resolve.length * minute;
  }

  get paused(): boolean {
    return this.pauses.some(({ until }) => until === null);
  }

  pass(minutes: number): void {
    for (let each = 0; each < minutes; each += 1) {
      this.ran.respond.push(this.runs("respond"));
      this.ran.resolve.push(this.runs("resolve"));
    }
  }

  /** Does what happens; false where it does not fit. */
  befall(what: Happening["what"]): boolean {
    const { facts, paused, now } = this;
    const resolved = facts.resolvedAt !== null;
    switch (what) {
      case "wait":
        if (resolved || paused) return false;
        this.pauses.push({ since: now, until: null });
        return true;
      case "resume":
        if (resolved || !paused) return false;
        this.endPause();
        return true;
      case "respond":
        if (resolved || facts.respondedAt !== null) return false;
        facts.respondedAt = now;
        return true;
      case "resolve":
        if (resolved) return false;
        this.endPause();
        facts.respondedAt ??= now;
        facts.resolvedAt = now;
        return true;
      case "reopen":
        if (facts.resolvedAt === null) return false;
        this.pauses.push({ since: facts.resolvedAt, until: now });
        facts.resolvedAt = null;
        return true;
      default:
        if (resolved || facts.severity === what) return false;
        facts.severity = what;
        return true;
    }
  }

  elapsed(name: ClockName): number {
    return this.ran[name].filter((ran, index) => ran && this.counts(index)).length * minute;
  }

  limit(name: ClockName): number {
    return this.span(this.rules.service_levels[this.facts.severity][name]);
  }

  /** When so much of a clock has passed if nothing else happens; null where it does not within the horizon. */
  reaches(name: ClockName, time: number): number | null {
    let counted = 0;
    const goesOn = this.runs(name);
    for (let index = 0; index < horizon; index += 1) {
      if (!(this.ran[name][index] ?? (goesOn && index >= this.ran[name].length)) || !this.counts(index))
        continue;
      if (counted + minute >= time) return this.start + index * minute + time - counted;
      counted += minute;
    }
    return null;
  }

  alarm(name: ClockName, level: "half" | "most" | "breach" | "management"): number | null {
    const limit = this.limit(name);
    const { warn_at: warnAt, management_after: after } = this.rules;
    if (level === "management") return this.reaches(name, limit + this.span(after));
    return this.reaches(name, level === "breach" ? limit : (limit * warnAt[level]) / 100);
  }

  /** The last instant that the model can speak of. */
  get end(): number {
    return this.start + horizon * minute;
  }

  stopped(name: ClockName): boolean {
    return this.facts.resolvedAt !== null || (name === "respond" && this.facts.respondedAt !== null);
  }

  runs(name: ClockName): boolean {
    return !this.stopped(name) && !this.paused;
  }

  private counts(index: number): boolean {
    if (this.rules.service_levels[this.facts.severity].clock === "always") return true;
    this.worked[index] ??= isWorkedMinute(this.calendar, this.zone, this.start + index * minute);
    return this.worked[index];
  }

  private span(text: string): number {
    const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
    const working = this.rules.service_levels[this.facts.severity].clock === "working";
    const day = working
      ? this.calendar.hours.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0)
      : 1440;
    const units: Record<string, number> = { m: 1, h: 60, d: day };
    return Number.parseInt(text, 10) * (units[text.slice(-1)] ?? 0) * minute;
  }

  private endPause(): void {
    for (const pause of this.pauses) pause.until ??= this.now;
  }
}
