/** The short ids people say: "EXP-1042". Prefix by kind of record; the number is the record's own id. */
export const referencePrefixes = {
  expense: "EXP",
  project: "PRJ",
  customer: "CUS",
  complaint: "CMP",
  deal: "DEA",
  import: "IMP",
} as const;

export type SubjectKind = keyof typeof referencePrefixes;
export const subjectKinds = Object.keys(referencePrefixes) as readonly SubjectKind[];

export interface Subject {
  kind: SubjectKind;
  id: number;
}

/** What people are told about: a record, or a person (what concerns several of their records at once). */
export interface Topic {
  kind: SubjectKind | "person";
  id: number;
}
export const topicKinds = [...subjectKinds, "person"] as const satisfies readonly Topic["kind"][];

/** "EXP-1042" for `{ kind: "expense", id: 1042 }`. */
export function referenceOf(kind: SubjectKind, id: number): string {
  return `${referencePrefixes[kind]}-${id}`;
}

const pattern = /^#?(?:([a-z]{3})[-\s]?)?(\d{1,9})$/i;

/**
 * Reads what a person typed as a reference: "EXP-1042", "exp 1042", "#1042". `assumed` is the kind when only a number was
 * given. Null when it is none.
 */
export function readReference(text: string, assumed: SubjectKind | null): Subject | null {
  const match = pattern.exec(text.normalize("NFKC").trim());
  if (!match) return null;
  const prefix = match[1]?.toUpperCase();
  const kind = prefix ? subjectKinds.find((each) => referencePrefixes[each] === prefix) : assumed;
  const id = Number(match[2]);
  return kind && id <= 2_147_483_647 ? { kind, id } : null;
}
