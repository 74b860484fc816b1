import type { FollowUp } from "../../db/generated/client";
import { startFollowUps } from "../follow-ups/rhythm";
import type { Scope, Transaction } from "../scope";
import { dateOf } from "./fill-kept";
import type { FollowUpState, Merge, MergeBefore } from "./merge";

const stateOf = ({ dueOn, status, closedAt, ownerId, movedTo, movedById }: FollowUp): FollowUpState => ({
  dueOn: dueOn.toISOString(),
  status,
  closedAt: closedAt?.toISOString() ?? null,
  ownerId,
  movedTo: movedTo?.toISOString() ?? null,
  movedById,
});

type Before = MergeBefore["followUps"];

/** The open follow-ups of both; where each has one, the earlier day stays open and the other is closed as moved to it. */
export async function joinFollowUps(
  transaction: Transaction,
  scope: Pick<Scope, "now" | "actor">,
  both: readonly { id: number; ownerId: number | null }[],
): Promise<Before> {
  const open = await transaction.followUp.findMany({
    where: { customerId: { in: both.map(({ id }) => id) }, status: "open" },
    orderBy: [{ dueOn: "asc" }, { id: "asc" }],
  });
  const [stays, ...others] = open;
  for (const { id, customerId } of others)
    await transaction.followUp.update({
      where: { id },
      data: {
        status: "moved",
        closedAt: scope.now.toJSDate(),
        ownerId: both.find((each) => each.id === customerId)?.ownerId ?? null,
        movedTo: stays?.dueOn ?? null,
        movedById: scope.actor.id,
      },
      select: { id: true },
    });
  return open.map((each) => ({
    id: each.id,
    customerId: each.customerId,
    was: stateOf(each),
    given: stateOf(each),
  }));
}

/** The same with what the merge has made of them, once all of it is done. */
export async function asGiven(transaction: Transaction, before: Before): Promise<Before> {
  const states = await statesOf(transaction, before);
  return before.map((each) => ({ ...each, given: states.get(each.id) ?? each.given }));
}

/** Those that are as the merge left them. */
export async function leftAsGiven(transaction: Transaction, { before }: Merge): Promise<Before> {
  const states = await statesOf(transaction, before.followUps);
  return before.followUps.filter(
    ({ id, given }) => JSON.stringify(states.get(id)) === JSON.stringify(ordered(given)),
  );
}

async function statesOf(transaction: Transaction, before: Before): Promise<Map<number, FollowUpState>> {
  const rows = await transaction.followUp.findMany({ where: { id: { in: before.map(({ id }) => id) } } });
  return new Map(rows.map((row) => [row.id, stateOf(row)]));
}

/** The database keeps an object's keys in an order of its own. */
const ordered = ({ dueOn, status, closedAt, ownerId, movedTo, movedById }: FollowUpState): FollowUpState => ({
  dueOn,
  status,
  closedAt,
  ownerId,
  movedTo,
  movedById,
});

/**
 * Puts follow-ups that nobody changed since back as they were, once their customers have them again. One is opened only where
 * the customer has no later one open, and whoever had one open has one again.
 */
export async function restoreFollowUps(
  transaction: Transaction,
  scope: Pick<Scope, "policy" | "now">,
  left: Before,
  { before }: Merge,
): Promise<void> {
  for (const { id, was, customerId } of left) {
    const later = await transaction.followUp.count({
      where: { customerId, status: "open", id: { not: id } },
    });
    if (was.status === "open" && later > 0) continue;
    await transaction.followUp.update({
      where: { id },
      data: {
        dueOn: new Date(was.dueOn),
        status: was.status,
        closedAt: dateOf(was.closedAt),
        ownerId: was.ownerId,
        movedTo: dateOf(was.movedTo),
        movedById: was.movedById,
      },
      select: { id: true },
    });
  }
  const had = await transaction.customer.findMany({
    where: { id: { in: before.followUps.map(({ customerId }) => customerId) }, ownerId: { not: null } },
    select: { id: true },
  });
  await startFollowUps(
    transaction,
    scope,
    had.map(({ id }) => id),
  );
}

/** Grading anew gives days by the rhythm: those restored keep the day they had where the grade is again what it was. */
export async function restoreDays(transaction: Transaction, left: Before, { keptId, before }: Merge) {
  for (const { id, was, customerId } of left) {
    const { grade } = customerId === keptId ? before.kept : before.merged;
    await transaction.followUp.updateMany({
      where: { id, status: "open", customer: { id: customerId, grade } },
      data: { dueOn: new Date(was.dueOn) },
    });
  }
}
