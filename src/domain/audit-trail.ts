import { DomainError } from "./errors";
import { requirePermission } from "./people/permissions";
import { referenceOf, type Subject } from "./references";
import type { Scope } from "./scope";

export interface TrailEntry {
  at: Date;
  /** Null: Drumbeat itself. */
  who: string | null;
  via: string;
  action: string;
  before: unknown;
  after: unknown;
}

/** How many entries are read at once, newest first. */
const most = 20;

/**
 * Who did what to a record, newest first, and how many older entries there are (policy 1.3).
 * Throws NOT_ALLOWED, NOT_FOUND for a record nothing was ever written about.
 */
export async function auditTrail(
  scope: Scope,
  subject: Subject,
): Promise<{ entries: TrailEntry[]; older: number }> {
  await requirePermission(scope, "audit.view");
  const where = { subjectKind: subject.kind, subjectId: subject.id };
  const [rows, total] = await Promise.all([
    scope.db.auditEntry.findMany({ where, orderBy: { id: "desc" }, take: most }),
    scope.db.auditEntry.count({ where }),
  ]);
  if (total === 0)
    throw new DomainError({ code: "NOT_FOUND", reference: referenceOf(subject.kind, subject.id) });
  const actors = await scope.db.person.findMany({
    where: { id: { in: rows.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])) } },
    select: { id: true, name: true },
  });
  const names = new Map(actors.map(({ id, name }) => [id, name]));
  const entries = rows.map(({ actorId, at, via, action, before, after }) => ({
    at,
    who: actorId === null ? null : (names.get(actorId) ?? null),
    via,
    action,
    before,
    after,
  }));
  return { entries, older: total - rows.length };
}
