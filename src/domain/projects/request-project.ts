import { loadCandidates } from "../approvals/load-candidates";
import { openRequest } from "../approvals/open-request";
import { planSteps } from "../approvals/plan-steps";
import type { PlannedStep } from "../approvals/request";
import { audit } from "../audit";
import { holdKept } from "../customers/merged";
import { enqueue } from "../outbox";
import { requireDepartment, requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { type CheckedProject, checkProject, projectForAudit } from "./check-project";
import type { ProjectInput } from "./project";

/**
 * Asks for a project to be set up (policy 6.1.1, 6.1.2): its department's head reviews, management approves. Returns its id.
 * Throws NOT_ALLOWED (project.request), NO_DEPARTMENT, INVALID about a field, NO_APPROVER.
 */
export async function requestProject(scope: Scope, input: ProjectInput): Promise<number> {
  await requirePermission(scope, "project.request");
  const department = await requireDepartment(scope);
  const project = await checkProject(scope, input);
  const steps = await planProject(scope, project, department);
  const { actor, policy } = scope;
  return scope.db.$transaction(async (transaction) => {
    const customerId = await holdKept(transaction, project.customerId);
    const { id } = await transaction.project.create({
      data: { ...project, customerId, requesterId: actor.id, department, policyVersion: policy.version },
      select: { id: true },
    });
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
      action: "project.requested",
      before: null,
      after: projectForAudit({ ...project, customerId, department, status: "pending" }),
    });
    await enqueue(transaction, [{ task: "announce", notice: "project.filed", subject }, ...jobs]);
    return id;
  });
}

/** The steps a project of the actor would go through, under the policy in force. */
export async function planProject(
  scope: Scope,
  project: CheckedProject,
  department: string,
): Promise<PlannedStep[]> {
  return planSteps({
    policy: scope.policy,
    kind: "project",
    amountMinor: project.budgetMinor,
    currency: project.currency,
    requester: scope.actor,
    department,
    candidates: await loadCandidates(scope.db, department),
  });
}
