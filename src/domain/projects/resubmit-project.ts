import { openRequest } from "../approvals/open-request";
import { audit } from "../audit";
import { holdKept } from "../customers/merged";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { requireDepartment, requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope } from "../scope";
import { checkProject, projectForAudit } from "./check-project";
import type { ProjectInput } from "./project";
import { planProject } from "./request-project";

/**
 * Files one's own project again after it was returned for changes (policy 6.1.2): a new request under the policy in force
 * now; what was asked and said before is kept. Throws NOT_ALLOWED, NO_DEPARTMENT, NOT_FOUND (also for another's project),
 * WRONG_STATE unless it is returned, INVALID, NO_APPROVER, CONFLICT when it was filed again or withdrawn meanwhile.
 */
export async function resubmitProject(scope: Scope, id: number, input: ProjectInput): Promise<void> {
  const { actor, policy, db } = scope;
  const reference = referenceOf("project", id);
  const before = await db.project.findUnique({ where: { id } });
  if (before?.requesterId !== actor.id) throw new DomainError({ code: "NOT_FOUND", reference });
  await requirePermission(scope, "project.request");
  const department = await requireDepartment(scope);
  if (before.status !== "returned")
    throw new DomainError({ code: "WRONG_STATE", reference, status: before.status });
  const project = await checkProject(scope, input);
  const steps = await planProject(scope, project, department);
  await db.$transaction(async (transaction) => {
    const customerId = await holdKept(transaction, project.customerId);
    const { count } = await transaction.project.updateMany({
      where: { id, status: "returned" },
      data: {
        ...project,
        customerId,
        department,
        status: "pending",
        policyVersion: policy.version,
        updatedAt: scope.now.toJSDate(),
      },
    });
    if (count !== 1) {
      const { status, updatedAt } = await transaction.project.findUniqueOrThrow({ where: { id } });
      throw new DomainError({ code: "CONFLICT", reference, status, by: actor.name, at: updatedAt });
    }
    const subject = { kind: "project", id } as const;
    const { jobs } = await openRequest(transaction, subject, {
      requesterId: actor.id,
      department,
      policyVersion: policy.version,
      steps,
    });
    await audit(transaction, {
      actorId: actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "project",
      subjectId: id,
      action: "project.resubmitted",
      before: projectForAudit(before),
      after: projectForAudit({ ...project, customerId, department, status: "pending" }),
    });
    await enqueue(transaction, [...jobs, { task: "refresh", subject }]);
  });
}
