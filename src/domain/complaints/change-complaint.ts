import { enqueue } from "../outbox";
import type { Scope, Transaction } from "../scope";
import { type Complaint, loadComplaint, overtaken } from "./complaint";
import { keepClock, settleClock } from "./keep-clock";

/**
 * Changes an open complaint in one transaction: what its clocks have come to is recorded first, `change` changes and audits
 * it, then the clocks are brought in line (policy 5.4.2) and everybody concerned is told. Where `change` finds that somebody
 * else was first it returns false, and what the loser is told is thrown.
 */
export async function changeComplaint(
  scope: Scope,
  complaint: Complaint,
  lostTo: Parameters<typeof overtaken>[2],
  change: (transaction: Transaction) => Promise<boolean>,
): Promise<Complaint> {
  const { id } = complaint;
  const first = await scope.db.$transaction(async (transaction) => {
    await settleClock(transaction, scope, id);
    if (!(await change(transaction))) return false;
    await keepClock(transaction, scope, id);
    const subject = { kind: "complaint", id } as const;
    await enqueue(transaction, [
      { task: "announce", notice: "complaint.changed", subject },
      { task: "refresh", subject },
    ]);
    return true;
  });
  if (!first) throw await overtaken(scope.db, id, lostTo);
  return (await loadComplaint(scope.db, id)) ?? complaint;
}
