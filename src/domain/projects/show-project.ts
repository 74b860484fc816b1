import { DomainError } from "../errors";
import { referenceOf } from "../references";
import type { Scope } from "../scope";
import { projectOf, visibleProjects, withNames } from "./load-project";
import type { Project } from "./project";

/** A project that the actor may see (policy 6.1). Throws NOT_FOUND, also where it exists and is not theirs to see. */
export async function showProject(scope: Scope, id: number): Promise<Project> {
  const project = await scope.db.project.findFirst({
    where: { AND: [{ id }, await visibleProjects(scope, id)] },
    include: withNames,
  });
  if (!project) throw new DomainError({ code: "NOT_FOUND", reference: referenceOf("project", id) });
  return projectOf(project);
}
