import type { Prisma } from "../../db/generated/client";
import { maySee } from "../customers/customer";
import { DomainError } from "../errors";
import { referenceOf } from "../references";
import type { Reader, Scope } from "../scope";

const customer = { select: { id: true, name: true, ownerId: true, creatorId: true } } as const;
const include = {
  person: { select: { id: true, name: true } },
  customer,
} as const satisfies Prisma.TouchInclude;

/** A touch with whoever made it and its customer. */
export type CustomerTouch = Prisma.TouchGetPayload<{ include: typeof include }>;

/**
 * A touch of a customer that the actor may see (policy 5.3.1). Throws NOT_FOUND; CONFLICT, saying who and when, where it was
 * taken back.
 */
export async function requireTouch(scope: Scope, id: number): Promise<CustomerTouch> {
  const touch = await scope.db.touch.findUnique({ where: { id }, include });
  const seen = touch ?? (await scope.db.takenBackTouch.findUnique({ where: { id }, select: { customer } }));
  if (!seen || !maySee(scope.policy, scope.actor, seen.customer))
    throw new DomainError({ code: "NOT_FOUND", reference: String(id) });
  if (!touch) throw await touchOvertaken(scope.db, { id, customerId: seen.customer.id });
  return touch;
}

/** What the loser of a race is told: who took the touch back and when, or that its customer has changed meanwhile. */
export async function touchOvertaken(
  reader: Reader,
  { id, customerId }: { id: number; customerId: number },
): Promise<DomainError> {
  const gone = await reader.takenBackTouch.findUnique({
    where: { id },
    include: { takenBackBy: { select: { name: true } } },
  });
  if (!gone) return new DomainError({ code: "STALE_FORM", reference: referenceOf("customer", customerId) });
  return new DomainError({
    code: "CONFLICT",
    reference: referenceOf("customer", gone.customerId),
    status: "touch_taken_back",
    by: gone.takenBackBy.name,
    at: gone.takenBackAt,
  });
}
