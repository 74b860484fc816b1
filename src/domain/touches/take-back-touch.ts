import { DateTime } from "luxon";
import { audit } from "../audit";
import { requireNotMerged } from "../customers/merged";
import { DomainError } from "../errors";
import { followUpAfterTakeBack } from "../follow-ups/after-take-back";
import { enqueue, type Job } from "../outbox";
import { may, requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { type CustomerTouch, requireTouch, touchOvertaken } from "./require-touch";
import type { HeldCustomer } from "./store-touch";

/** For how many days after it was logged a touch may be taken back: by whoever logged it, and by those who may edit any customer. */
export const takeBackDays = { own: 7, any: 30 } as const;

type Logged = Pick<CustomerTouch, "personId" | "createdAt">;

/**
 * Takes back a touch that was logged by mistake (policy 5.3.1): it is a touch no more, so that neither the pool's clock nor the
 * rhythm nor any count knows of it, and the timeline says who took it back. The follow-ups are again what they were without it.
 * A complaint's clock that went on because of it stays as it is: the company worked on from there, and nobody waited. Whoever
 * logged it may within 7 days, whoever may edit any customer within 30. Throws NOT_FOUND, NOT_ALLOWED, TOO_LATE; VISIT_TOUCH
 * where it recorded a return visit; CONFLICT, saying who and when, where it was taken back before.
 */
export async function takeBackTouch(scope: Scope, id: number): Promise<CustomerTouch> {
  const touch = await requireTakeBack(scope, id);
  await scope.db.$transaction(async (transaction) => {
    const customer = await holdCustomer(transaction, touch.customerId);
    if (!(await moveAway(transaction, scope, touch))) throw await touchOvertaken(transaction, touch);
    await followUpAfterTakeBack(transaction, scope, customer, touch);
    await keep(transaction, scope, customer, touch);
  });
  return touch;
}

/** The touch for somebody who is about to take it back. Throws as `takeBackTouch` does. */
export async function requireTakeBack(scope: Scope, id: number): Promise<CustomerTouch> {
  const touch = await requireTouch(scope, id);
  if (!isOwn(scope, touch)) await requirePermission(scope, "customer.edit_any");
  const until = takeBackUntil(scope, touch);
  const reference = referenceOf("customer", touch.customerId);
  if (await isOfVisit(scope, touch)) throw new DomainError({ code: "VISIT_TOUCH", reference });
  if (scope.now.toJSDate() > until) throw new DomainError({ code: "TOO_LATE", reference, until });
  return touch;
}

/** Whether `takeBackTouch` would take it back. */
export async function mayTakeBack(scope: Scope, touch: CustomerTouch): Promise<boolean> {
  return mayStillTakeBack(scope, touch) && !(await isOfVisit(scope, touch));
}

/** The same by who and when alone, for lists; one that recorded a return visit is refused in the end. */
export function mayStillTakeBack(scope: Scope, touch: Logged): boolean {
  const allowed = isOwn(scope, touch) || may(scope.policy, scope.actor, "customer.edit_any");
  return allowed && scope.now.toJSDate() <= takeBackUntil(scope, touch);
}

const isOwn = ({ actor }: Scope, { personId }: Logged): boolean => actor.active && personId === actor.id;

/** Until when those who may do so. */
function takeBackUntil({ policy, actor }: Scope, { createdAt }: Logged): Date {
  const days = may(policy, actor, "customer.edit_any") ? takeBackDays.any : takeBackDays.own;
  return DateTime.fromJSDate(createdAt).plus({ days }).toJSDate();
}

/** What a return visit recorded stays with it. */
async function isOfVisit({ db }: Scope, { id, customerId }: CustomerTouch): Promise<boolean> {
  return (await db.returnVisit.count({ where: { customerId, touchId: id } })) > 0;
}

/** As touches hold it, but it counts as no edit of the customer: nothing was learned of it. */
async function holdCustomer(transaction: Transaction, id: number): Promise<HeldCustomer> {
  const [held] = await transaction.$queryRaw<HeldCustomer[]>`
    select id, owner_id as "ownerId", grade, merged_into_id as "mergedIntoId" from customer
    where id = ${id} for no key update`;
  if (!held) throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("customer", id) });
  requireNotMerged(held);
  return held;
}

/** False where somebody else was first, or a merge has given it to another customer. */
async function moveAway(
  transaction: Transaction,
  { actor, now }: Scope,
  { id, customerId }: CustomerTouch,
): Promise<boolean> {
  const moved = await transaction.$executeRaw`
    with gone as (delete from touch where id = ${id} and customer_id = ${customerId} returning *)
    insert into taken_back_touch (id, customer_id, person_id, kind, outcome, at, note, next_step, source_link, created_at,
      taken_back_at, taken_back_by_id)
    select id, customer_id, person_id, kind, outcome, at, note, next_step, source_link, created_at,
      ${now.toJSDate()}::timestamptz, ${actor.id}::int
    from gone`;
  return moved > 0;
}

async function keep(
  transaction: Transaction,
  { actor, via, origin }: Scope,
  { id, ownerId }: HeldCustomer,
  touch: CustomerTouch,
): Promise<void> {
  const { kind, outcome, note, nextStep, at } = touch;
  await audit(transaction, {
    actorId: actor.id,
    via,
    origin,
    subjectKind: "customer",
    subjectId: id,
    action: "customer.touch_taken_back",
    before: { kind, outcome, note, nextStep, at: at.toISOString() },
    after: null,
  });
  const subject = { kind: "customer", id } as const;
  const concerned = [ownerId, touch.personId].some((each) => each !== null && each !== actor.id);
  const toConcerned: Job[] = concerned ? [{ task: "announce", notice: "touch.taken-back", subject }] : [];
  await enqueue(transaction, [{ task: "refresh", subject }, ...toConcerned]);
}
