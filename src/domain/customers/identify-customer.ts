import { readReference } from "../references";
import type { Scope } from "../scope";
import { nameCustomers } from "./find-customers";
import { nameKey } from "./name-key";

/** Whom somebody meant: one customer, several that it could be, or none. */
export type MeantCustomer =
  | { kind: "one"; id: number; name: string }
  | { kind: "several"; customers: readonly { id: number; name: string }[] }
  | { kind: "none" };

/**
 * The customer meant by a reference ("CUS-1001", "1001") or a name: the same name before one that only holds it.
 * For whoever records a complaint. Throws NOT_ALLOWED.
 */
export async function identifyCustomer(scope: Scope, text: string): Promise<MeantCustomer> {
  if (!text.trim()) return { kind: "none" };
  const reference = readReference(text, "customer");
  const found = await nameCustomers(scope, text);
  const meant = reference
    ? found.filter(({ id }) => reference.kind === "customer" && id === reference.id)
    : found.filter(({ name }) => nameKey(name) === nameKey(text));
  const candidates = meant.length > 0 ? meant : found;
  const [first, second] = candidates;
  if (!first) return { kind: "none" };
  return second ? { kind: "several", customers: candidates } : { kind: "one", ...first };
}
