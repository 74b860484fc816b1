import { unguardCell } from "../csv/write-csv";
import { DomainError } from "../errors";
import { readReference, type SubjectKind } from "../references";
import { type Column, columnNamed } from "./columns";
import type { Columns, RowProblem, StagedRow } from "./import-scope";

/** What a row says, by column; "" where its cell is empty. What is not here the file has no column for. */
export type Cells = Partial<Record<Column, string>>;

export function cellsOf(columns: Columns, { fields }: StagedRow): Cells {
  const cells: Cells = {};
  columns.forEach((column, index) => {
    if (column) cells[column] = unguardCell((fields[index] ?? "").trim());
  });
  return cells;
}

/** Whether a row has more or fewer fields than the first line; empty ones at its end, which spreadsheets add, do not count. */
export const hasOtherLength = (header: readonly string[], { fields }: StagedRow): boolean =>
  fields.length < header.length || fields.slice(header.length).some((each) => each.trim() !== "");

/** Width, case and spaces make no other name. */
export const foldName = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

/** A choice's key with its names in every language. */
export type Named = Readonly<Record<string, Readonly<Record<string, string>> | readonly string[]>>;

/** Folding costs more than looking up, and a file has many rows. */
const keysByName = new WeakMap<Named, ReadonlyMap<string, string>>();

/** The key whose name, in any language, or which itself stands in a cell; else the cell, which no choice is then. */
export function choiceIn(cell: string, named: Named): string {
  let keys = keysByName.get(named);
  if (!keys) {
    const entries = Object.entries(named).flatMap(([key, names]) =>
      [...Object.values(names), key].map((name) => [foldName(name), key] as const),
    );
    // Of two choices of one name the first is meant; what is a key by itself is that one.
    keys = new Map([
      ...entries.toReversed(),
      ...Object.keys(named).map((key) => [foldName(key), key] as const),
    ]);
    keysByName.set(named, keys);
  }
  return keys.get(foldName(cell)) ?? cell;
}

/** "CUS-1001" as an id. A number alone is none: it may be another system's. */
export function referenceIn(cell: string, kind: SubjectKind): number | null {
  if (!/^[a-z]{3}-/i.test(cell.normalize("NFKC"))) return null;
  const reference = readReference(cell, null);
  return reference?.kind === kind ? reference.id : null;
}

/** What a rule of the domain refused, as what is wrong with the row. */
export function problemsOf(error: DomainError): RowProblem[] {
  return [error, ...error.others].map(({ field, problem }) => {
    const column = columnNamed(field);
    if (problem.code !== "INVALID") return { column, rule: problem.code.toLowerCase() };
    const { rule, limit } = problem;
    return { column, rule, ...(limit === undefined ? {} : { limit }) };
  });
}

/** Runs a check; what it refuses becomes what is wrong with the row. */
export function checked<T>(problems: RowProblem[], check: () => T): T | null {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    problems.push(...problemsOf(error));
    return null;
  }
}
