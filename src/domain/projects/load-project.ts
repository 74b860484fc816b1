import type { Prisma } from "../../db/generated/client";
import { may } from "../people/permissions";
import type { Scope } from "../scope";
import { type Project, type ProjectStatus, projectStatuses } from "./project";

/** What is read with a project: the names on its card. */
export const withNames = {
  requester: { select: { name: true } },
  customer: { select: { name: true } },
} as const satisfies Prisma.ProjectInclude;

type Stored = Prisma.ProjectGetPayload<{ include: typeof withNames }>;

/**
 * Which projects the actor may see: their own, those of departments they head, those they were asked about or answered, and
 * those asked of somebody away who delegates to them; with project.view_any all.
 */
export async function visibleProjects(scope: Scope): Promise<Prisma.ProjectWhereInput> {
  const { actor, policy, db } = scope;
  if (may(policy, actor, "project.view_any")) return {};
  const now = scope.now.toJSDate();
  const asked = await db.$queryRaw<{ id: number }[]>`
    select distinct request.subject_id as id
    from approval_assignee asked
    join approval_step step on step.id = asked.step_id and step.status <> 'waiting'
    join approval_request request on request.id = step.request_id and request.subject_kind = 'project'
    join person on person.id = asked.person_id
    where ${actor.id} in (asked.person_id, asked.decider_id)
      or (person.delegate_id = ${actor.id} and person.away_from <= ${now} and person.away_until >= ${now})`;
  return {
    OR: [
      { requesterId: actor.id },
      { department: { in: [...actor.headOf] } },
      { id: { in: asked.map(({ id }) => id) } },
    ],
  };
}

export function projectOf({ requester, customer, status, ...stored }: Stored): Project {
  return {
    ...stored,
    status: statusOf(status),
    requesterName: requester.name,
    customerName: customer?.name ?? null,
  };
}

/** A stored status; the database refuses any other. */
export function statusOf(stored: string): ProjectStatus {
  const status = projectStatuses.find((each) => each === stored);
  if (!status) throw new Error(`"${stored}" is no status of a project`);
  return status;
}
