import type { Locale } from "../../policy/locales";
import type { ColumnNames } from "./column-names";
import { contactColumns, customerColumns, dealColumns } from "./columns-by-kind";

export const importKinds = ["customers", "contacts", "deals"] as const;
export type ImportKind = (typeof importKinds)[number];

export const columnsOf = {
  customers: customerColumns,
  contacts: contactColumns,
  deals: dealColumns,
} as const satisfies Record<ImportKind, Readonly<Record<string, ColumnNames>>>;

export type CustomerColumn = keyof typeof customerColumns;
export type ContactColumn = keyof typeof contactColumns;
export type DealColumn = keyof typeof dealColumns;
export type Column = CustomerColumn | ContactColumn | DealColumn;

/** What each kind of file cannot do without: one column of each group. */
const needed: Readonly<Record<ImportKind, readonly (readonly Column[])[]>> = {
  customers: [["name", "reference", "externalId"]],
  contacts: [
    ["customerReference", "customerExternalId", "customerName"],
    ["contactName", "phone", "email"],
  ],
  deals: [
    ["customerReference", "customerExternalId", "customerName", "reference", "externalId"],
    ["amount", "stage", "status", "product"],
  ],
};

/** Width, case, spaces and punctuation make no other heading: "E-mail", "email" and "ＥＭＡＩＬ " are one. */
const fold = (heading: string): string =>
  heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\p{Cf}]/gu, "");

const known = new Map<ImportKind, ReadonlyMap<string, Column>>();

function headingsOf(kind: ImportKind): ReadonlyMap<string, Column> {
  const made = known.get(kind);
  if (made) return made;
  const headings = new Map<string, Column>();
  const all: Partial<Record<Column, ColumnNames>> = columnsOf[kind];
  for (const column of columnKeys(kind))
    for (const heading of [
      column,
      ...Object.values(all[column]?.names ?? {}),
      ...(all[column]?.others ?? []),
    ])
      if (!headings.has(fold(heading))) headings.set(fold(heading), column);
  known.set(kind, headings);
  return headings;
}

/** In the order an export writes them. */
export const columnKeys = (kind: ImportKind): readonly Column[] =>
  allColumns.filter((each) => Object.hasOwn(columnsOf[kind], each));

const allColumns: readonly Column[] = [
  "reference",
  "externalId",
  "name",
  "customerReference",
  "customerExternalId",
  "customerName",
  "industry",
  "size",
  "region",
  "source",
  "needs",
  "intent",
  "contactName",
  "contactTitle",
  "phone",
  "email",
  "title",
  "product",
  "channel",
  "stage",
  "amount",
  "listPrice",
  "expectedOn",
  "competitor",
  "status",
  "closedOn",
  "lostReason",
  "lostNote",
  "payableOn",
  "owner",
];

/** The column of that key, as a rule of the domain names a field. */
export const columnNamed = (field: string | null): Column | null =>
  allColumns.find((each) => each === field) ?? null;

/** What each heading of a file means, by its place; null for one that means nothing here, or that an earlier one means. */
export function readHeader(kind: ImportKind, header: readonly string[]): (Column | null)[] {
  const headings = headingsOf(kind);
  const taken = new Set<Column>();
  return header.map((heading) => {
    const column = headings.get(fold(heading));
    if (!column || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

/** Whether rows of this kind can be told by these columns at all. */
export const canBe = (kind: ImportKind, columns: readonly (Column | null)[]): boolean =>
  needed[kind].every((group) => group.some((column) => columns.includes(column)));

/** The kind whose columns a header names most of; of two, the one that a file is more often. Null where it can be none. */
export function guessKind(header: readonly string[]): ImportKind | null {
  const counted = importKinds.flatMap((kind) => {
    const columns = readHeader(kind, header);
    return canBe(kind, columns) ? [{ kind, count: columns.filter((each) => each !== null).length }] : [];
  });
  const [best] = counted.toSorted((a, b) => b.count - a.count);
  return best?.kind ?? null;
}

/** How an export heads a column. */
export function headingOf(kind: ImportKind, column: Column, locale: Locale): string {
  const all: Partial<Record<Column, ColumnNames>> = columnsOf[kind];
  return all[column]?.names[locale] ?? column;
}
