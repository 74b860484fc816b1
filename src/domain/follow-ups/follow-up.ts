import type { Prisma } from "../../db/generated/client";
import { maySee } from "../customers/customer";
import { DomainError } from "../errors";
import { referenceOf } from "../references";
import type { Reader, Scope } from "../scope";
import { touchOvertaken } from "../touches/require-touch";

const include = {
  customer: {
    select: {
      id: true,
      name: true,
      ownerId: true,
      creatorId: true,
      mergedIntoId: true,
      owner: { select: { name: true } },
    },
  },
} as const satisfies Prisma.FollowUpInclude;

/** When a customer is to be contacted next, with whose it is (policy 5.3.1). */
export type FollowUp = Prisma.FollowUpGetPayload<{ include: typeof include }>;

/** A follow-up that the actor may see, open or not. Throws NOT_FOUND. */
export async function requireFollowUp(scope: Scope, id: number): Promise<FollowUp> {
  const followUp = await scope.db.followUp.findUnique({ where: { id }, include });
  if (!followUp || !maySee(scope.policy, scope.actor, followUp.customer))
    throw new DomainError({ code: "NOT_FOUND", reference: String(id) });
  return followUp;
}

/** A customer's open follow-up, if it has one. */
export function openFollowUp(reader: Reader, customerId: number): Promise<FollowUp | null> {
  return reader.followUp.findFirst({ where: { customerId, status: "open" }, include });
}

/**
 * What the loser of a race is told: who followed the customer up, or gave it another day, and when; or who took back the touch
 * that it followed from.
 */
export async function followUpOvertaken(reader: Reader, { id, customerId }: FollowUp): Promise<DomainError> {
  const reference = referenceOf("customer", customerId);
  const [first] = await reader.$queryRaw<
    { status: string; by: string | null; at: Date | null; takenBackId: number | null }[]
  >`
    select follow_up.status, coalesce(toucher.name, mover.name) as by, follow_up.closed_at as at,
      (select taken.id from taken_back_touch taken join customer on customer.id = taken.customer_id
        where taken.customer_id = follow_up.customer_id and customer.owner_id is not null
          and (taken.created_at = follow_up.created_at or taken.id = follow_up.touch_id) limit 1) as "takenBackId"
    from follow_up
    left join touch on touch.id = follow_up.touch_id
    left join person toucher on toucher.id = touch.person_id
    left join person mover on mover.id = follow_up.moved_by_id
    where follow_up.id = ${id}`;
  if (first?.status === "dropped" && first.takenBackId !== null)
    return touchOvertaken(reader, { id: first.takenBackId, customerId });
  if (first?.status === "dropped")
    return new DomainError({ code: "WRONG_STATE", reference, status: "pooled" });
  const status = first?.status === "moved" ? "rescheduled" : "followed_up";
  return new DomainError({
    code: "CONFLICT",
    reference,
    status,
    by: first?.by ?? null,
    at: first?.at ?? null,
  });
}
