import { z } from "zod";
import type { Reader, Scope } from "../scope";
import { type AlarmLevel, alarmLevels, type ClockName, clockNames } from "./clock";
import { type Complaint, requireComplaint } from "./complaint";
import { type PauseEnd, pauseEnds } from "./end-pause";

/** Something that happened to a complaint; `who` is null where the clock did it, or nobody is known. */
export interface TimelineEvent {
  at: Date;
  who: string | null;
  what:
    | { kind: "recorded" }
    | { kind: "assigned"; to: string | null }
    | { kind: "responded"; text: string | null }
    | { kind: "paused"; text: string | null }
    /** `lasted` in milliseconds. */
    | { kind: "went_on"; endedBy: PauseEnd; text: string | null; lasted: number }
    | { kind: "severity"; from: string; to: string; text: string | null }
    | { kind: "alarm"; clock: ClockName; level: AlarmLevel; severity: string }
    | { kind: "resolved"; text: string | null }
    | { kind: "scored"; score: number }
    | { kind: "reopened"; score: number | null };
}

export interface ComplaintTimeline {
  complaint: Complaint;
  /** Newest last. */
  events: TimelineEvent[];
  /** 1-based; the last page holds the newest events. */
  page: number;
  pages: number;
  total: number;
}

export const eventsPerPage = 20;

/**
 * All that happened to a complaint (policy 5.4.3), 20 a page, the newest page unless another is asked for: every pause with who,
 * when, why and how long, changes of severity, alarms, the customer's score. Throws NOT_FOUND where there is none that the
 * actor may see.
 */
export async function complaintTimeline(
  scope: Scope,
  id: number,
  page: number | null = null,
): Promise<ComplaintTimeline> {
  const complaint = await requireComplaint(scope, id);
  const events = [
    ...(await changes(scope.db, id)),
    ...(await pauses(scope.db, complaint)),
    ...(await alarms(scope.db, id)),
    ...(await scores(scope.db, id)),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const pages = Math.max(1, Math.ceil(events.length / eventsPerPage));
  const shown = Math.min(Math.max(1, page ?? pages), pages);
  const from = (shown - 1) * eventsPerPage;
  return {
    complaint,
    events: events.slice(from, from + eventsPerPage),
    page: shown,
    pages,
    total: events.length,
  };
}

/** What an audit entry keeps; of each action some of it. */
const kept = z
  .object({
    ownerId: z.number().nullish().catch(null),
    severity: z.string().nullish().catch(null),
    response: z.string().nullish().catch(null),
    reason: z.string().nullish().catch(null),
    resolution: z.string().nullish().catch(null),
    score: z.number().nullish().catch(null),
  })
  .catch({});

async function changes(reader: Reader, id: number): Promise<TimelineEvent[]> {
  const entries = await reader.$queryRaw<
    { at: Date; who: string | null; action: string; before: unknown; after: unknown; owner: string | null }[]
  >`
    select audit_entry.at, actor.name as who, action, before, after, owner.name as owner
    from audit_entry left join person actor on actor.id = actor_id
      left join person owner on owner.id = (case when action = 'complaint.assigned' then (after ->> 'ownerId')::int end)
    where subject_kind = 'complaint' and subject_id = ${id} order by audit_entry.id`;
  return entries.flatMap(({ at, who, action, before, after, owner }) => {
    const what = changeOf(action, kept.parse(before), kept.parse(after), owner);
    return what ? [{ at, who, what }] : [];
  });
}

type Kept = z.infer<typeof kept>;

/** Pauses and breaches come from tables of their own, which know more of them. */
function changeOf(
  action: string,
  before: Kept,
  after: Kept,
  owner: string | null,
): TimelineEvent["what"] | null {
  switch (action) {
    case "complaint.recorded":
      return { kind: "recorded" };
    case "complaint.assigned":
      return { kind: "assigned", to: owner };
    case "complaint.responded":
      return { kind: "responded", text: after.response ?? null };
    case "complaint.severity_changed":
      return {
        kind: "severity",
        from: before.severity ?? "",
        to: after.severity ?? "",
        text: after.reason ?? null,
      };
    case "complaint.resolved":
      return { kind: "resolved", text: after.resolution ?? null };
    case "complaint.reopened":
      return { kind: "reopened", score: after.score ?? null };
    default:
      return null;
  }
}

async function pauses(reader: Reader, { id, pauses: all }: Complaint): Promise<TimelineEvent[]> {
  const waited = all.filter(({ why }) => why === "customer");
  if (waited.length === 0) return [];
  const ids = waited.flatMap(({ byId, endedById }) => [byId, endedById]).filter((each) => each !== null);
  const people = await reader.person.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  const name = (personId: number | null) => people.find((each) => each.id === personId)?.name ?? null;
  const answers = await reader.$queryRaw<{ text: string | null }[]>`
    select after ->> 'answer' as text from audit_entry
    where subject_kind = 'complaint' and subject_id = ${id} and action = 'complaint.answered' order by id`;
  // Answers and the pauses they ended follow one another in the same order.
  const texts = answers.values();
  return waited.flatMap(({ since, until, reason, byId, endedBy, endedById }): TimelineEvent[] => {
    const begun: TimelineEvent = { at: since, who: name(byId), what: { kind: "paused", text: reason } };
    if (!until) return [begun];
    const text = endedBy === "answer" ? (texts.next().value?.text ?? null) : null;
    const lasted = until.getTime() - since.getTime();
    const by = pauseEnds.find((each) => each === endedBy) ?? "by_hand";
    const what = { kind: "went_on", endedBy: by, text, lasted } as const;
    return [begun, { at: until, who: name(endedById), what }];
  });
}

async function alarms(reader: Reader, complaintId: number): Promise<TimelineEvent[]> {
  const rows = await reader.complaintAlarm.findMany({ where: { complaintId } });
  return rows.flatMap((row): TimelineEvent[] => {
    const clock = clockNames.find((each) => each === row.clock);
    const level = alarmLevels.find((each) => each === row.level);
    if (!clock || !level) return [];
    return [{ at: row.at, who: null, what: { kind: "alarm", clock, level, severity: row.severity } }];
  });
}

async function scores(reader: Reader, complaintId: number): Promise<TimelineEvent[]> {
  const visits = await reader.$queryRaw<{ at: Date; who: string | null; score: number }[]>`
    select done_at as at, person.name as who, score from return_visit left join person on person.id = done_by_id
    where complaint_id = ${complaintId} and done_at is not null and score is not null`;
  return visits.map(({ at, who, score }) => ({ at, who, what: { kind: "scored", score } }));
}
