import type { Customer } from "../customers/customer";
import { DomainError } from "../errors";
import { referenceOf } from "../references";
import type { Reader } from "../scope";

/**
 * What somebody is told who comes too late for a customer of the public pool: who has it since when, and how (CONFLICT), or
 * which one it turned out to be (MERGED).
 */
export async function takenAlready(
  reader: Reader,
  { id, mergedIntoId }: Pick<Customer, "id" | "mergedIntoId">,
): Promise<DomainError> {
  const reference = referenceOf("customer", id);
  if (mergedIntoId !== null)
    return new DomainError({ code: "MERGED", reference, into: referenceOf("customer", mergedIntoId) });
  const owned = await reader.ownership.findFirst({
    where: { customerId: id, until: null },
    select: { since: true, how: true, owner: { select: { name: true } } },
  });
  return new DomainError({
    code: "CONFLICT",
    reference,
    status: owned?.how === "claimed" || owned?.how === "assigned" ? owned.how : "owned",
    by: owned?.owner.name ?? null,
    at: owned?.since ?? null,
  });
}
