import type { JsonObject } from "../audit";
import type { SubjectKind } from "../references";
import type { Scope, Transaction } from "../scope";

/** One change of many that a file makes. */
export interface RowAudit {
  subjectId: number;
  action: string;
  before: JsonObject | null;
  after: JsonObject | null;
}

/** Writes the audit entries of many changes in one statement, in their order. */
export async function auditRows(
  transaction: Transaction,
  { actor, via, origin }: Scope,
  subjectKind: SubjectKind,
  entries: readonly RowAudit[],
): Promise<void> {
  if (entries.length === 0) return;
  await transaction.$executeRaw`
    insert into audit_entry (actor_id, via, origin, subject_kind, subject_id, action, before, after)
    select ${actor.id}, ${via}, ${origin}, ${subjectKind}, (entry ->> 'subjectId')::int, entry ->> 'action',
      nullif(entry -> 'before', 'null'), nullif(entry -> 'after', 'null')
    from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) with ordinality as entries (entry, place) order by place`;
}

/** The fields that differ, as they were and as they will be. */
export function difference<T extends JsonObject>(was: T, will: T): { before: JsonObject; after: JsonObject } {
  const changed = Object.keys(will).filter((field) => was[field] !== will[field]);
  const only = (facts: JsonObject): JsonObject =>
    Object.fromEntries(changed.map((field) => [field, facts[field] ?? null]));
  return { before: only(was), after: only(will) };
}
