import { mostContacts } from "../customers/add-contact";
import { phoneKey } from "../customers/contact-keys";
import { type ContactColumns, readContact } from "../customers/customer-input";
import { typedLine } from "../customers/typed-text";
import { type Cells, checked, foldName } from "./cells";
import type { RowProblem } from "./import-scope";
import type { StoredContact } from "./stored-customers";

/** What a row does to a customer's contacts. */
export type ContactPlan =
  | { kind: "none" }
  | { kind: "same" }
  | { kind: "add"; will: ContactColumns }
  | { kind: "edit"; was: StoredContact; will: ContactColumns };

/** Whether a row says anything of a contact. */
export const namesContact = ({ contactName, contactTitle, phone, email }: Cells): boolean =>
  [contactName, contactTitle, phone, email].some((each) => each);

/**
 * A contact is known again by its name, else by its number or address; of two with one name it is the one of whom everything is so
 * already, else the one whose number or address is the same. What the file has no column for stays. What is wrong is put to `problems`.
 */
export function planContact(
  cells: Cells,
  contacts: readonly StoredContact[],
  problems: RowProblem[],
): ContactPlan {
  if (!namesContact(cells)) return { kind: "none" };
  const was = match(cells, contacts);
  const will = checked(problems, () =>
    readContact({
      name: cells.contactName ?? was?.name ?? null,
      title: cells.contactTitle ?? was?.title ?? null,
      phone: cells.phone ?? was?.phone ?? null,
      email: cells.email ?? was?.email ?? null,
    }),
  );
  if (!will) return { kind: "none" };
  if (was)
    return (["name", "title", "phone", "email"] as const).some((each) => was[each] !== will[each])
      ? { kind: "edit", was, will }
      : { kind: "same" };
  if (contacts.length >= mostContacts)
    problems.push({ column: "contactName", rule: "too_many_contacts", limit: mostContacts });
  return { kind: "add", will };
}

function match(cells: Cells, contacts: readonly StoredContact[]): StoredContact | undefined {
  const { contactName, contactTitle, phone, email } = cells;
  const says = (cell: string | undefined, stored: string | null): boolean =>
    cell === undefined || (typedLine(cell) ?? "") === (stored ?? "");
  const same = contacts.find(
    (each) =>
      says(contactName, each.name) &&
      says(contactTitle, each.title) &&
      says(phone, each.phone) &&
      says(email, each.email),
  );
  if (same) return same;
  const key = phoneKey(phone ?? null);
  const reached = (each: StoredContact): boolean =>
    (key !== null && each.phoneKey === key) || (!!email && each.email?.toLowerCase() === email.toLowerCase());
  if (!contactName) return contacts.find(reached);
  const called = contacts.filter(({ name }) => foldName(name) === foldName(contactName));
  return called.find(reached) ?? called[0];
}

/** What tells a row's contact from others of its customer. */
export function contactKey({ contactName, phone, email }: Cells): string {
  if (contactName) return `name:${foldName(contactName)}`;
  const number = phoneKey(phone ?? null) ?? phone;
  return number ? `phone:${number}` : `email:${(email ?? "").toLowerCase()}`;
}
