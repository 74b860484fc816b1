import { Prisma } from "../db/generated/client";
import type { SubjectKind } from "./references";
import type { Reader, Transaction, Via } from "./scope";

/** A change as the audit trail keeps it (policy 1.3): who, when (the database's clock), from where, before and after. */
export interface AuditRecord {
  actorId: number | null;
  via: Via;
  origin: string;
  subjectKind: SubjectKind | "person" | "policy" | "approval";
  subjectId: number;
  /** Past tense, dotted: "expense.submitted". */
  action: string;
  before: JsonObject | null;
  after: JsonObject | null;
}

export type JsonObject = { readonly [key: string]: JsonValue };
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/**
 * The insert of one entry as SQL, for statements that do several things in one round trip.
 * `subjectId` may be an SQL expression (the id that the same statement is about to make).
 */
export function auditSql(
  record: Omit<AuditRecord, "subjectId"> & { subjectId: number | Prisma.Sql },
  from: Prisma.Sql = Prisma.empty,
): Prisma.Sql {
  return Prisma.sql`insert into audit_entry (actor_id, via, origin, subject_kind, subject_id, action, before, after)
    select ${record.actorId}::int, ${record.via}::text, ${record.origin}::text, ${record.subjectKind}::text, ${record.subjectId}, ${record.action}::text,
      ${record.before === null ? null : JSON.stringify(record.before)}::jsonb, ${record.after === null ? null : JSON.stringify(record.after)}::jsonb ${from}`;
}

/** Writes an entry in `transaction`, the one that makes the change. */
export async function audit(transaction: Transaction, record: AuditRecord): Promise<void> {
  await transaction.$executeRaw(auditSql(record));
}

/** Whether a delivery or job has changed anything; that whoever sent it was met by it is no such change. */
export async function hasChangedAnything(reader: Reader, origin: string): Promise<boolean> {
  const entry = await reader.auditEntry.findFirst({
    where: { origin, action: { not: "person.met" } },
    select: { id: true },
  });
  return entry !== null;
}
