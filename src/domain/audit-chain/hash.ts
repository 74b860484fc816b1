import { createHash } from "node:crypto";
import { Prisma } from "../../db/generated/client";

/** What comes before the first entry. */
export const genesis = "0".repeat(64);

/** An audit entry as it is hashed: every column as text that no setting of the server can change. */
export interface HashedEntry {
  id: string;
  /** UTC, to the millisecond, as 2026-03-01T08:00:00.000Z. */
  at: string;
  actorId: number | null;
  via: string;
  origin: string;
  subjectKind: string;
  subjectId: number;
  action: string;
  /** jsonb as PostgreSQL prints it. */
  before: string | null;
  after: string | null;
}

/** The select list that reads `HashedEntry` from `audit_entry e`. */
export const hashedColumns = Prisma.sql`e.id::text as id,
  to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
  e.actor_id as "actorId", e.via, e.origin, e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.action,
  e.before::text as before, e.after::text as after`;

/** The hash of a link: of the one before it and of the entry it seals. */
export function linkHash(previous: string, entry: HashedEntry): string {
  return createHash("sha256").update(previous).update(canonicalEntry(entry)).digest("hex");
}

function canonicalEntry(entry: HashedEntry): string {
  return JSON.stringify([
    entry.id,
    entry.at,
    entry.actorId,
    entry.via,
    entry.origin,
    entry.subjectKind,
    entry.subjectId,
    entry.action,
    entry.before === null ? null : canonicalJson(entry.before),
    entry.after === null ? null : canonicalJson(entry.after),
  ]);
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * One text for one JSON value, however it is spaced and in whatever order its keys stand. Numbers keep every digit (a
 * JavaScript number would not): each string is marked s and each number n, so that both survive as strings.
 */
export function canonicalJson(text: string): string {
  const marked = text.replace(stringOrNumber, (token) =>
    token.startsWith('"') ? `"s${token.slice(1)}` : `"n${plainNumber(token)}"`,
  );
  const value: unknown = JSON.parse(marked);
  return JSON.stringify(sorted(value));
}

/** 1.50 and 1.5 are the same number. */
function plainNumber(digits: string): string {
  return digits.includes(".") && !/e/i.test(digits) ? digits.replace(/\.?0+$/, "") : digits;
}

/** Objects become lists of pairs in the order of their keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return { list: value.map(sorted) };
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, sorted(each)]);
}
