import type { Scope } from "../scope";
import { projectOf, visibleProjects, withNames } from "./load-project";
import type { Project, ProjectStatus } from "./project";

/** How many projects a list shows at once. */
export const pageSize = 20;

/** Projects, newest first: the actor's own, or all that they may see; with how many there are. `page` counts from 0. */
export async function listProjects(
  scope: Scope,
  { whose, page = 0, status }: { whose: "mine" | "all"; page?: number; status?: ProjectStatus },
): Promise<{ projects: Project[]; total: number }> {
  const visible = whose === "mine" ? { requesterId: scope.actor.id } : await visibleProjects(scope);
  const where = { AND: [visible, status ? { status } : {}] };
  const [rows, total] = await Promise.all([
    scope.db.project.findMany({
      where,
      include: withNames,
      orderBy: { id: "desc" },
      skip: page * pageSize,
      take: pageSize,
    }),
    scope.db.project.count({ where }),
  ]);
  return { projects: rows.map(projectOf), total };
}
