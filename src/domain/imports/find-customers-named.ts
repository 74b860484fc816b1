import { nameKey } from "../customers/name-key";
import { typedLine } from "../customers/typed-text";
import { referenceOf } from "../references";
import type { Reader } from "../scope";
import { type Cells, referenceIn } from "./cells";
import type { RowProblem } from "./import-scope";
import { findStoredCustomers, type StoredCustomer, type StoredCustomers } from "./stored-customers";

/** Customers that rows of contacts or deals belong to. */
export interface NamedCustomers {
  stored: StoredCustomers;
  /** Ids by the name as duplicates are found by it, then by the name itself. */
  byName: ReadonlyMap<string, readonly StoredCustomer[]>;
}

interface Named {
  reference: number | null;
  externalId: string | null;
  name: string | null;
}

/** How a row names its customer: by reference, else by external id, else by name. Either of the first may stand in both columns. */
function nameOf({ customerReference, customerExternalId, customerName }: Cells): Named {
  const ids = [customerReference, customerExternalId].flatMap((cell) => typedLine(cell) ?? []);
  const reference = ids.map((cell) => referenceIn(cell, "customer")).find((id) => id !== null) ?? null;
  const externalId = ids.find((cell) => referenceIn(cell, "customer") === null) ?? null;
  return { reference, externalId, name: typedLine(customerName) };
}

/** The customers that any of the rows names, in two queries; merged ones too. `hold`: nobody else changes them meanwhile. */
export async function findCustomersNamed(
  reader: Reader,
  rows: readonly Cells[],
  hold: boolean,
): Promise<NamedCustomers> {
  const named = rows.map(nameOf);
  const unnumbered = named.flatMap(({ reference, externalId, name }) =>
    reference === null && externalId === null && name !== null ? nameKey(name) : [],
  );
  const ofName = unnumbered.length
    ? await reader.$queryRaw<{ id: number }[]>`
        select id from customer where name_key = any (${unnumbered}::text[]) and merged_into_id is null`
    : [];
  const stored = await findStoredCustomers(
    reader,
    {
      ids: [...named.flatMap(({ reference }) => reference ?? []), ...ofName.map(({ id }) => id)],
      externalIds: named.flatMap(({ externalId }) => externalId ?? []),
    },
    hold,
  );
  const byName = new Map<string, StoredCustomer[]>();
  for (const { id } of ofName) {
    const customer = stored.byId.get(id);
    if (!customer || customer.mergedIntoId !== null) continue;
    const same = byName.get(customer.nameKey) ?? [];
    if (!same.includes(customer)) byName.set(customer.nameKey, [...same, customer]);
  }
  return { stored, byName };
}

/** The customer that a row names. None, several of its name, and one that was merged are problems of the row. */
export function customerIn(
  { stored, byName }: NamedCustomers,
  cells: Cells,
  problems: RowProblem[],
): StoredCustomer | null {
  const { reference, externalId, name } = nameOf(cells);
  const column =
    reference !== null ? "customerReference" : externalId !== null ? "customerExternalId" : "customerName";
  const refuse = (rule: string, limit?: string): null => {
    problems.push({ column, rule, ...(limit === undefined ? {} : { limit }) });
    return null;
  };
  if (reference !== null || externalId !== null) {
    const byReference = reference === null ? undefined : stored.byId.get(reference);
    const customer = byReference ?? (externalId === null ? undefined : stored.byExternalId.get(externalId));
    if (!customer || (reference !== null && !byReference)) return refuse("unknown_customer");
    if (customer.mergedIntoId !== null)
      return refuse("merged", referenceOf("customer", customer.mergedIntoId));
    return customer;
  }
  if (name === null) return refuse("required");
  const called = byName.get(nameKey(name)) ?? [];
  const exactly = called.filter((each) => each.name === name);
  const [one, ...others] = exactly.length > 0 ? exactly : called;
  if (!one) return refuse("unknown_customer");
  return others.length > 0 ? refuse("several_customers") : one;
}
