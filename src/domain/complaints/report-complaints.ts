import type { DateTime } from "luxon";
import type { Severity } from "../../policy/policy";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";

/** Complaints recorded in a month, of one severity (policy 5.4.2). */
export interface SeverityFigures {
  severity: Severity;
  recorded: number;
  /** How many were answered, or have not been although their time is up; and how many of those in time. */
  answered: number;
  answeredInTime: number;
  solved: number;
  solvedInTime: number;
  /** Open, and late with the answer or the solution. */
  breachedNow: number;
}

/** A time in which a customer was waited for; `lasted` in milliseconds, until now where it lasts. */
export interface ReportedPause {
  complaintId: number;
  customerName: string;
  reason: string | null;
  who: string | null;
  lasted: number;
}

export interface ComplaintReport {
  /** First day of the month, in the company's zone. */
  month: DateTime;
  bySeverity: SeverityFigures[];
  pauses: { count: number; lasted: number; longest: ReportedPause[] };
  /** What customers said at the visits of the month, of 5; null where none did. */
  satisfaction: { visits: number; average: number | null };
}

const longestShown = 3;

/** What became of a month's complaints (policy 5.4.2, 5.4.3), as of now. Throws NOT_ALLOWED. */
export async function reportComplaints(scope: Scope, month: DateTime): Promise<ComplaintReport> {
  await requirePermission(scope, "complaint.report");
  const first = month.setZone(scope.timeZone).startOf("month");
  const [from, to] = [first.toJSDate(), first.plus({ months: 1 }).toJSDate()];
  const now = scope.now.toJSDate();
  const bySeverity = await scope.db.$queryRaw<SeverityFigures[]>`
    select severity, count(*)::int as recorded,
      (count(*) filter (where responded_at is not null or respond_breached_at is not null))::int as answered,
      (count(*) filter (where responded_at is not null and respond_breached_at is null))::int as "answeredInTime",
      (count(*) filter (where status = 'resolved' or resolve_breached_at is not null))::int as solved,
      (count(*) filter (where status = 'resolved' and resolve_breached_at is null))::int as "solvedInTime",
      (count(*) filter (where status = 'open' and (resolve_breached_at is not null
        or (responded_at is null and respond_breached_at is not null))))::int as "breachedNow"
    from complaint where created_at >= ${from} and created_at < ${to} group by severity order by severity`;
  const pauses = await scope.db.$queryRaw<(ReportedPause & { count: number; total: number })[]>`
    select complaint.id as "complaintId", customer.name as "customerName", waited.reason, person.name as who,
      waited.lasted::float8 as lasted, waited.count::int, waited.total::float8
    from (select complaint_id, reason, by_id, lasted, count(*) over (), sum(lasted) over () as total
      from (select *, greatest(0, extract(epoch from least(coalesce(until, ${now}), ${now}) - since) * 1000) as lasted
        from complaint_pause where why = 'customer' and since >= ${from} and since < ${to}) measured
      order by lasted desc limit ${longestShown}) waited
    join complaint on complaint.id = waited.complaint_id join customer on customer.id = complaint.customer_id
    left join person on person.id = waited.by_id order by waited.lasted desc, complaint.id`;
  const [visited] = await scope.db.$queryRaw<{ visits: number; average: number | null }[]>`
    select count(*)::int as visits, avg(score)::float8 as average from return_visit
    where complaint_id is not null and score is not null and done_at >= ${from} and done_at < ${to}`;
  return {
    month: first,
    bySeverity,
    pauses: {
      count: pauses[0]?.count ?? 0,
      lasted: pauses[0]?.total ?? 0,
      longest: pauses.map(({ complaintId, customerName, reason, who, lasted }) => ({
        complaintId,
        customerName,
        reason,
        who,
        lasted,
      })),
    },
    satisfaction: visited ?? { visits: 0, average: null },
  };
}
