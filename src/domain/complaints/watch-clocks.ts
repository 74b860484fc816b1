import { enqueue } from "../outbox";
import type { Company, Transaction } from "../scope";
import { type AlarmLevel, alarmLevels } from "./clock";
import { keepClock, readAndRecord } from "./keep-clock";

const batch = 200;

/** Whom the gravest of the alarms is for: the notice that knows. */
const noticeOf = {
  half: "complaint.warned",
  most: "complaint.warned",
  breach: "complaint.breached",
  management: "complaint.escalated",
} as const satisfies Record<AlarmLevel, string>;

/**
 * Says what complaints' clocks have come to (policy 5.4.2): owners are warned, a breach is recorded and told to the department
 * head, later to management. Each alarm is said once, in how many replicas the clock ticks; of several that came together,
 * while nobody watched, all are recorded and the gravest is told. One complaint that fails keeps none of the others back; its
 * failure is thrown at the end.
 */
export async function watchClocks(company: Company): Promise<void> {
  const failures: unknown[] = [];
  let last = 0;
  for (;;) {
    const due = await company.db.$queryRaw<{ id: number }[]>`
      select id from complaint where next_alarm_at <= ${company.now.toJSDate()} and id > ${last}
      order by id limit ${batch}`;
    for (const { id } of due)
      try {
        await company.db.$transaction((transaction) => ring(transaction, company, id));
      } catch (error) {
        failures.push(error);
      }
    last = due.at(-1)?.id ?? last;
    if (due.length < batch) break;
  }
  if (failures.length) throw new AggregateError(failures, "some complaints' clocks could not be watched");
}

async function ring(transaction: Transaction, company: Company, id: number): Promise<void> {
  // Whoever holds it looks after it: another replica, or somebody's change, after which it is still due in a minute.
  const [held] = await transaction.$queryRaw<{ id: number }[]>`
    select id from complaint where id = ${id} and next_alarm_at <= ${company.now.toJSDate()}
    for no key update skip locked`;
  const read = held && (await readAndRecord(transaction, company, id));
  if (!read) return;
  const now = company.now.toMillis();
  const reached = read.readings
    .filter(({ state }) => state === "running")
    .flatMap(({ name, alarms }) =>
      alarms.filter(({ at }) => at <= now).map(({ level }) => ({ clock: name, level })),
    );
  const { severity } = read.facts;
  const rung = await transaction.complaintAlarm.createManyAndReturn({
    data: reached.map((each) => ({ complaintId: id, severity, at: company.now.toJSDate(), ...each })),
    skipDuplicates: true,
    select: { level: true },
  });
  await keepClock(transaction, company, id);
  const gravest = alarmLevels.findLast((each) => rung.some(({ level }) => level === each));
  if (!gravest) return;
  const subject = { kind: "complaint", id } as const;
  await enqueue(transaction, [
    { task: "announce", notice: noticeOf[gravest], subject },
    { task: "refresh", subject },
  ]);
}
