import { z } from "zod";
import type { ImportRun as StoredRun } from "../../db/generated/client";
import { DomainError } from "../errors";
import { rolesOf } from "../people/identify";
import { referenceOf } from "../references";
import type { Company, Reader, Scope, Via } from "../scope";
import { type Column, type ImportKind, importKinds, readHeader } from "./columns";
import { type Columns, type ImportScope, type NewOwner, newOwners, type RowProblem } from "./import-scope";

export const importStatuses = ["reading", "preview", "running", "done", "cancelled", "refused"] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** Why nothing of a file can be taken in. */
export const fileProblems = [
  "no_table",
  "not_csv",
  "no_columns",
  "no_rows",
  "too_many_rows",
  "not_allowed",
  "not_decided",
] as const;
export type FileProblem = (typeof fileProblems)[number];

/** A file that somebody handed in, and how far it is (policy 8.1). */
export interface ImportRun {
  id: number;
  personId: number;
  fileName: string;
  kind: ImportKind;
  encoding: string;
  status: ImportStatus;
  problem: FileProblem | null;
  newOwner: NewOwner;
  /** The columns that mean something, and the headings of those that are passed over. */
  recognised: readonly Column[];
  ignored: readonly string[];
  rows: number;
  /** Rows taken in or refused so far. */
  done: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  createdAt: Date;
  finishedAt: Date | null;
}

const oneOf = <T extends string>(known: readonly T[], stored: string, otherwise: T): T =>
  known.find((each) => each === stored) ?? otherwise;

export function runOf(stored: Omit<StoredRun, "content" | "policyVersion" | "platform">): ImportRun {
  const { columns, kind: storedKind, problem, status, newOwner, ...rest } = stored;
  const kind = oneOf(importKinds, storedKind, "customers");
  const meant = readHeader(kind, columns);
  return {
    ...rest,
    kind,
    status: oneOf(importStatuses, status, "refused"),
    problem: z.enum(fileProblems).nullable().catch("not_csv").parse(problem),
    newOwner: oneOf(newOwners, newOwner, "pool"),
    recognised: meant.flatMap((column) => column ?? []),
    ignored: columns.filter((heading, index) => meant[index] === null && heading.trim() !== ""),
  };
}

/** Everything of a run but the file itself, which may be large. */
export const withoutContent = { content: true } as const;

/** The run as stored; null where there is none. */
export async function loadRun(reader: Reader, id: number): Promise<ImportRun | null> {
  const stored = await reader.importRun.findUnique({ where: { id }, omit: withoutContent });
  return stored && runOf(stored);
}

/** The run, for whoever handed the file in; for others there is none. Throws NOT_FOUND. */
export async function requireRun(scope: Scope, id: number): Promise<ImportRun> {
  const run = await loadRun(scope.db, id);
  if (run?.personId !== scope.actor.id)
    throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("import", id) });
  return run;
}

/** Whoever imports, as they are now: a job acts for them long after they pressed. */
export async function scopeOfRun(company: Company, run: ImportRun, platform: string): Promise<ImportScope> {
  const person = await company.db.person.findUniqueOrThrow({ where: { id: run.personId } });
  const via: Via = platform === "teams" ? "teams" : "slack";
  return {
    ...company,
    actor: { ...person, roles: rolesOf(person.roles) },
    via,
    origin: `import:${run.id}`,
    newOwner: run.newOwner,
  };
}

export const columnsOfRun = (kind: ImportKind, header: readonly string[]): Columns =>
  readHeader(kind, header);

const problemSchema = z.array(
  z.object({
    column: z.string().nullable(),
    rule: z.string(),
    limit: z.union([z.string(), z.number()]).optional(),
  }),
);

/** A refused row with what is wrong with it, as it was kept. */
export interface RefusedRow {
  line: number;
  fields: readonly string[];
  problems: readonly (Omit<RowProblem, "column"> & { column: string | null })[];
}

/** What is written beside a refused row, in the language of whoever handed it in. */
export interface ImportWords {
  /** The headings of what is added. */
  line: string;
  refusedBecause: string;
  explain(kind: ImportKind, problems: RefusedRow["problems"]): string;
}

/** The refused rows after `line`, in the order of the file. */
export async function refusedRows(
  reader: Reader,
  importId: number,
  { after = 0, most }: { after?: number; most: number },
): Promise<RefusedRow[]> {
  const rows = await reader.$queryRaw<{ line: number; fields: string[]; problems: unknown }[]>`
    select line, fields, problems from import_row
    where import_id = ${importId} and line > ${after} and problems is not null order by line limit ${most}`;
  return rows.map(({ problems, ...row }) => ({ ...row, problems: problemSchema.parse(problems) }));
}
