import { withdrawRequest } from "../approvals/withdraw-request";
import { audit } from "../audit";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { referenceOf } from "../references";
import type { Scope } from "../scope";

/**
 * Takes back one's own project before it is decided, or after it was returned. Throws NOT_FOUND (also for another's
 * project), WRONG_STATE when it is over already, CONFLICT when somebody decided it at this moment.
 */
export async function withdrawProject(scope: Scope, id: number): Promise<void> {
  const { db, actor } = scope;
  const reference = referenceOf("project", id);
  const project = await db.project.findUnique({ where: { id } });
  if (project?.requesterId !== actor.id) throw new DomainError({ code: "NOT_FOUND", reference });
  if (project.status !== "pending" && project.status !== "returned")
    throw new DomainError({ code: "WRONG_STATE", reference, status: project.status });
  await db.$transaction(async (transaction) => {
    // The request first, the project second: the order in which a decision locks them.
    const { was, jobs } = await withdrawRequest(transaction, scope, { kind: "project", id });
    const { count } = await transaction.project.updateMany({
      where: { id, status: was },
      data: { status: "withdrawn", updatedAt: scope.now.toJSDate() },
    });
    if (count !== 1) {
      const { status, updatedAt } = await transaction.project.findUniqueOrThrow({ where: { id } });
      throw new DomainError({ code: "CONFLICT", reference, status, by: actor.name, at: updatedAt });
    }
    await audit(transaction, {
      actorId: actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "project",
      subjectId: id,
      action: "project.withdrawn",
      before: { status: was },
      after: { status: "withdrawn" },
    });
    await enqueue(transaction, jobs);
  });
}
