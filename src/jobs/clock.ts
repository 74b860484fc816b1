import { type Job as Schedule, scheduleJob } from "node-schedule";
import { sealAudit } from "../domain/audit-chain/seal";
import { forgetKeptReceipts } from "../domain/expenses/keep-receipt";
import type { JobSurroundings } from "./surroundings";

/** How long a delivery is remembered; platforms retry within the hour, and replays are refused after five minutes. */
const deliveryMemory = "2 days";

/**
 * What happens on a clock. It ticks in every replica; each duty is safe to do twice, and the seal takes its own lock.
 * Returns what stops it, after a duty under way has ended.
 */
export function startClock({ db, log }: Pick<JobSurroundings, "db" | "log">): { stop(): Promise<void> } {
  const underWay = new Set<Promise<void>>();
  const every = (pattern: string, name: string, duty: () => Promise<unknown>): Schedule => {
    let busy = false;
    return scheduleJob(pattern, () => {
      if (busy) return;
      busy = true;
      const done = duty()
        .then(
          () => undefined,
          (error: unknown) =>
            log.error(
              { err: error, duty: name },
              "a duty of the clock failed; it is tried again at its next time",
            ),
        )
        .finally(() => {
          busy = false;
          underWay.delete(done);
        });
      underWay.add(done);
    });
  };
  const schedules = [
    every("*/5 * * * * *", "seal the audit trail", async () => {
      const { entries, head } = await sealAudit(db, { batch: 1000 });
      // The log is out of the database's reach: against a head noted here, a trail cut short or made anew is found.
      if (entries > 0) log.info({ entries, head }, "sealed the audit trail");
    }),
    every(
      "29 3 * * *",
      "forget old offers of files",
      () => db.$executeRaw`delete from offered_file where offered_at < now() - interval '7 days'`,
    ),
    every("23 3 * * *", "forget receipts that were never filed", () => forgetKeptReceipts({ db })),
    every(
      "17 * * * *",
      "forget old deliveries",
      () => db.$executeRaw`delete from delivery where received_at < now() - ${deliveryMemory}::interval`,
    ),
  ];
  return {
    async stop() {
      for (const schedule of schedules) schedule.cancel();
      await Promise.all(underWay);
    },
  };
}
