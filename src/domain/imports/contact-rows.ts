import { mayEdit } from "../customers/customer";
import { refreshCopies } from "../messages/refresh-copies";
import type { Reader, Transaction } from "../scope";
import { auditRows } from "./audit-rows";
import { cellsOf } from "./cells";
import { customerIn, findCustomersNamed } from "./find-customers-named";
import type { Columns, ImportScope, Plan, RowProblem, StagedRow } from "./import-scope";
import { type ContactPlan, contactKey, namesContact, planContact } from "./plan-contact";
import { storeContacts } from "./store-contacts";

/** What a row of contacts becomes. */
export interface ContactRowPlan extends Plan {
  /** Null where it is refused. */
  customerId: number | null;
  contact: ContactPlan;
}

/** What becomes of rows of contacts, as things stand: one that its customer has is changed, any other is added. */
export async function planContacts(
  reader: Reader,
  { policy, actor }: ImportScope,
  columns: Columns,
  rows: readonly StagedRow[],
  hold = false,
): Promise<ContactRowPlan[]> {
  const read = rows.map((row) => ({ line: row.line, cells: cellsOf(columns, row) }));
  const named = await findCustomersNamed(
    reader,
    read.map(({ cells }) => cells),
    hold,
  );
  return read.map(({ line, cells }): ContactRowPlan => {
    const problems: RowProblem[] = [];
    const customer = customerIn(named, cells, problems);
    const contact = planContact(cells, customer ? named.stored.contactsOf(customer.id) : [], problems);
    if (!namesContact(cells)) problems.push({ column: "contactName", rule: "required" });
    const same = contact.kind === "same" || contact.kind === "none";
    if (customer && !same && !mayEdit(policy, actor, customer))
      problems.push({ column: null, rule: "not_allowed" });
    const mark = customer && `contact:${customer.id}:${contactKey(cells)}`;
    return {
      line,
      fate:
        problems.length > 0 ? "rejected" : same ? "unchanged" : contact.kind === "add" ? "added" : "changed",
      problems,
      // Two of one name may be there already, and then the rows that say so are no mistake.
      keys: mark && !same ? [mark] : [],
      marks: mark ? [mark] : [],
      customerId: customer?.id ?? null,
      contact,
    };
  });
}

/** Takes rows of contacts in, in sets. */
export async function storeContactRows(
  transaction: Transaction,
  scope: ImportScope,
  plans: readonly ContactRowPlan[],
): Promise<void> {
  const changes = plans.flatMap(({ fate, customerId, contact }) =>
    (fate === "added" || fate === "changed") && customerId !== null ? [{ customerId, contact }] : [],
  );
  const entries = await storeContacts(transaction, changes);
  await auditRows(transaction, scope, "customer", entries);
  const ids = [...new Set(changes.map(({ customerId }) => customerId))];
  // As at an edit: a form that was opened before does not overwrite it.
  await transaction.$executeRaw`
    update customer set updated_at = ${scope.now.toJSDate()}, revision = revision + 1 where id = any (${ids}::int[])`;
  await refreshCopies(transaction, "customer", ids);
}
