import type { Prisma } from "../../db/generated/client";
import { maySee } from "../customers/customer";
import { DomainError } from "../errors";
import type { Scope } from "../scope";

const include = {
  person: { select: { id: true, name: true } },
  customer: { select: { id: true, name: true, ownerId: true, creatorId: true } },
} as const satisfies Prisma.TouchInclude;

/** A touch with whoever made it and its customer. */
export type CustomerTouch = Prisma.TouchGetPayload<{ include: typeof include }>;

/** A touch of a customer that the actor may see (policy 5.3.1). Throws NOT_FOUND. */
export async function requireTouch(scope: Scope, id: number): Promise<CustomerTouch> {
  const touch = await scope.db.touch.findUnique({ where: { id }, include });
  if (!touch || !maySee(scope.policy, scope.actor, touch.customer))
    throw new DomainError({ code: "NOT_FOUND", reference: String(id) });
  return touch;
}
