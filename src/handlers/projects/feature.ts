import { may } from "../../domain/people/permissions";
import { showProject } from "../../domain/projects/show-project";
import { withdrawProject } from "../../domain/projects/withdraw-project";
import { type Outcome, replaceCard, reply } from "../../ui/outcome";
import type { Context, DrumbeatFeature } from "../context";
import { requireId, requireReference } from "../require-reference";
import { verbWords, whoseIn } from "../verb-words";
import { projectListCard } from "./list-card";
import { projectNotices } from "./notices";
import { projectCard } from "./project-card";
import {
  fileProject,
  fileProjectAgain,
  newProject,
  openEditForm,
  openProjectForm,
  projectFromLine,
} from "./request-by-form";
import { searchProjects } from "./search-projects";

const cardOf = async (context: Context, id: number) => projectCard(context, await showProject(context, id));

const show = async (context: Context, id: number): Promise<Outcome> => reply(await cardOf(context, id));

const list = async (context: Context, typed: string): Promise<Outcome> =>
  reply(await projectListCard(context, whoseIn(typed), 0));

/** Projects (policy 6.1): asked for by form, reviewed by the department's head, approved by management. */
export const projects: DrumbeatFeature = {
  name: "projects",
  commands: [
    {
      name: "project",
      summary: {
        manifest: "Ask for a project to be set up and follow its approval",
        text: ({ texts }) => texts.projects.summary,
      },
      usageHint:
        "request Website relaunch 80000 2026-12-01 2027-03-31 | list | show PRJ-1001 | withdraw PRJ-1001",
      verbs: [
        {
          name: "request",
          ...verbWords((texts) => texts.projects.verbs.request),
          opens: "form",
          offered: ({ policy, actor }) => may(policy, actor, "project.request"),
          run: newProject,
        },
        { name: "list", ...verbWords((texts) => texts.projects.verbs.list), run: list },
        {
          name: "show",
          ...verbWords((texts) => texts.projects.verbs.show),
          needsWords: true,
          run: async (context, typed) =>
            typed ? show(context, requireReference(typed, "project")) : list(context, ""),
        },
        {
          name: "withdraw",
          ...verbWords((texts) => texts.projects.verbs.withdraw),
          needsWords: true,
          run: async (context, typed) => {
            if (!typed) return list(context, "");
            const id = requireReference(typed, "project");
            await withdrawProject(context, id);
            return show(context, id);
          },
        },
      ],
      otherwise: projectFromLine,
    },
  ],
  actions: {
    "project.new": (context) => openProjectForm(context),
    "project.show": async (context, id) => show(context, requireId(id)),
    "project.list": async (context, id) => {
      const [whose, page] = id.split(" ");
      return replaceCard(
        await projectListCard(context, whose === "all" ? "all" : "mine", requireId(page ?? "0")),
      );
    },
    "project.edit": openEditForm,
    "project.withdraw": async (context, id) => {
      await withdrawProject(context, requireId(id));
      return replaceCard(await cardOf(context, requireId(id)));
    },
  },
  forms: {
    "project.new": (context, values) => fileProject(context, values),
    "project.edit": fileProjectAgain,
  },
  searches: { project: searchProjects },
  notices: projectNotices,
};
