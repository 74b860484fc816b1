import { readReference } from "../references";
import type { Scope } from "../scope";
import { nameCustomers } from "./find-customers";
import { keptInstead } from "./merged";
import { nameKey } from "./name-key";

/** Whom somebody meant: one customer, several that it could be, or none. */
export type MeantCustomer =
  | { kind: "one"; id: number; name: string }
  | { kind: "several"; customers: readonly { id: number; name: string }[] }
  | { kind: "none" };

/**
 * The customer meant by a reference ("CUS-1001", "1001") or a name: the same name before one that only holds it. The reference
 * of one that was merged means the one it was merged into. For whoever records a complaint. Throws NOT_ALLOWED.
 */
export async function identifyCustomer(scope: Scope, text: string): Promise<MeantCustomer> {
  if (!text.trim()) return { kind: "none" };
  const reference = readReference(text, "customer");
  const found = await nameCustomers(scope, text);
  const meantId = reference?.kind === "customer" ? await keptInstead(scope.db, reference.id) : null;
  const meant = reference
    ? found.filter(({ id }) => id === meantId)
    : found.filter(({ name }) => nameKey(name) === nameKey(text));
  const candidates = meant.length > 0 ? meant : found;
  const [first, second] = candidates;
  if (!first) return { kind: "none" };
  return second ? { kind: "several", customers: candidates } : { kind: "one", ...first };
}
