import { Prisma } from "../db/generated/client";
import type { Subject } from "./references";
import type { Transaction } from "./scope";

/**
 * What must follow a change, enqueued in the transaction that makes it. Payloads hold ids only: whoever does the job
 * reads the record again, so nothing speaks of yesterday's state.
 */
export type Job =
  /** Tell everybody a notice is for. */
  | { task: "announce"; notice: string; subject: Subject }
  /** Draw every copy of a record's cards anew. */
  | { task: "refresh"; subject: Subject };

/** The SQL that enqueues `jobs`, to stand in a select list of a larger statement or alone. Each is a call that returns text. */
export function enqueueSql(jobs: readonly Job[]): Prisma.Sql[] {
  return jobs.map(
    (job) => Prisma.sql`graphile_worker.add_job(${job.task}::text, ${JSON.stringify(job)}::json)::text`,
  );
}

/** Enqueues `jobs` in `transaction`: they exist if and when it commits. */
export async function enqueue(transaction: Transaction, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  await transaction.$queryRaw`select ${Prisma.join(enqueueSql(jobs))}`;
}
