import { phoneKey } from "../customers/contact-keys";
import { mayEdit } from "../customers/customer";
import { type CustomerColumns, customerLimits } from "../customers/customer-input";
import { nameKey } from "../customers/name-key";
import { requireLength, typedLine } from "../customers/typed-text";
import { may } from "../people/permissions";
import { referenceOf } from "../references";
import type { Reader } from "../scope";
import { type Cells, cellsOf, checked, referenceIn } from "./cells";
import { findAlike, holdAlike, nameMark, phoneMark } from "./find-alike";
import { findOwners, ownerIn } from "./find-owners";
import type { Columns, ImportScope, Plan, RowProblem, StagedRow } from "./import-scope";
import { type ContactPlan, planContact } from "./plan-contact";
import { customerFields, readColumns } from "./read-customer-columns";
import { findStoredCustomers, type StoredCustomer, type StoredCustomers } from "./stored-customers";

/** What a row of customers becomes. */
export interface CustomerPlan extends Plan {
  was: StoredCustomer | null;
  /** Null for a row that is refused. */
  will: CustomerColumns | null;
  externalId: string | null;
  /** Null: the row names nobody. */
  ownerId: number | null;
  contact: ContactPlan;
}

interface ReadRow {
  line: number;
  cells: Cells;
  reference: number | null;
  externalId: string | null;
}

/**
 * What becomes of rows of customers, as things stand: those that name one by reference or external id change what the file has
 * columns for; any other is added, unless it is like one that is there. All look-ups are in sets. `hold`: what they found stays.
 */
export async function planCustomers(
  reader: Reader,
  scope: ImportScope,
  columns: Columns,
  rows: readonly StagedRow[],
  hold = false,
): Promise<CustomerPlan[]> {
  const read = rows.map((row) => readRow(columns, row));
  const stored = await findStoredCustomers(
    reader,
    {
      ids: read.flatMap(({ reference }) => reference ?? []),
      externalIds: read.flatMap(({ externalId }) => externalId ?? []),
    },
    hold,
  );
  const owners = await findOwners(
    reader,
    read.flatMap(({ cells }) => cells.owner ?? []),
  );
  const strangers = read.filter(isUnnamed);
  const keys = {
    nameKeys: strangers.map(({ cells }) => nameKey(cells.name ?? "")),
    phoneKeys: strangers.flatMap(({ cells }) => phoneKey(cells.phone ?? null) ?? []),
  };
  if (hold) await holdAlike(reader, keys);
  const alike = await findAlike(reader, keys);
  return read.map((row): CustomerPlan => {
    const problems: RowProblem[] = [];
    const { line, cells, externalId } = row;
    const was = identify(row, stored, problems);
    const will = checked(problems, () => readColumns(scope, cells, was));
    checked(problems, () => requireLength(externalId, "externalId", customerLimits.line));
    const ownerId = ownerIn(owners, cells.owner, was?.ownerId ?? null, problems);
    const contact = planContact(cells, was ? stored.contactsOf(was.id) : [], problems);
    const marks = keysOf(row, was);
    if (isUnnamed(row)) {
      const like = marks.map((mark) => alike.get(mark)).find((id) => id !== undefined);
      if (like !== undefined)
        problems.push({ column: null, rule: "duplicate", limit: referenceOf("customer", like) });
    }
    const fate = was ? fateOf(was, { will, externalId, ownerId, contact }) : "added";
    if (was && fate === "changed") problems.push(...forbidden(scope, was, ownerId));
    return {
      line,
      fate: problems.length > 0 ? "rejected" : fate,
      problems,
      // A name of its own is what tells a customer; without one, whatever it may be known by.
      keys: isUnnamed(row) ? marks : marks.filter((mark) => /^(customer|external):/.test(mark)),
      marks,
      was,
      will,
      externalId,
      ownerId,
      contact,
    };
  });
}

function readRow(columns: Columns, row: StagedRow): ReadRow {
  const cells = cellsOf(columns, row);
  const named = referenceIn(cells.reference ?? "", "customer");
  const external = typedLine(cells.externalId);
  const asExternal = referenceIn(external ?? "", "customer");
  return {
    line: row.line,
    cells,
    reference: named ?? asExternal,
    externalId: asExternal === null ? external : null,
  };
}

const isUnnamed = ({ reference, externalId, cells }: ReadRow): boolean =>
  reference === null && externalId === null && !cells.reference;

/** The customer that a row names, or null. A name that names none, or another one, is a problem of the row. */
function identify(
  { reference, externalId, cells }: ReadRow,
  { byId, byExternalId }: StoredCustomers,
  problems: RowProblem[],
): StoredCustomer | null {
  const called = externalId === null ? undefined : byExternalId.get(externalId);
  const named = reference === null ? undefined : byId.get(reference);
  if ((reference === null && cells.reference) || (reference !== null && !named))
    problems.push({ column: "reference", rule: "unknown_reference" });
  if (named && called && named.id !== called.id)
    problems.push({ column: "externalId", rule: "taken", limit: referenceOf("customer", called.id) });
  const was = named ?? called ?? null;
  if (was && was.mergedIntoId !== null)
    problems.push({ column: null, rule: "merged", limit: referenceOf("customer", was.mergedIntoId) });
  return was;
}

/** What no other row may say again: which customer it is, else its name and its number. */
function keysOf({ externalId, cells }: ReadRow, was: StoredCustomer | null): string[] {
  const phone = phoneKey(cells.phone ?? null);
  const name = nameKey(cells.name ?? "");
  return [
    ...(was ? [`customer:${was.id}`] : []),
    ...(externalId === null ? [] : [`external:${externalId}`]),
    ...(name ? [nameMark(name)] : []),
    ...(phone ? [phoneMark(phone)] : []),
  ];
}

/** Whether a row says anything of a stored customer that is not so already. */
function fateOf(
  was: StoredCustomer,
  { will, externalId, ownerId, contact }: Pick<CustomerPlan, "will" | "externalId" | "ownerId" | "contact">,
): "changed" | "unchanged" {
  const same =
    (!will || customerFields.every((field) => was[field] === will[field])) &&
    (externalId === null || externalId === was.externalId) &&
    (ownerId === null || ownerId === was.ownerId) &&
    (contact.kind === "none" || contact.kind === "same");
  return same ? "unchanged" : "changed";
}

/** Why the importer may not change a customer: importing takes nothing from anybody that editing would not. */
function forbidden(
  { policy, actor }: ImportScope,
  was: StoredCustomer,
  ownerId: number | null,
): RowProblem[] {
  if (was.ownerId === null && ownerId !== null && !may(policy, actor, "pool.assign"))
    return [{ column: "owner", rule: "not_allowed" }];
  return mayEdit(policy, actor, was) ? [] : [{ column: null, rule: "not_allowed" }];
}
