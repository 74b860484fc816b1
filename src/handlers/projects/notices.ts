import type { Project, ProjectStatus } from "../../domain/projects/project";
import type { Texts } from "../../i18n/texts";
import type { Notice } from "../../ui/feature";
import { type Context, forChannel } from "../context";
import { loadProject, projectCard, projectNewsCard, setUpCard } from "./project-card";

/** A notice to whoever requested the project. */
function toRequester(
  name: string,
  draw: typeof projectCard,
  lead: (notices: Texts["projects"]["notices"], project: Project) => string | undefined,
): Notice<Context> {
  return {
    name,
    people: async ({ db }, id) => {
      const project = await loadProject(db, id);
      return project ? [project.requesterId] : [];
    },
    card: async (context, id) => {
      const project = await loadProject(context.db, id);
      const said =
        project && !forChannel(context) ? lead(context.texts.projects.notices, project) : undefined;
      return project && draw(context, project, said);
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

/** For channels: that a project is set up (policy 6.1.2). Its requester is told of the decision. */
const approved: Notice<Context> = {
  name: "project.approved",
  people: async () => [],
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
