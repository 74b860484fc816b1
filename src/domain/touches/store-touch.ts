import { audit } from "../audit";
import { resumeAfterTouch } from "../complaints/resume-after-touch";
import { requireNotMerged } from "../customers/merged";
import { DomainError } from "../errors";
import { followUpAfterTouch } from "../follow-ups/after-touch";
import { enqueue, type Job } from "../outbox";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { readTouch, type TouchInput } from "./touch";

/** What holding a customer's row shows of it. */
export interface HeldCustomer {
  id: number;
  ownerId: number | null;
  grade: string | null;
  mergedIntoId: number | null;
}

/**
 * Stores a touch with all that follows of it (policy 5.2.2, 5.3.1, 5.4.3): the follow-up it does and the next one, complaints
 * that waited for the customer, the audit entry, the cards, and word to the owner where somebody else logged it. Whether the
 * actor may is for the verb to ask, of the customer as it is `held`. Throws INVALID about a field, MERGED, NOT_FOUND.
 */
export async function storeTouch(
  transaction: Transaction,
  scope: Scope,
  input: TouchInput,
  allowed: (held: HeldCustomer) => Promise<void> = async () => undefined,
): Promise<number> {
  const { at, nextOn, ...facts } = readTouch(scope, input);
  const customer = await holdCustomer(transaction, scope, input.customerId);
  await allowed(customer);
  const { id } = await transaction.touch.create({
    data: {
      ...facts,
      at: at.toJSDate(),
      customerId: customer.id,
      personId: scope.actor.id,
      createdAt: scope.now.toJSDate(),
    },
    select: { id: true },
  });
  await followUpAfterTouch(transaction, scope, customer, { touchId: id, at, nextOn, step: facts.nextStep });
  if (facts.outcome !== "no_answer") await resumeAfterTouch(transaction, scope, customer.id);
  const { sourceLink: _, ...told } = facts;
  await audit(transaction, {
    actorId: scope.actor.id,
    via: scope.via,
    origin: scope.origin,
    subjectKind: "customer",
    subjectId: customer.id,
    action: "customer.touched",
    before: null,
    after: { ...told, at: at.toUTC().toISO(), nextOn: nextOn?.toISODate() ?? null },
  });
  const subject = { kind: "customer", id: customer.id } as const;
  const toOwner: Job[] =
    customer.ownerId !== null && customer.ownerId !== scope.actor.id
      ? [{ task: "announce", notice: "touch.logged", subject }]
      : [];
  await enqueue(transaction, [{ task: "refresh", subject }, ...toOwner]);
  return id;
}

/** The row is held until the transaction ends, so that of two touches at one moment the second follows the first. */
async function holdCustomer(transaction: Transaction, { now }: Scope, id: number): Promise<HeldCustomer> {
  const [held] = await transaction.$queryRaw<HeldCustomer[]>`
    update customer set updated_at = greatest(updated_at, ${now.toJSDate()}::timestamptz) where id = ${id}
    returning id, owner_id as "ownerId", grade, merged_into_id as "mergedIntoId"`;
  if (!held) throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("customer", id) });
  requireNotMerged(held);
  return held;
}
