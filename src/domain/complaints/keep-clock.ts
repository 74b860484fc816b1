import { type Severity, severities } from "../../policy/policy";
import { audit } from "../audit";
import type { Company, Reader, Transaction } from "../scope";
import { type ClockFacts, type ClockName, type ClockReading, readClocks } from "./clock";
import { sayAlarms } from "./say-alarms";

type Rules = Pick<Company, "policy" | "timeZone" | "now">;

/** A complaint's row as far as its clocks go. */
interface ClockRow {
  severity: string;
  createdAt: Date;
  respondedAt: Date | null;
  resolvedAt: Date | null;
}
interface PauseRow {
  since: Date;
  until: Date | null;
}

/** What the clocks follow from, of a complaint as it is stored. */
export function clockFacts(row: ClockRow & { pauses: readonly PauseRow[] }): ClockFacts {
  return {
    severity: severityOf(row.severity),
    createdAt: row.createdAt.getTime(),
    respondedAt: row.respondedAt?.getTime() ?? null,
    resolvedAt: row.resolvedAt?.getTime() ?? null,
    pauses: row.pauses.map(({ since, until }) => ({
      since: since.getTime(),
      until: until?.getTime() ?? null,
    })),
  };
}

function severityOf(stored: string): Severity {
  const severity = severities.find((each) => each === stored);
  if (!severity) throw new Error(`no policy has a severity "${stored}"`);
  return severity;
}

/** The columns in which a complaint keeps when its clocks run out and speak next, as things stand. */
export function clockColumns(
  readings: readonly ClockReading[],
  said: readonly { clock: string; level: string }[] = [],
): { respondDueAt: Date | null; resolveDueAt: Date | null; nextAlarmAt: Date | null } {
  const running = readings.filter(({ state }) => state === "running");
  const due = (name: ClockName): Date | null => {
    const at = running.find((each) => each.name === name)?.dueAt ?? null;
    return at === null ? null : new Date(at);
  };
  const unsaid = running.flatMap(({ name, alarms }) =>
    alarms
      .filter(({ level }) => !said.some((each) => each.clock === name && each.level === level))
      .map(({ at }) => at),
  );
  return {
    respondDueAt: due("respond"),
    resolveDueAt: due("resolve"),
    nextAlarmAt: unsaid.length ? new Date(Math.min(...unsaid)) : null,
  };
}

/**
 * Locks a complaint whose clocks are about to be stopped or measured otherwise, records what they have run out of until now,
 * and has it told (policy 5.4.2): a breach within the last minute, of which the clock's duty does not know yet, is one all the
 * same. That time was running out is no news any more to whoever works on it.
 */
export async function settleClock(transaction: Transaction, rules: Rules, id: number): Promise<void> {
  await transaction.$queryRaw`select 1 from complaint where id = ${id} for no key update`;
  const read = await readAndRecord(transaction, rules, id);
  if (read) await sayAlarms(transaction, rules, id, read, ["breach", "management"]);
}

/** Brings what a complaint keeps of its clocks in line with its facts, in the transaction that changed them (policy 5.4.2). */
export async function keepClock(transaction: Transaction, rules: Rules, id: number): Promise<void> {
  const read = await readAndRecord(transaction, rules, id);
  if (!read) return;
  const said = await transaction.complaintAlarm.findMany({
    where: { complaintId: id, severity: read.facts.severity },
    select: { clock: true, level: true },
  });
  await transaction.complaint.update({ where: { id }, data: clockColumns(read.readings, said) });
}

/** The clocks of a complaint now; those that ran out are recorded as breached. A breach is recorded once and for good. */
export async function readAndRecord(
  transaction: Transaction,
  rules: Rules,
  id: number,
): Promise<{ facts: ClockFacts; readings: ClockReading[] } | null> {
  const stored = await loadClock(transaction, id);
  if (!stored) return null;
  const facts = clockFacts(stored);
  const now = rules.now.toMillis();
  const readings = readClocks(rules, facts, now);
  const known = { respond: stored.respondBreachedAt, resolve: stored.resolveBreachedAt };
  for (const { name, state, dueAt } of readings) {
    if (state === "stopped" || dueAt === null || dueAt > now || known[name] !== null) continue;
    const at = new Date(dueAt);
    await transaction.complaint.update({
      where: { id },
      data: name === "respond" ? { respondBreachedAt: at } : { resolveBreachedAt: at },
    });
    await audit(transaction, {
      actorId: null,
      via: "clock",
      origin: "clock",
      subjectKind: "complaint",
      subjectId: id,
      action: "complaint.breached",
      before: null,
      after: { clock: name, severity: facts.severity, dueAt: at.toISOString() },
    });
  }
  return { facts, readings };
}

const loadClock = (reader: Reader, id: number) =>
  reader.complaint.findUnique({
    where: { id },
    select: {
      severity: true,
      createdAt: true,
      respondedAt: true,
      resolvedAt: true,
      respondBreachedAt: true,
      resolveBreachedAt: true,
      pauses: { select: { since: true, until: true } },
    },
  });
