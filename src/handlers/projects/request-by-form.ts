import { approvalTrail } from "../../domain/approvals/approval-trail";
import { DomainError } from "../../domain/errors";
import { decimalFromMinor } from "../../domain/money";
import { requireDepartment, requirePermission } from "../../domain/people/permissions";
import { longestText, longestTitle } from "../../domain/projects/check-project";
import { requestProject } from "../../domain/projects/request-project";
import { resubmitProject } from "../../domain/projects/resubmit-project";
import { showProject } from "../../domain/projects/show-project";
import { referenceOf } from "../../domain/references";
import type { RawValues } from "../../ui/form";
import { formErrors, nothing, type Outcome, openForm, reply } from "../../ui/outcome";
import { formView, type InitialValues, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { requireId } from "../require-reference";
import { loadProject, projectCard } from "./project-card";
import { type ProjectForm, projectForm } from "./project-form";
import { type ProjectLine, readProjectLine } from "./read-project-line";

/** Opens the form, after asking what would refuse it anyway: nobody fills in a form for nothing. */
export async function openProjectForm(
  context: Context,
  values: InitialValues<ProjectForm["schema"]> = {},
  intro: readonly string[] = [],
): Promise<Outcome> {
  await requirePermission(context, "project.request");
  await requireDepartment(context);
  return openForm(formView(projectForm(context), { values, intro }));
}

/** "/project request": the form, always, since a line has no room for background and goals; what a line says stands in it. */
export async function newProject(context: Context, typed: string): Promise<Outcome> {
  if (!typed.trim()) return openProjectForm(context);
  return openWith(context, readProjectLine(typed, context.currency));
}

/** "/project Website relaunch 80000" without a verb; a line without budget or days is no project but a slip of the keys. */
export async function projectFromLine(context: Context, typed: string): Promise<Outcome | null> {
  const line = readProjectLine(typed, context.currency);
  return line.title && (line.budget || line.startsOn) ? openWith(context, line) : null;
}

async function openWith(context: Context, { title, ...line }: ProjectLine): Promise<Outcome> {
  const words = context.texts.projects.form;
  const long = title.length > longestTitle;
  return openProjectForm(
    context,
    {
      ...line,
      title: cut(title, longestTitle),
      background: long ? cut(title, longestText) : null,
    },
    [words.fromLine, ...(long ? [words.shortened] : [])],
  );
}

/** At most so many code units, never half a character. */
function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/u, "");
}

/** The filled-in form of a new project. */
export async function fileProject(context: Context, values: RawValues): Promise<Outcome> {
  const read = readForm(projectForm(context), values);
  if (!read.ok) return formErrors(read.errors);
  return filed(context, await requestProject(context, read.values));
}

/** In the direct conversation the notice tells it; elsewhere whoever filed it needs a word where they are. */
async function filed(context: Context, id: number): Promise<Outcome> {
  if (context.interaction?.conversation?.kind !== "channel") return nothing;
  const lead = context.texts.projects.notices.filed;
  return reply(await projectCard(context, await showProject(context, id), lead));
}

/** The form of a returned project, with what was typed, and who asks for which changes. */
export async function openEditForm(context: Context, typedId: string): Promise<Outcome> {
  const id = requireId(typedId);
  const reference = referenceOf("project", id);
  const project = await loadProject(context.db, id);
  if (project?.requesterId !== context.actor.id) throw new DomainError({ code: "NOT_FOUND", reference });
  if (project.status !== "returned")
    throw new DomainError({ code: "WRONG_STATE", reference, status: project.status });
  const { customerId, customerName } = project;
  return openForm(
    formView(projectForm(context, true), {
      state: String(id),
      intro: await changesAskedFor(context, id),
      values: {
        title: project.title,
        background: project.background,
        goals: project.goals,
        requirements: project.requirements,
        budget: decimalFromMinor(project.budgetMinor, project.currency),
        startsOn: project.startsOn.toISOString().slice(0, 10),
        endsOn: project.endsOn.toISOString().slice(0, 10),
        customerId:
          customerId !== null && customerName ? { value: String(customerId), label: customerName } : null,
      },
    }),
  );
}

async function changesAskedFor({ db, texts }: Context, id: number): Promise<string[]> {
  const trail = await approvalTrail(db, { kind: "project", id });
  const answers = trail.at(-1)?.steps.flatMap(({ assignees }) => assignees) ?? [];
  return answers
    .filter(({ decision }) => decision === "returned")
    .map(({ name, deciderName, reason }) =>
      texts.projects.form.returnedBecause(deciderName ?? name, reason ?? texts.shared.none),
    );
}

/** The changed form of a returned project. */
export async function fileProjectAgain(context: Context, values: RawValues, state: string): Promise<Outcome> {
  const read = readForm(projectForm(context, true), values);
  if (!read.ok) return formErrors(read.errors);
  const id = requireId(state);
  await resubmitProject(context, id, read.values);
  return filed(context, id);
}
