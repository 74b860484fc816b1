import { enqueue } from "../outbox";
import type { Scope, Transaction } from "../scope";
import { endPause } from "./end-pause";
import { keepClock } from "./keep-clock";

/**
 * A customer who was reached is no longer waited for: the clocks of every complaint of theirs that stood still run again
 * (policy 5.4.3). In the transaction that logs the touch.
 */
export async function resumeAfterTouch(
  transaction: Transaction,
  scope: Scope,
  customerId: number,
): Promise<void> {
  const waiting = await transaction.$queryRaw<{ id: number }[]>`
    select complaint.id from complaint where customer_id = ${customerId} and status = 'open'
      and exists (select from complaint_pause where complaint_id = complaint.id and until is null)
    order by id for no key update`;
  for (const { id } of waiting) {
    if (!(await endPause(transaction, scope, id, "touch"))) continue;
    await keepClock(transaction, scope, id);
    const subject = { kind: "complaint", id } as const;
    await enqueue(transaction, [
      { task: "announce", notice: "complaint.changed", subject },
      { task: "refresh", subject },
    ]);
  }
}
