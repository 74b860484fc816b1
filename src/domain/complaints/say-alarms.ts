import { enqueue } from "../outbox";
import type { Company, Transaction } from "../scope";
import { type AlarmLevel, alarmLevels, type ClockFacts, type ClockReading } from "./clock";

/**
 * Says what the running clocks of a complaint, which is held, have come to and was not said yet (policy 5.4.2). All of it is
 * recorded. Of what came together, warnings are not told beside a breach; the department head hears of a breach, and
 * management that it lasts, however late both were found.
 */
export async function sayAlarms(
  transaction: Transaction,
  { now }: Pick<Company, "now">,
  id: number,
  { facts, readings }: { facts: ClockFacts; readings: readonly ClockReading[] },
  levels: readonly AlarmLevel[] = alarmLevels,
): Promise<void> {
  const { severity } = facts;
  const at = now.toJSDate();
  const reached = readings
    .filter(({ state }) => state === "running")
    .flatMap(({ name: clock, alarms }) =>
      alarms
        .filter((alarm) => alarm.at <= now.toMillis() && levels.includes(alarm.level))
        .map(({ level }) => ({ complaintId: id, severity, at, clock, level })),
    );
  if (reached.length === 0) return;
  const said = await transaction.complaintAlarm.createManyAndReturn({
    data: reached,
    skipDuplicates: true,
    select: { level: true },
  });
  const notices = noticesOf(said.map(({ level }) => level));
  if (notices.length === 0) return;
  const subject = { kind: "complaint", id } as const;
  await enqueue(transaction, [
    ...notices.map((notice) => ({ task: "announce", notice, subject }) as const),
    { task: "refresh", subject },
  ]);
}

function noticesOf(levels: readonly string[]): string[] {
  if (levels.length === 0) return [];
  const grave = [
    ...(levels.includes("breach") ? ["complaint.breached"] : []),
    ...(levels.includes("management") ? ["complaint.escalated"] : []),
  ];
  return grave.length ? grave : ["complaint.warned"];
}
