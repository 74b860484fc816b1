import { Prisma } from "../../db/generated/client";

/** Where a page of a timeline ends: what happened at one moment is in the order of its kind and id. */
export interface TimelineCursor {
  at: Date;
  kind: string;
  id: number;
}

/** Which of a customer's records the reader may see besides the customer (policy 1.2). */
export interface TimelineSight {
  actorId: number;
  deals: "all" | "own";
  complaints: "all" | "own";
}

/**
 * One part of a timeline as SQL: when, which kind, the record's id, who did it, and what is said about it. Each finds its newest
 * by an index from the customer's id, so that a page costs the same however long the history is.
 */
interface Part {
  kind: string;
  at: Prisma.Sql;
  id: Prisma.Sql;
  personId: Prisma.Sql;
  facts: Prisma.Sql;
  from: (customerId: number, sight: TimelineSight) => Prisma.Sql;
}

/** Most characters of a touch's note in its line; the whole of a longer one is a press away. */
export const shownOfNote = 120;
const nobody = Prisma.sql`null::int`;
const seenDeals = ({ deals, actorId }: TimelineSight) =>
  deals === "all" ? Prisma.empty : Prisma.sql`and deal.owner_id = ${actorId}`;
const seenComplaints = ({ complaints, actorId }: TimelineSight) =>
  complaints === "all"
    ? Prisma.empty
    : Prisma.sql`and ${actorId} in (complaint.reporter_id, complaint.owner_id)`;

