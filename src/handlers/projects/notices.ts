import type { Project, ProjectStatus } from "../../domain/projects/project";
import type { Texts } from "../../i18n/texts";
import type { Notice } from "../../ui/feature";
import type { Context } from "../context";
import { loadProject, projectCard, projectNewsCard, setUpCard } from "./project-card";

/** A notice to whoever requested the project. */
function toRequester(
  name: string,
  draw: typeof projectCard,
  lead: (notices: Texts["projects"]["notices"], project: Project) => string | undefined,
): Notice<Context> {
  return {
    name,
    audience: async ({ db }, id) => {
      const project = await loadProject(db, id);
      return { people: project ? [project.requesterId] : [], channels: [] };
    },
    card: async (context, id) => {
      const project = await loadProject(context.db, id);
      return project && draw(context, project, lead(context.texts.projects.notices, project));
    },
  };
}

/** Where a project stands decides what its decision is called; asked for anew or withdrawn since, it has none. */
const decisions = {
  approved: "approved",
  rejected: "rejected",
  returned: "returned",
  pending: null,
  withdrawn: null,
} as const satisfies Record<ProjectStatus, keyof Texts["projects"]["notices"] | null>;

/** The channels that the policy lets hear of it are told that a project is set up (policy 6.1.2). */
const approved: Notice<Context> = {
  name: "project.approved",
  audience: async ({ policy }) => ({
    people: [],
    channels: Object.entries(policy.channels).flatMap(([key, { notices }]) =>
      notices.includes("project.approved") ? [key] : [],
    ),
  }),
  card: async (context, id) => {
    const project = await loadProject(context.db, id);
    return project?.status === "approved" ? setUpCard(context, project) : null;
  },
};

export const projectNotices: readonly Notice<Context>[] = [
  // Said of a project that waits: once it is decided, the same copy tells that by its state.
  toRequester("project.filed", projectCard, ({ filed }, { status }) =>
    status === "pending" ? filed : undefined,
  ),
  toRequester("project.decided", projectNewsCard, (notices, { status }) => {
    const decision = decisions[status];
    return decision === null ? undefined : notices[decision];
  }),
  approved,
];
