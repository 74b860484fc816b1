import type { Pool } from "pg";
import { z } from "zod";
import type { Child } from "./child";
import type { Contestant, Finished } from "./measure";
import { filledInForm } from "./requests";

const posted = z.record(z.string(), z.number());

interface Filing {
  name: string;
  child: Child;
  port: number;
  token: string;
  pool: Pool;
  /** One row with the numbers of what was stored so far, each named as below. */
  countSql: string;
  /** How many of each one submission makes. */
  perSubmission: Readonly<Record<string, number>>;
  /** Between measurements. */
  tidySql: string;
}

/** A queue in life is short: what a measurement leaves in it must not slow down the next. */
const emptyQueue = "delete from graphile_worker._private_jobs where locked_at is null";

/** The counts of an app written by hand (apps/by-hand.ts). */
export const byHandCounts = {
  countSql: `select (select count(*) from expense)::int as claims, (select count(*) from approval_step)::int as steps,
    (select count(*) from audit)::int as audited, (select count(*) from graphile_worker.jobs)::int as jobs`,
  perSubmission: { claims: 1, steps: 2, audited: 1, jobs: 1 },
  tidySql: emptyQueue,
} as const;

const drumbeatTables = `(select count(*) from expense_claim)::int as claims,
  (select count(*) from approval_step)::int as steps, (select count(*) from invoice_use)::int as invoices,
  (select count(*) from audit_entry where action = 'expense.submitted')::int as audited`;

/** Drumbeat's, with its jobs waiting in the queue: those who are asked, and the claimant, are to be told. */
export const waitingCounts = {
  countSql: `select ${drumbeatTables}, (select count(*) from graphile_worker.jobs)::int as jobs`,
  perSubmission: { claims: 1, steps: 2, invoices: 1, audited: 1, jobs: 2 },
  tidySql: emptyQueue,
} as const;

/** Drumbeat's, with its jobs being done meanwhile. What is left of them after a measurement is thrown away. */
export const workingCounts = {
  countSql: `select ${drumbeatTables}`,
  perSubmission: { claims: 1, steps: 2, invoices: 1, audited: 1 },
  tidySql: emptyQueue,
} as const;

/** Expense forms handed in to one app. They are done when they are acknowledged; then the rows are counted. */
export function expenseContestant(
  stub: Child,
  app: Filing,
  view: Readonly<Record<string, unknown>>,
): Contestant {
  const stored = async (): Promise<Record<string, number>> => {
    const { rows } = await app.pool.query(app.countSql);
    return z.record(z.string(), z.number()).parse(rows[0]);
  };
  let submitted = 0;
  let cards = 0;
  return {
    name: app.name,
    app: app.child,
    port: app.port,
    delivery: () => filledInForm(view),
    async finish(deliveries, { endedAt, latencies }): Promise<Finished> {
      submitted += deliveries.length;
      const all = (await stub.ask("posted", posted))[app.token] ?? 0;
      const sent = all - cards;
      cards = all;
      const found = await stored();
      for (const [what, each] of Object.entries(app.perSubmission)) {
        // All but the jobs stay from one measurement to the next.
        const expected = (what === "jobs" ? deliveries.length : submitted) * each;
        if (found[what] !== expected)
          throw new Error(
            `${app.name}: after ${submitted} acknowledged submissions there are ${found[what]} ${what} in place of ${expected}`,
          );
      }
      return { at: endedAt, waits: latencies, notes: { cards: sent } };
    },
    async tidy() {
      await app.pool.query(app.tidySql);
      await app.pool.query("vacuum analyze graphile_worker._private_jobs");
    },
  };
}
