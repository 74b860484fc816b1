import type { Policy, Severity } from "../../policy/policy";
import { addWorkingTime, businessDay, type Stretch, workingTimeBetween } from "../calendar/working-time";
import type { Company } from "../scope";

/** "respond": until the customer is first answered. "resolve": until the complaint is resolved. */
export const clockNames = ["respond", "resolve"] as const;
export type ClockName = (typeof clockNames)[number];

/** What a clock says as it runs, from the least grave: two warnings, the breach, and that management is told. */
export const alarmLevels = ["half", "most", "breach", "management"] as const;
export type AlarmLevel = (typeof alarmLevels)[number];

/** What the clocks of a complaint follow from, in milliseconds of the epoch. */
export interface ClockFacts {
  severity: Severity;
  createdAt: number;
  /** When the customer was first answered. Solving it is an answer too. */
  respondedAt: number | null;
  resolvedAt: number | null;
  /** While one is open it has no end. */
  pauses: readonly { since: number; until: number | null }[];
}

/** One clock as it stands, in milliseconds (policy 5.4.2). */
export interface ClockReading {
  name: ClockName;
  /** Whether it counts working hours; else it runs round the clock. */
  working: boolean;
  /** How long it may run, and how long it has run. */
  limit: number;
  elapsed: number;
  /** Of the limit; more than 100 after a breach. */
  percent: number;
  state: "running" | "paused" | "stopped";
  /** When it runs out, or ran out, as things stand; null where it was paused or stopped before that. */
  dueAt: number | null;
  /** When it says what, as things stand, in rising order; what it does not come to is left out. */
  alarms: readonly { level: AlarmLevel; at: number }[];
}

type Rules = Pick<Company, "timeZone"> & { policy: Pick<Policy, "calendar" | "complaints"> };

/** Both clocks of a complaint at an instant, computed from its facts alone: nothing is counted up that could be lost. */
export function readClocks(rules: Rules, facts: ClockFacts, now: number): ClockReading[] {
  return clockNames.map((name) => readClock(rules, name, facts, now));
}

function readClock(
  { policy, timeZone }: Rules,
  name: ClockName,
  facts: ClockFacts,
  now: number,
): ClockReading {
  const { service_levels: levels, warn_at: warnAt, management_after: managementAfter } = policy.complaints;
  const level = levels[facts.severity];
  const working = level.clock === "working";
  const aDay = working ? businessDay(policy.calendar) : 24 * hour;
  const limit = spanOf(level[name], aDay);
  const { stop, open, ran } = runs(name, facts);
  const length = ({ from, to }: Stretch): number =>
    working ? workingTimeBetween(policy.calendar, timeZone, from, to) : Math.max(0, to - from);
  const after = (from: number, time: number): number =>
    working ? addWorkingTime(policy.calendar, timeZone, from, time) : from + time;

  /** When so much time has passed on this clock; null where it comes to a halt before. */
  const reached = (time: number): number | null => {
    let left = time;
    for (const run of ran) {
      const at = after(run.from, left);
      if (at <= run.to) return at;
      left -= length(run);
    }
    return null;
  };
  const elapsed = ran.reduce((sum, { from, to }) => sum + length({ from, to: Math.min(to, now) }), 0);
  const times: Readonly<Record<AlarmLevel, number>> = {
    half: (limit * warnAt.half) / 100,
    most: (limit * warnAt.most) / 100,
    breach: limit,
    management: limit + spanOf(managementAfter, aDay),
  };
  return {
    name,
    working,
    limit,
    elapsed,
    percent: (elapsed / limit) * 100,
    state: stop !== null && stop <= now ? "stopped" : open ? "paused" : "running",
    dueAt: reached(limit),
    alarms: alarmLevels.flatMap((each) => {
      const at = reached(times[each]);
      return at === null ? [] : [{ level: each, at }];
    }),
  };
}

/** When a clock runs, in rising order: from the record to its stop, or without end, but for the pauses. */
function runs(
  name: ClockName,
  { createdAt, respondedAt, resolvedAt, pauses }: ClockFacts,
): { stop: number | null; open: boolean; ran: Stretch[] } {
  const stop = name === "respond" ? (respondedAt ?? resolvedAt) : resolvedAt;
  const end = stop ?? Number.POSITIVE_INFINITY;
  const ran: Stretch[] = [];
  let from = createdAt;
  for (const { since, until } of [...pauses].sort((a, b) => a.since - b.since)) {
    if (since > from) ran.push({ from, to: Math.min(since, end) });
    from = Math.max(from, until ?? Number.POSITIVE_INFINITY);
  }
  if (from < end) ran.push({ from, to: end });
  return {
    stop,
    open: pauses.some(({ until }) => until === null),
    ran: ran.filter((each) => each.from < each.to),
  };
}

const hour = 3_600_000;

/** "30m", "4h", "5d" in milliseconds, where a day has so many of them. */
function spanOf(span: string, aDay: number): number {
  const count = Number(span.slice(0, -1));
  if (span.endsWith("m")) return count * 60_000;
  return count * (span.endsWith("h") ? hour : aDay);
}
