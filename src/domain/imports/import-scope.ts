import type { Scope } from "../scope";
import type { Column } from "./columns";

/** Whose a customer becomes that is added without an owner. */
export const newOwners = ["pool", "in_turn", "me"] as const;
export type NewOwner = (typeof newOwners)[number];

/** Whoever imports, as they are now, with what they chose. */
export interface ImportScope extends Scope {
  newOwner: NewOwner;
}

/** A row as it was read. */
export interface StagedRow {
  /** 1-based, of the line it starts on. */
  line: number;
  fields: string[];
}

/** What its columns mean, by their place in a row. */
export type Columns = readonly (Column | null)[];

export type Fate = "added" | "changed" | "unchanged" | "rejected";

/** What becomes of a row, and what the rows after it must not say again. */
export interface Plan {
  line: number;
  fate: Fate;
  problems: readonly RowProblem[];
  /** Refused where an earlier row has one of these as a mark. */
  keys: readonly string[];
  marks: readonly string[];
}

/** What is wrong with a row: the column it is about, and the rule. `limit` says more: a number, a line, a reference. */
export interface RowProblem {
  column: Column | null;
  rule: string;
  limit?: string | number;
}
