import type { FollowApproval } from "../approvals/outcome";
import { audit } from "../audit";
import { enqueue } from "../outbox";

/** A project takes its request's outcome: set up, refused, or back with its requester for changes (policy 6.1.2). */
export const followProjectApproval: FollowApproval = async (transaction, projectId, outcome, scope) => {
  const { count } = await transaction.project.updateMany({
    where: { id: projectId, status: "pending" },
    data: { status: outcome, updatedAt: scope.now.toJSDate() },
  });
  // A pending request with a project that is not pending would be a broken record: nothing of the decision may stay.
  if (count !== 1) throw new Error(`project ${projectId} is not pending while its approval request is`);
  await audit(transaction, {
    actorId: scope.actor.id,
    via: scope.via,
    origin: scope.origin,
    subjectKind: "project",
    subjectId: projectId,
    action: `project.${outcome}`,
    before: { status: "pending" },
    after: { status: outcome },
  });
  // Of a project that is set up the channels hear too; of a refusal only its requester does.
  if (outcome === "approved")
    await enqueue(transaction, [
      { task: "announce", notice: "project.approved", subject: { kind: "project", id: projectId } },
    ]);
};