const parts: readonly Part[] = [
  {
    kind: "logged",
    at: Prisma.sql`customer.created_at`,
    id: Prisma.sql`customer.id`,
    personId: Prisma.sql`customer.creator_id`,
    facts: Prisma.sql`'{}'::jsonb`,
    from: (id) => Prisma.sql`from customer where customer.id = ${id}
      and not exists (select from ownership where customer_id = ${id} and how = 'imported')`,
  },
  {
    kind: "touched",
    at: Prisma.sql`touch.at`,
    id: Prisma.sql`touch.id`,
    personId: Prisma.sql`touch.person_id`,
    facts: Prisma.sql`jsonb_build_object('touch', touch.kind, 'outcome', touch.outcome, 'note', left(touch.note, 200),
      'more', length(touch.note) > ${shownOfNote} or touch.next_step is not null or touch.source_link is not null,
      'personId', touch.person_id, 'loggedAt', touch.created_at)`,
    from: (id) => Prisma.sql`from touch where touch.customer_id = ${id}`,
  },
  {
    kind: "touch_taken_back",
    at: Prisma.sql`gone.taken_back_at`,
    id: Prisma.sql`gone.id`,
    personId: Prisma.sql`gone.taken_back_by_id`,
    facts: Prisma.sql`jsonb_build_object('touch', gone.kind, 'at', gone.at,
      'by', (select name from person where person.id = gone.person_id))`,
    from: (id) => Prisma.sql`from taken_back_touch gone where gone.customer_id = ${id}`,
  },
  {
    kind: "follow_up_moved",
    at: Prisma.sql`follow_up.closed_at`,
    id: Prisma.sql`follow_up.id`,
    personId: Prisma.sql`follow_up.moved_by_id`,
    facts: Prisma.sql`jsonb_build_object('from', follow_up.due_on, 'to', coalesce(follow_up.moved_to, follow_up.due_on))`,
    from: (id) =>
      Prisma.sql`from follow_up where follow_up.customer_id = ${id} and follow_up.status = 'moved'`,
  },
  {
    kind: "deal_opened",
    at: Prisma.sql`deal.created_at`,
    id: Prisma.sql`deal.id`,
    personId: Prisma.sql`deal.owner_id`,
    facts: Prisma.sql`jsonb_build_object('product', deal.product, 'amount', deal.amount_minor::text, 'currency', deal.currency)`,
    from: (id, sight) => Prisma.sql`from deal where deal.customer_id = ${id} ${seenDeals(sight)}`,
  },
  {
    kind: "deal_closed",
    at: Prisma.sql`deal.closed_at`,
    id: Prisma.sql`deal.id`,
    personId: Prisma.sql`deal.owner_id`,
    facts: Prisma.sql`jsonb_build_object('won', deal.status = 'won', 'amount', deal.amount_minor::text,
      'currency', deal.currency, 'reason', deal.lost_reason)`,
    from: (
      id,
      sight,
    ) => Prisma.sql`from deal where deal.customer_id = ${id} and deal.status in ('won', 'lost')
      and deal.closed_at is not null ${seenDeals(sight)}`,
  },
  {
    kind: "paid",
    at: Prisma.sql`payment.created_at`,
    id: Prisma.sql`payment.id`,
    personId: Prisma.sql`payment.recorded_by`,
    facts: Prisma.sql`jsonb_build_object('deal', deal.id, 'amount', payment.amount_minor::text, 'currency', deal.currency)`,
    from: (id, sight) => Prisma.sql`from deal join payment on payment.deal_id = deal.id
      where deal.customer_id = ${id} and payment.voided_at is null ${seenDeals(sight)}`,
  },
  {
    kind: "visited",
    at: Prisma.sql`return_visit.done_at`,
    id: Prisma.sql`return_visit.id`,
    personId: Prisma.sql`return_visit.done_by_id`,
    facts: Prisma.sql`jsonb_build_object('score', return_visit.score)`,
    from: (id) => Prisma.sql`from return_visit where return_visit.customer_id = ${id}
      and return_visit.status = 'done' and return_visit.done_at is not null`,
  },
  {
    kind: "complaint_recorded",
    at: Prisma.sql`complaint.created_at`,
    id: Prisma.sql`complaint.id`,
    personId: Prisma.sql`complaint.reporter_id`,
    facts: Prisma.sql`jsonb_build_object('severity', complaint.severity)`,
    from: (id, sight) =>
      Prisma.sql`from complaint where complaint.customer_id = ${id} ${seenComplaints(sight)}`,
  },
  {
    kind: "complaint_resolved",
    at: Prisma.sql`closing.at`,
    id: Prisma.sql`complaint.id`,
    personId: nobody,
    facts: Prisma.sql`'{}'::jsonb`,
    // A closing that was undone is kept as the pause that followed it.
    from: (id, sight) => Prisma.sql`from complaint cross join lateral (
        select complaint.resolved_at as at where complaint.resolved_at is not null
        union all select complaint_pause.since from complaint_pause
          where complaint_pause.complaint_id = complaint.id and complaint_pause.why = 'resolved') as closing
      where complaint.customer_id = ${id} ${seenComplaints(sight)}`,
  },
  {
    kind: "complaint_reopened",
    at: Prisma.sql`complaint_pause.until`,
    id: Prisma.sql`complaint.id`,
    personId: Prisma.sql`complaint_pause.ended_by_id`,
    facts: Prisma.sql`'{}'::jsonb`,
    from: (
      id,
      sight,
    ) => Prisma.sql`from complaint join complaint_pause on complaint_pause.complaint_id = complaint.id
      where complaint.customer_id = ${id} and complaint_pause.why = 'resolved' and complaint_pause.until is not null
      ${seenComplaints(sight)}`,
  },
  {
    // The first grading of all says nothing that the card does not.
    kind: "graded",
    at: Prisma.sql`grade_change.at`,
    id: Prisma.sql`grade_change.id`,
    personId: nobody,
    facts: Prisma.sql`jsonb_build_object('before', grade_change.before, 'after', grade_change.after)`,
    from: (id) =>
      Prisma.sql`from grade_change where grade_change.customer_id = ${id} and grade_change.before is not null`,
  },
  {
    kind: "owned",
    at: Prisma.sql`ownership.since`,
    id: Prisma.sql`ownership.id`,
    personId: Prisma.sql`ownership.by_id`,
    facts: Prisma.sql`jsonb_build_object('how', ownership.how,
      'owner', (select name from person where person.id = ownership.owner_id))`,
    from: (id) =>
      Prisma.sql`from ownership where ownership.customer_id = ${id} and ownership.how <> 'logged'`,
  },
  {
    kind: "pooled",
    at: Prisma.sql`ownership.until`,
    id: Prisma.sql`ownership.id`,
    personId: nobody,
    facts: Prisma.sql`jsonb_build_object('ended', ownership.ended,
      'owner', (select name from person where person.id = ownership.owner_id))`,
    from: (id) => Prisma.sql`from ownership where ownership.customer_id = ${id}
      and ownership.ended in ('returned', 'given_up') and ownership.until is not null`,
  },
  {
    kind: "merged",
    at: Prisma.sql`customer_merge.at`,
    id: Prisma.sql`customer_merge.id`,
    personId: Prisma.sql`customer_merge.by_id`,
    facts: Prisma.sql`jsonb_build_object('other', customer_merge.merged_id)`,
    from: (id) => Prisma.sql`from customer_merge where customer_merge.kept_id = ${id}`,
  },
  {
    kind: "unmerged",
    at: Prisma.sql`customer_merge.undone_at`,
    id: Prisma.sql`customer_merge.id`,
    personId: Prisma.sql`customer_merge.undone_by_id`,
    facts: Prisma.sql`jsonb_build_object('other', customer_merge.merged_id)`,
    from: (id) =>
      Prisma.sql`from customer_merge where customer_merge.kept_id = ${id} and customer_merge.undone_at is not null`,
  },
];

/** The newest of every part, together: at most `count` rows that come after the cursor, the newest first. */
export function timelineSql(
  customerId: number,
  sight: TimelineSight,
  { after, count }: { after: TimelineCursor | null; count: number },
): Prisma.Sql {
  const selects = parts.map(({ kind, at, id, personId, facts, from }) => {
    const later = after
      ? Prisma.sql`and ${at} <= ${after.at} and (${at}, ${kind}, ${id}) < (${after.at}::timestamptz, ${after.kind}, ${after.id})`
      : Prisma.empty;
    return Prisma.sql`(select ${at} as at, ${kind} as kind, ${id} as id, ${personId} as person_id, ${facts} as facts
      ${from(customerId, sight)} ${later} order by ${at} desc, ${id} desc limit ${count})`;
  });
  return Prisma.sql`
    select event.at, event.kind, event.id, event.facts, person.name as person
    from (${Prisma.join(selects, " union all ")} order by at desc, kind desc, id desc limit ${count}) as event
    left join person on person.id = event.person_id
    order by event.at desc, event.kind desc, event.id desc`;
}
