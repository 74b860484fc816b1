import type { Company, Transaction } from "../scope";
import { keepClock, readAndRecord } from "./keep-clock";
import { sayAlarms } from "./say-alarms";

const batch = 200;

/**
 * Says what complaints' clocks have come to (policy 5.4.2): owners are warned, a breach is recorded and told to the department
 * head, later to management. Each alarm is said once, in how many replicas the clock ticks; of several that came together,
 * while nobody watched, all are recorded and only warnings are not told. One complaint that fails keeps none of the others back; its
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
  await sayAlarms(transaction, company, id, read);
  await keepClock(transaction, company, id);
}
