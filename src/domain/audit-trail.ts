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

/** A record's entries, and the names of the people whom they mention, by id. */
export interface Trail {
  entries: TrailEntry[];
  names: ReadonlyMap<number, string>;
  older: number;
}

/** How many entries are read at once, newest first. */
const most = 20;

/**
 * Who did what to a record, newest first, and how many older entries there are (policy 1.3).
 * Throws NOT_ALLOWED, NOT_FOUND for a record nothing was ever written about.
 */
export async function auditTrail(scope: Scope, subject: Subject): Promise<Trail> {
  await requirePermission(scope, "audit.view");
  const where = { subjectKind: subject.kind, subjectId: subject.id };
  const [rows, total] = await Promise.all([
    scope.db.auditEntry.findMany({ where, orderBy: { id: "desc" }, take: most }),
    scope.db.auditEntry.count({ where }),
  ]);
  if (total === 0)
    throw new DomainError({ code: "NOT_FOUND", reference: referenceOf(subject.kind, subject.id) });
  const mentioned = rows.flatMap(({ actorId, before, after }) => [actorId, ownerIn(before), ownerIn(after)]);
  const people = await scope.db.person.findMany({
    where: { id: { in: mentioned.filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const entries = rows.map(({ actorId, at, via, action, before, after }) => ({
    at,
    who: actorId === null ? null : (names.get(actorId) ?? null),
    via,
    action,
    before,
    after,
  }));
  return { entries, names, older: total - rows.length };
}

const ownerIn = (fields: unknown): number | null =>
  typeof fields === "object" && fields !== null && "ownerId" in fields && typeof fields.ownerId === "number"
    ? fields.ownerId
    : null;
