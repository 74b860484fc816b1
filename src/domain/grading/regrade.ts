import { Prisma } from "../../db/generated/client";
import type { Grade } from "../../policy/policy";
import { followRhythm } from "../follow-ups/follow-rhythm";
import { enqueue, type Job } from "../outbox";
import type { Transaction } from "../scope";
import { differsSql, type GradingCompany, oneOf, scoredSql } from "./scored";

/**
 * Why customers are graded anew. "facts": somebody changed one, and its owner is told at once. "import": a file changed many, and
 * "nightly": days went by; owners are told of all of theirs in one message of the morning. "override": a grade was set by hand,
 * or is so no more; the verb that does it tells of it.
 */
export type RegradeCause = "facts" | "import" | "nightly" | "override";

interface Changed {
  id: number;
  ownerId: number | null;
  before: Grade | null;
  after: Grade;
  /** Whether a card of it stands anywhere. */
  shown: boolean;
}

/**
 * Grades customers by their facts as they are in `transaction`, in sets of any size (policy 5.2.1): score, grade, what was
 * before, the follow-ups that keep to the grade (5.2.2), the audit entries, who is told. A grade set by hand stays until it
 * lapses. Those that are merged into others, and those that stay as they were, are left alone. To be called after the change of
 * a fact, in its transaction: size, industry, a deal won or lost again, deals moved to another customer.
 *
 * The rows are held before the facts are read, so that of two changes at one moment the second counts both.
 */
export async function regrade(
  transaction: Transaction,
  company: GradingCompany,
  customerIds: readonly number[],
  cause: RegradeCause,
): Promise<void> {
  if (customerIds.length === 0) return;
  await transaction.$executeRaw`
    select id from customer where id = any (${[...customerIds]}::int[]) order by id for no key update`;
  const changed = await store(transaction, company, customerIds, cause);
  const regraded = changed.filter(({ before, after }) => before !== after);
  if (regraded.length > 0)
    await followRhythm(
      transaction,
      company,
      regraded.map(({ id }) => id),
    );
  await enqueue(
    transaction,
    changed.flatMap((customer): Job[] => {
      const { id, ownerId, before, after, shown } = customer;
      const subject = { kind: "customer", id } as const;
      const told = cause === "facts" && before !== null && before !== after && ownerId !== null;
      // At night a score moves a little for many: only another grade is worth drawing their cards again.
      const drawn = shown && (before !== after || cause === "facts");
      return [
        ...(drawn ? [{ task: "refresh", subject } as const] : []),
        ...(told ? [{ task: "announce", notice: "customer.regraded", subject } as const] : []),
      ];
    }),
  );
}

/** One statement for all of them: how they are graded, what was before, and the audit trail. */
function store(
  transaction: Transaction,
  company: GradingCompany,
  customerIds: readonly number[],
  cause: RegradeCause,
): Promise<Changed[]> {
  const at = Prisma.sql`${company.now.toJSDate()}::timestamptz`;
  const via = cause === "nightly" ? "clock" : "system";
  // Of a grade set by hand the verb itself writes who did it and why. The first grade of a customer is no change of any.
  const audited = cause === "override" ? Prisma.sql`false` : Prisma.sql`before is not null`;
  return transaction.$queryRaw<Changed[]>`
    with was as (
      select id, stored_grade as before, score, grade as after, lapsed
      from (${scoredSql(company, oneOf(customerIds))}) scored where ${differsSql}
    ), changed as (
      update customer set score = was.score, grade = was.after, graded_at = ${at},
        override_grade = case when not was.lapsed then customer.override_grade end,
        override_reason = case when not was.lapsed then customer.override_reason end,
        override_by_id = case when not was.lapsed then customer.override_by_id end,
        override_until = case when not was.lapsed then customer.override_until end
      from was where customer.id = was.id
      returning customer.id, customer.owner_id, was.before, was.after, was.score,
        case when was.lapsed then 'lapsed' else ${cause} end as cause
    ), kept as (
      insert into grade_change (customer_id, owner_id, before, after, score, cause, at)
      select id, owner_id, before, after, score, cause, ${at} from changed where before is distinct from after order by id
    ), entered as (
      insert into audit_entry (actor_id, via, origin, subject_kind, subject_id, action, before, after)
      select null, ${via}, 'grading:' || cause, 'customer', id, 'customer.regraded',
        jsonb_build_object('grade', before), jsonb_build_object('grade', after)
      from changed where before <> after and ${audited} order by id
    )
    select id, owner_id as "ownerId", before, after,
      exists (select from sent_message where subject_kind = 'customer' and subject_id = changed.id) as shown
    from changed order by id`;
}
