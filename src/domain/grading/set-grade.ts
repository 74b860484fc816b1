import type { Grade } from "../../policy/policy";
import { audit, type JsonObject } from "../audit";
import { type Customer, loadCustomer, requireCustomer } from "../customers/customer";
import { requireNotMerged } from "../customers/merged";
import { requireLength, requireText, typedParagraph } from "../customers/typed-text";
import { DomainError } from "../errors";
import { enqueue, type Job } from "../outbox";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { regrade } from "./regrade";

/** Most characters (UTF-16 units) of why a grade is set by hand. */
export const longestGradeReason = 500;

/** The grade in force as somebody saw it before they changed it, and when a grade set by hand ends (null: there is none). */
export interface GradeSeen {
  grade: Grade | null;
  until: Date | null;
}

export const gradeSeenOn = ({ grade, overrideUntil }: Customer): GradeSeen => ({
  grade,
  until: overrideUntil,
});

/** Until when a grade set by hand at `now` holds. */
export const heldUntil = ({ policy, now }: Pick<Scope, "policy" | "now">): Date =>
  now.plus({ days: policy.customers.grading.override_days }).toJSDate();

/**
 * Sets a customer's grade by hand, in the place of the score's, for as long as the policy lets it hold (policy 5.2.1). Its owner
 * is told by whom and why. Whoever has customer.grade may.
 * Throws NOT_FOUND, NOT_ALLOWED, MERGED, INVALID about "reason"; CONFLICT, saying who and when, where somebody else set it since it was
 * `seen`, STALE_FORM where it became another otherwise.
 */
export async function setGrade(
  scope: Scope,
  id: number,
  { grade, reason: typed, seen }: { grade: Grade; reason: string; seen: GradeSeen },
): Promise<Customer> {
  const customer = await requireCustomer(scope, id);
  await requirePermission(scope, "customer.grade");
  requireNotMerged(customer);
  const reason = requireText(typedParagraph(typed), "reason");
  requireLength(reason, "reason", longestGradeReason);
  const overrideUntil = heldUntil(scope);
  const told: Job[] =
    customer.ownerId !== null && customer.ownerId !== scope.actor.id
      ? [{ task: "announce", notice: "customer.grade-set", subject: { kind: "customer", id } }]
      : [];
  await scope.db.$transaction(async (transaction) => {
    await replaceGrade(transaction, id, seen, {
      overrideGrade: grade,
      overrideReason: reason,
      overrideById: scope.actor.id,
      overrideUntil,
    });
    await regrade(transaction, scope, [id], "override");
    await keep(transaction, scope, id, "customer.grade_set", {
      before: { grade: customer.grade },
      after: {
        grade,
        reason,
        until: overrideUntil.toISOString(),
      },
      told,
    });
  });
  return (await loadCustomer(scope.db, id)) ?? customer;
}

/**
 * Ends a grade set by hand before its time: the score's holds again (policy 5.2.1), and the owner is told where it is another.
 * Throws NOT_FOUND, NOT_ALLOWED, MERGED, CONFLICT or STALE_FORM where it is not the one that was `seen`.
 */
export async function removeSetGrade(scope: Scope, id: number, seen: GradeSeen): Promise<Customer> {
  const customer = await requireCustomer(scope, id);
  await requirePermission(scope, "customer.grade");
  requireNotMerged(customer);
  if (seen.until === null) throw staleForm(id);
  await scope.db.$transaction(async (transaction) => {
    const none = { overrideGrade: null, overrideReason: null, overrideById: null, overrideUntil: null };
    await replaceGrade(transaction, id, seen, none);
    await regrade(transaction, scope, [id], "override");
    const { grade, ownerId } = await transaction.customer.findUniqueOrThrow({
      where: { id },
      select: { grade: true, ownerId: true },
    });
    const isAnother = grade !== seen.grade && ownerId !== null && ownerId !== scope.actor.id;
    await keep(transaction, scope, id, "customer.grade_removed", {
      before: { grade: seen.grade, reason: customer.overrideReason },
      after: { grade },
      told: isAnother
        ? [{ task: "announce", notice: "customer.regraded", subject: { kind: "customer", id } }]
        : [],
    });
  });
  return (await loadCustomer(scope.db, id)) ?? customer;
}

/** Of two who change it at one moment one is first; the other saw a grade that holds no more. */
async function replaceGrade(
  transaction: Transaction,
  id: number,
  { grade, until }: GradeSeen,
  data: Pick<Customer, "overrideGrade" | "overrideReason" | "overrideById" | "overrideUntil">,
): Promise<void> {
  const where = { id, grade, overrideUntil: until, mergedIntoId: null };
  const { count } = await transaction.customer.updateMany({ where, data });
  if (count === 0) throw await overtaken(transaction, id, until);
}

async function overtaken(transaction: Transaction, id: number, until: Date | null): Promise<DomainError> {
  const { overrideById, overrideUntil } = await transaction.customer.findUniqueOrThrow({
    where: { id },
    select: { overrideById: true, overrideUntil: true },
  });
  if (overrideById === null || overrideUntil?.getTime() === until?.getTime()) return staleForm(id);
  const { name: by } = await transaction.person.findUniqueOrThrow({ where: { id: overrideById } });
  const entry = await transaction.auditEntry.findFirst({
    where: { subjectKind: "customer", subjectId: id, action: "customer.grade_set" },
    orderBy: { id: "desc" },
    select: { at: true },
  });
  const reference = referenceOf("customer", id);
  return new DomainError({ code: "CONFLICT", reference, status: "graded", by, at: entry?.at ?? null });
}

async function keep(
  transaction: Transaction,
  { actor, via, origin }: Scope,
  id: number,
  action: string,
  { before, after, told }: { before: JsonObject; after: JsonObject; told: readonly Job[] },
): Promise<void> {
  await audit(transaction, {
    actorId: actor.id,
    via,
    origin,
    subjectKind: "customer",
    subjectId: id,
    action,
    before,
    after,
  });
  await enqueue(transaction, [{ task: "refresh", subject: { kind: "customer", id } }, ...told]);
}

const staleForm = (id: number) =>
  new DomainError({ code: "STALE_FORM", reference: referenceOf("customer", id) });
