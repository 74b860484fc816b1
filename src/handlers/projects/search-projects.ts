import { visibleProjects } from "../../domain/projects/load-project";
import { readReference, referenceOf } from "../../domain/references";
import type { SearchOption } from "../../ui/form";
import type { Context } from "../context";

const most = 20;

/** Approved projects that the actor may see, by reference or part of the title, newest first. */
export async function searchProjects(context: Context, query: string): Promise<readonly SearchOption[]> {
  const typed = query.trim();
  const reference = readReference(typed, "project");
  const projects = await context.db.project.findMany({
    where: {
      AND: [
        await visibleProjects(context),
        { status: "approved" },
        {
          OR: [
            { title: { contains: typed, mode: "insensitive" } },
            ...(reference?.kind === "project" ? [{ id: reference.id }] : []),
          ],
        },
      ],
    },
    select: { id: true, title: true },
    orderBy: { id: "desc" },
    take: most,
  });
  return projects.map(({ id, title }) => ({
    value: String(id),
    label: `${referenceOf("project", id)} ${title}`,
  }));
}
