import type { Prisma } from "../../db/generated/client";
import { recordsAskedAbout } from "../approvals/asked-about";
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
 * those asked of somebody away who delegates to them; with project.view_any all. `id` says that only this one matters.
 */
export async function visibleProjects(
  scope: Scope,
  id: number | null = null,
): Promise<Prisma.ProjectWhereInput> {
  const { actor, policy } = scope;
  if (may(policy, actor, "project.view_any")) return {};
  return {
    OR: [
      { requesterId: actor.id },
      { department: { in: [...actor.headOf] } },
      { id: { in: await recordsAskedAbout(scope, "project", id) } },
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
