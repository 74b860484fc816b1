import { sealAudit } from "../domain/audit-chain/seal";
import { watchClocks } from "../domain/complaints/watch-clocks";
import { tellWorst } from "../domain/data-quality/tell-worst";
import { forgetKeptReceipts } from "../domain/expenses/keep-receipt";
import { remindOfFollowUps } from "../domain/follow-ups/remind-of-follow-ups";
import { regradeAll } from "../domain/grading/regrade-all";
import { tellRegraded } from "../domain/grading/tell-regraded";
import { forgetImports } from "../domain/imports/forget-imports";
import { mindPool } from "../domain/pool/mind-pool";
import { remindOfVisits } from "../domain/return-visits/remind-of-visits";
import type { Company } from "../domain/scope";
import type { JobLog } from "./surroundings";

/** What a duty is given: the company as of its time. */
export interface DutySurroundings {
  company: Company;
  log: JobLog;
}

/** Something done on a clock. It ticks in every replica, so that each duty is safe to do twice, at once too. */
export interface Duty {
  name: string;
  /** Seconds, minutes, hours, days, months, weekdays, as cron writes them; in the company's zone. Five fields leave the seconds out. */
  at: string;
  run(surroundings: DutySurroundings): Promise<unknown>;
}

/** How long a delivery is remembered; platforms retry within the hour, and replays are refused after five minutes. */
const deliveryMemory = "2 days";

export const duties: readonly Duty[] = [
  {
    name: "watch the complaints' clocks",
    at: "* * * * *",
    run: ({ company }) => watchClocks(company),
  },
  {
    name: "seal the audit trail",
    at: "*/5 * * * * *",
    run: async ({ company: { db }, log }) => {
      const { entries, head } = await sealAudit(db, { batch: 1000 });
      // The log is out of the database's reach: against a head noted here, a trail cut short or made anew is found.
      if (entries > 0) log.info({ entries, head }, "sealed the audit trail");
    },
  },
  {
    name: "forget old deliveries",
    at: "17 * * * *",
    run: ({ company: { db } }) =>
      db.$executeRaw`delete from delivery where received_at < now() - ${deliveryMemory}::interval`,
  },
  {
    name: "forget receipts that were never filed",
    at: "23 3 * * *",
    run: ({ company: { db } }) => forgetKeptReceipts({ db }),
  },
  {
    // Once more for what a stop in the first left.
    name: "grade all customers anew",
    at: "10 2,5 * * *",
    run: ({ company }) => regradeAll(company),
  },
  {
    name: "tell owners of new grades",
    at: "30 8 * * *",
    run: ({ company }) => tellRegraded(company),
  },
  {
    // On the policy's weekday alone.
    name: "put the worst records to their owners",
    at: "40 8 * * *",
    run: ({ company }) => tellWorst(company),
  },
  {
    // Before work, on days that are worked.
    name: "remind of follow-ups",
    at: "20 8 * * *",
    run: ({ company }) => remindOfFollowUps(company),
  },
  {
    name: "remind of return visits",
    at: "25 8 * * *",
    run: ({ company }) => remindOfVisits(company),
  },
  {
    name: "forget imports that are over, and files made of records",
    at: "37 3 * * *",
    run: ({ company }) => forgetImports(company),
  },
  {
    name: "forget old offers of files",
    at: "29 3 * * *",
    run: ({ company: { db } }) =>
      db.$executeRaw`delete from offered_file where offered_at < now() - interval '7 days'`,
  },
  {
    // Before work, so that who is warned can still call today.
    name: "mind the public pool",
    at: "30 7 * * *",
    run: async ({ company, log }) => {
      const done = await mindPool(company);
      if (done.warned + done.returned > 0) log.info(done, "minded the public pool");
    },
  },
];
