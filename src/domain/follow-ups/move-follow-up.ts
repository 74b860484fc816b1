import { DateTime } from "luxon";
import { audit } from "../audit";
import { todayOf } from "../calendar/today";
import { dayOf, storedDay, workingDayFrom } from "../calendar/working-days";
import { mayEdit } from "../customers/customer";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { requireComing } from "../touches/touch";
import { type FollowUp, followUpOvertaken, requireFollowUp } from "./follow-up";

/**
 * Puts an open follow-up on another day, which the rhythm leaves alone from then on (policy 5.3.1). The customer's owner may,
 * and whoever may edit other people's. Throws NOT_FOUND, NOT_ALLOWED, INVALID, date_in_past, about "nextOn", and CONFLICT where
 * somebody followed the customer up, or moved it, before.
 */
export async function rescheduleFollowUp(scope: Scope, id: number, day: DateTime): Promise<FollowUp> {
  const followUp = await requireMovable(scope, id);
  requireComing(scope, day, "nextOn");
  return move(scope, followUp, day);
}

/** The same by some days from its day, or from today where that is over; a day off moves to the next worked one. */
export async function snoozeFollowUp(scope: Scope, id: number, days: number): Promise<FollowUp> {
  const followUp = await requireMovable(scope, id);
  const today = todayOf(scope);
  const due = dayOf(followUp.dueOn, today.zoneName ?? "utc");
  return move(
    scope,
    followUp,
    workingDayFrom(scope.policy.calendar, DateTime.max(due, today).plus({ days })),
  );
}

/** An open follow-up that the actor may move. */
export async function requireMovable(scope: Scope, id: number): Promise<FollowUp> {
  const followUp = await requireFollowUp(scope, id);
  await requireMayMove(scope, followUp.customer);
  if (followUp.status !== "open") throw await followUpOvertaken(scope.db, followUp);
  return followUp;
}

async function requireMayMove(scope: Scope, customer: { ownerId: number | null }): Promise<void> {
  if (!mayEdit(scope.policy, scope.actor, customer)) await requirePermission(scope, "customer.edit_any");
}

async function move(scope: Scope, followUp: FollowUp, day: DateTime): Promise<FollowUp> {
  const { id, customerId, step } = followUp;
  const [was, will] = [followUp.dueOn, storedDay(day)];
  if (was.getTime() === will.getTime()) return followUp;
  const at = scope.now.toJSDate();
  const opened = await scope.db.$transaction(async (transaction) => {
    // As touches hold it, so that of a touch and a move at one moment the second sees what the first left.
    const [customer] = await transaction.$queryRaw<{ ownerId: number | null }[]>`
      select owner_id as "ownerId" from customer where id = ${customerId} for no key update`;
    const ownerId = customer?.ownerId ?? null;
    await requireMayMove(scope, { ownerId });
    const { count } = await transaction.followUp.updateMany({
      where: { id, status: "open" },
      data: { status: "moved", closedAt: at, ownerId, movedTo: will, movedById: scope.actor.id },
    });
    if (count === 0) throw await followUpOvertaken(transaction, followUp);
    const next = await transaction.followUp.create({
      data: { customerId, dueOn: will, setBy: "person", step, createdAt: at },
      select: { id: true },
    });
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "customer",
      subjectId: customerId,
      action: "customer.follow_up_moved",
      before: { dueOn: isoDay(was) },
      after: { dueOn: isoDay(will) },
    });
    await enqueue(transaction, [{ task: "refresh", subject: { kind: "customer", id: customerId } }]);
    return next.id;
  });
  return requireFollowUp(scope, opened);
}

const isoDay = (stored: Date): string => stored.toISOString().slice(0, 10);
