import type { DateTime } from "luxon";
import { Prisma } from "../../db/generated/client";
import type { ApprovalKind } from "../../policy/policy";
import { DomainError, type InvalidRule } from "../errors";
import { enqueue } from "../outbox";
import type { Scope, Transaction } from "../scope";
import { lockPeople } from "./administrators";
import { changePerson } from "./change-person";

/**
 * Says that the actor is away from `from` to `until` (both included), and who answers for them meanwhile. Replaces what was
 * said before. The delegate is somebody else, active, and not away at any of that time themselves: a delegation goes one hop
 * and never on. Throws INVALID about from, until or delegateId.
 */
export async function setAway(
  scope: Scope,
  { from, until, delegateId }: { from: DateTime; until: DateTime; delegateId: number },
): Promise<void> {
  const wrong = (field: string, rule: InvalidRule): DomainError =>
    new DomainError({ code: "INVALID", field, rule });
  if (!from.isValid) throw wrong("from", "not_a_date");
  if (!until.isValid) throw wrong("until", "not_a_date");
  if (until < from || until < scope.now) throw wrong("until", "ends_before_start");
  if (delegateId === scope.actor.id) throw wrong("delegateId", "is_oneself");
  await scope.db.$transaction(async (transaction) => {
    // Both rows, in order of id: two people who name each other at the same moment take turns.
    await lockPeople(transaction, Prisma.sql`id = any(${[scope.actor.id, delegateId]}::int[])`);
    const delegate = await transaction.person.findUnique({ where: { id: delegateId } });
    if (!delegate?.active) throw wrong("delegateId", "unknown_person");
    const overlaps =
      delegate.awayFrom !== null &&
      delegate.awayUntil !== null &&
      delegate.awayFrom <= until.toJSDate() &&
      delegate.awayUntil >= from.toJSDate();
    if (overlaps) throw wrong("delegateId", "is_away");
    const person = await transaction.person.findUniqueOrThrow({ where: { id: scope.actor.id } });
    const away = { awayFrom: from.toJSDate(), awayUntil: until.toJSDate(), delegateId };
    const changed = await changePerson(transaction, scope, person, away, "person.away");
    if (changed.length > 0) await tellDelegates(transaction, scope.actor.id);
  });
}

/** Says that the actor is back: what was delegated is theirs alone again. */
export async function clearAway(scope: Scope): Promise<void> {
  await scope.db.$transaction(async (transaction) => {
    const person = await transaction.person.findUniqueOrThrow({ where: { id: scope.actor.id } });
    const back = { awayFrom: null, awayUntil: null, delegateId: null };
    const changed = await changePerson(transaction, scope, person, back, "person.back");
    if (changed.length > 0) await tellDelegates(transaction, scope.actor.id);
  });
}

/** Who may answer what is asked of this person has changed: its cards are announced to them and drawn anew. */
async function tellDelegates(transaction: Transaction, personId: number): Promise<void> {
  const subjects = await transaction.$queryRaw<{ kind: ApprovalKind; id: number }[]>`
    select distinct request.subject_kind as kind, request.subject_id as id
    from approval_assignee asked
    join approval_step step on step.id = asked.step_id and step.status = 'open'
    join approval_request request on request.id = step.request_id and request.status = 'pending'
    where asked.person_id = ${personId} and asked.decision is null`;
  await enqueue(
    transaction,
    subjects.flatMap((subject) => [
      { task: "announce" as const, notice: "approval.asked", subject },
      { task: "refresh" as const, subject },
    ]),
  );
}
