import { Prisma } from "../../db/generated/client";
import { auditSql } from "../audit";
import { storedDay } from "../calendar/working-days";
import { refreshCopies } from "../messages/refresh-copies";
import { enqueue } from "../outbox";
import { moveCustomers } from "../ownership/move-customers";
import type { Company, Transaction } from "../scope";
import { dueCustomers, horizon } from "./due-customers";

/** So many are moved by one statement: memory stays bounded however many somebody lost at once. */
const mostAtOnce = 5_000;
/** Milliseconds for all of one owner's. */
const patience = 600_000;

/**
 * The night's work on the public pool (policy 5.3.2): what nobody attended to goes back, and owners are warned of what will,
 * all of one owner's in one transaction with one message. Nothing is returned that was not warned of on a day before for the
 * same day, so that after nights in which nothing ran the warning comes first. Doing it twice, or in two processes at once,
 * does nothing twice.
 */
export async function mindPool(company: Company): Promise<{ warned: number; returned: number }> {
  const owners = await company.db.$queryRaw<{ id: number }[]>`
    select id from person where exists (select from customer where customer.owner_id = person.id) order by id`;
  const done = { warned: 0, returned: 0 };
  for (const { id } of owners) {
    const one = await company.db.$transaction((transaction) => mindOwner(transaction, company, id), {
      timeout: patience,
    });
    done.warned += one.warned;
    done.returned += one.returned;
  }
  return done;
}

async function mindOwner(
  transaction: Transaction,
  company: Company,
  ownerId: number,
): Promise<{ warned: number; returned: number }> {
  const [turn] = await transaction.$queryRaw<{ mine: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`pool.mind:${ownerId}`}, 0)) as mine`;
  if (!turn?.mine) return { warned: 0, returned: 0 };
  const returned = await returnDue(transaction, company, ownerId);
  const warned = await warn(transaction, company, ownerId);
  const subject = { kind: "person", id: ownerId } as const;
  await enqueue(transaction, [
    ...(returned > 0 ? [{ task: "announce", notice: "pool.returned", subject } as const] : []),
    ...(warned > 0 ? [{ task: "announce", notice: "pool.warned", subject } as const] : []),
  ]);
  return { warned, returned };
}

async function returnDue(transaction: Transaction, company: Company, ownerId: number): Promise<number> {
  const today = company.now.startOf("day");
  const dueAndWarned = async (which: Prisma.Sql): Promise<number[]> => {
    const due = dueCustomers(company, today, Prisma.sql`customer.owner_id = ${ownerId} and ${which}`);
    const rows = await transaction.$queryRaw<{ id: number }[]>`
      select due.id from (${due}) due
      where exists (select from pool_warning warning where warning.customer_id = due.id
        and warning.due_on = due.due_on and warning.at < ${today.toJSDate()})
      order by due.id limit ${mostAtOnce}`;
    return rows.map(({ id }) => id);
  };
  let returned = 0;
  for (;;) {
    const found = await dueAndWarned(Prisma.sql`true`);
    if (found.length === 0) return returned;
    // Held and looked at once more: who logs a touch or opens a deal at this moment keeps the customer.
    await transaction.$queryRaw`
      select 1 from customer where id = any (${found}::int[]) order by id for no key update`;
    const ids = await dueAndWarned(Prisma.sql`customer.id = any (${found}::int[])`);
    const move = { from: ownerId, to: null, how: "passed_on", ended: "returned", byId: null } as const;
    const moved = await moveCustomers(transaction, company, ids, move);
    if (moved.length === 0) continue;
    await transaction.$executeRaw(
      auditSql(
        {
          actorId: null,
          via: "clock",
          origin: `pool ${today.toISODate()}`,
          subjectKind: "customer",
          subjectId: Prisma.sql`id`,
          action: "customer.returned_to_pool",
          before: { ownerId },
          after: { ownerId: null },
        },
        Prisma.sql`from unnest(${moved}::int[]) as id`,
      ),
    );
    await refreshCopies(transaction, "customer", moved);
    returned += moved.length;
  }
}

/** Keeps what is told now, by customer, day and level; what was told before is not told again. */
function warn(transaction: Transaction, company: Company, ownerId: number): Promise<number> {
  const today = storedDay(company.now);
  const due = dueCustomers(company, horizon(company), Prisma.sql`customer.owner_id = ${ownerId}`);
  return transaction.$executeRaw`
    insert into pool_warning (customer_id, due_on, days, owner_id, at)
    select due.id, due.due_on, nearest.days, ${ownerId}, ${company.now.toJSDate()}
    from (${due}) due
    cross join lateral (select min(days) as days from unnest(${[...company.policy.customers.pool.warn_days]}::int[]) as days
      where days >= due.due_on - ${today}::date) nearest
    on conflict do nothing`;
}
