import { requireLength, typedLine } from "../customers/typed-text";
import { dealLimits, mayEditDeal } from "../deals/deal";
import { mayOpenDeal } from "../deals/open-deal";
import { referenceOf } from "../references";
import type { Reader } from "../scope";
import { type Cells, cellsOf, checked, referenceIn } from "./cells";
import { dealMark, findAlikeDeals } from "./find-alike-deals";
import { customerIn, findCustomersNamed } from "./find-customers-named";
import { findOwners, ownerIn } from "./find-owners";
import type { Columns, ImportScope, Plan, RowProblem, StagedRow } from "./import-scope";
import { type DealWill, readDealCells } from "./read-deal-cells";
import { findStoredDeals, type StoredDeal } from "./stored-deals";

/** What a row of deals becomes. */
export interface DealPlan extends Plan {
  was: StoredDeal | null;
  /** Null for a row that is refused. */
  will: DealWill | null;
  externalId: string | null;
  customerId: number | null;
  /** Whose it is, or becomes. */
  ownerId: number | null;
}

interface ReadRow {
  line: number;
  cells: Cells;
  reference: number | null;
  externalId: string | null;
}

/**
 * What becomes of rows of deals, as things stand: those that name one by reference or external id change what the file has columns
 * for while it is open, any other is added, be it open or closed long ago. A file closes no deal that is open here, and opens
 * none again: whoever did that is to be known, and what follows of it is to be told.
 */
export async function planDeals(
  reader: Reader,
  scope: ImportScope,
  columns: Columns,
  rows: readonly StagedRow[],
  hold = false,
): Promise<DealPlan[]> {
  const read = rows.map((row) => readRow(columns, row));
  // The customer before its deals, as everybody holds them.
  const customers = await findCustomersNamed(
    reader,
    read.map(({ cells }) => cells),
    hold,
  );
  const deals = await findStoredDeals(
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
  const alike = await findAlikeDeals(
    reader,
    read.filter(isUnnamed).flatMap(({ cells }) => customerIn(customers, cells, [])?.id ?? []),
  );
  return read.map((row): DealPlan => {
    const problems: RowProblem[] = [];
    const { line, cells, externalId } = row;
    const was = identify(row, deals, problems);
    const will = checked(problems, () => readDealCells(scope, cells, was));
    checked(problems, () => requireLength(externalId, "externalId", dealLimits.line));
    const ownerId = ownerIn(owners, cells.owner, was?.ownerId ?? null, problems);
    const base = { line, problems, was, will, externalId, ...marksOf(row, was) };
    if (was) {
      const named = namesCustomer(cells) ? customerIn(customers, cells, problems) : null;
      if (named && named.id !== was.customerId)
        problems.push({
          column: "customerReference",
          rule: "another_customer",
          limit: referenceOf("customer", was.customerId),
        });
      const same = isSame(was, will, externalId, ownerId);
      if (!same) problems.push(...forbidden(scope, was, will));
      return {
        ...base,
        fate: fate(problems, same ? "unchanged" : "changed"),
        customerId: was.customerId,
        ownerId: ownerId ?? was.ownerId,
      };
    }
    const customer = customerIn(customers, cells, problems);
    if (customer && !mayOpenDeal(scope, customer))
      problems.push({ column: null, rule: customer.ownerId === null ? "pooled" : "not_allowed" });
    const mark = isUnnamed(row) && customer && will ? dealMark({ customerId: customer.id, ...will }) : null;
    const like = mark === null ? undefined : alike.get(mark);
    if (like !== undefined)
      problems.push({ column: null, rule: "duplicate_deal", limit: referenceOf("deal", like) });
    const owner = ownerId ?? customer?.ownerId ?? scope.actor.id;
    return {
      ...base,
      fate: fate(problems, "added"),
      ...(mark === null ? {} : { keys: [mark], marks: [mark] }),
      customerId: customer?.id ?? null,
      ownerId: owner,
    };
  });
}

const fate = <F extends Plan["fate"]>(problems: readonly RowProblem[], otherwise: F): F | "rejected" =>
  problems.length > 0 ? "rejected" : otherwise;

function readRow(columns: Columns, row: StagedRow): ReadRow {
  const cells = cellsOf(columns, row);
  const external = typedLine(cells.externalId);
  const asReference = referenceIn(external ?? "", "deal");
  return {
    line: row.line,
    cells,
    reference: referenceIn(cells.reference ?? "", "deal") ?? asReference,
    externalId: asReference === null ? external : null,
  };
}

/** The deal that a row names, or null. A name that names none, or another one, is a problem of the row. */
function identify(
  { reference, externalId, cells }: ReadRow,
  { byId, byExternalId }: Awaited<ReturnType<typeof findStoredDeals>>,
  problems: RowProblem[],
): StoredDeal | null {
  const called = externalId === null ? undefined : byExternalId.get(externalId);
  const named = reference === null ? undefined : byId.get(reference);
  if ((reference === null && cells.reference) || (reference !== null && !named))
    problems.push({ column: "reference", rule: "unknown_reference" });
  if (named && called && named.id !== called.id)
    problems.push({ column: "externalId", rule: "taken", limit: referenceOf("deal", called.id) });
  return named ?? called ?? null;
}

const isUnnamed = ({ reference, externalId, cells }: ReadRow): boolean =>
  reference === null && externalId === null && !cells.reference;

/** A deal is told by its name alone; one without is told below by what it is about. */
function marksOf({ externalId }: ReadRow, was: StoredDeal | null): Pick<Plan, "keys" | "marks"> {
  const marks = [
    ...(was ? [`deal:${was.id}`] : []),
    ...(externalId === null ? [] : [`external:${externalId}`]),
  ];
  return { keys: marks, marks };
}

const namesCustomer = ({ customerReference, customerExternalId, customerName }: Cells): boolean =>
  [customerReference, customerExternalId, customerName].some((cell) => cell);

const compared = [
  "product",
  "channel",
  "stage",
  "amountMinor",
  "listMinor",
  "competitor",
  "title",
  "status",
  "lostReason",
  "lostNote",
] as const;
const comparedDays = ["expectedOn", "closedOn", "payableOn"] as const;

function isSame(
  was: StoredDeal,
  will: DealWill | null,
  externalId: string | null,
  ownerId: number | null,
): boolean {
  return (
    (externalId === null || externalId === was.externalId) &&
    (ownerId === null || ownerId === was.ownerId) &&
    (will === null ||
      (compared.every((field) => was[field] === will[field]) &&
        comparedDays.every((field) => was[field]?.getTime() === will[field]?.getTime())))
  );
}

/** Why the importer may not change a deal: importing takes nothing from anybody that editing would not. */
function forbidden({ policy, actor }: ImportScope, was: StoredDeal, will: DealWill | null): RowProblem[] {
  if (will && will.status !== was.status) return [{ column: "status", rule: "wrong_state" }];
  if (was.status !== "open") return [{ column: null, rule: "wrong_state" }];
  return mayEditDeal(policy, actor, was) ? [] : [{ column: null, rule: "not_allowed" }];
}
