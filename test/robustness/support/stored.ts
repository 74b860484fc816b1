import { referenceOf, subjectKinds } from "../../../src/domain/references";
import type { TestDatabase } from "../../support/database";

/**
 * What the company has on record. Left out is what the system notes of its own accord: deliveries, seals, where people were last met, sent copies.
 */
const tables = [
  "person",
  "stored_file",
  "audit_entry",
  "approval_request",
  "approval_step",
  "approval_assignee",
  "expense_claim",
  "invoice_use",
  "project",
  "customer",
  "contact",
  "complaint",
  "complaint_pause",
  "complaint_alarm",
  "deal",
  "payment",
  "return_visit",
  "touch",
  "taken_back_touch",
  "follow_up",
  "ownership",
  "assignment_turn",
] as const;

export type Stored = Readonly<Record<string, { rows: number; content: string }>>;

/** Every table's number of rows, and a digest of what is in them. */
export async function stored({ pool }: TestDatabase): Promise<Stored> {
  const each = tables.map(
    (table) => `select '${table}' as name, count(*)::int as rows,
      coalesce(md5(string_agg(each::text, '|' order by each::text)), '') as content from ${table} as each`,
  );
  const { rows } = await pool.query<{ name: string; rows: number; content: string }>(
    each.join(" union all "),
  );
  return Object.fromEntries(rows.map(({ name, ...table }) => [name, table]));
}

/** The tables that differ. */
export const changedTables = (before: Stored, after: Stored): string[] =>
  tables.filter((table) => before[table]?.content !== after[table]?.content);

/** What was audited since `before`, by reference: "CUS-1001 customer.logged". */
export async function auditedSince({ pool }: TestDatabase, before: Stored): Promise<string[]> {
  const { rows } = await pool.query<{ subject_kind: string; subject_id: number; action: string }>(
    "select subject_kind, subject_id, action from audit_entry order by id offset $1",
    [before.audit_entry?.rows ?? 0],
  );
  return rows.map(({ subject_kind, subject_id, action }) => {
    const kind = subjectKinds.find((each) => each === subject_kind);
    return `${kind ? referenceOf(kind, subject_id) : `${subject_kind} ${subject_id}`} ${action}`;
  });
}
