import { projectOf, withNames } from "../../domain/projects/load-project";
import type { Project, ProjectStatus } from "../../domain/projects/project";
import { referenceOf } from "../../domain/references";
import type { Reader as Records } from "../../domain/scope";
import { type Button, buttons, type Card, type CardElement, facts, type Tone, text } from "../../ui/card";
import { approvalParts } from "../approvals/approval-elements";
import { editButtons, newsCard, withdrawButtons } from "../approvals/requester-parts";
import type { Context } from "../context";
import { atHead, statusText } from "../explain-problem";

const tones = {
  pending: "waiting",
  returned: "waiting",
  approved: "good",
  rejected: "bad",
  withdrawn: "neutral",
} as const satisfies Record<ProjectStatus, Tone>;

/** A project whoever asks, for cards whose reader was chosen by the record; `showProject` is for those who come asking. */
export async function loadProject(records: Records, id: number): Promise<Project | null> {
  const stored = await records.project.findUnique({ where: { id }, include: withNames });
  return stored && projectOf(stored);
}

/** A project as this reader sees it now: its initiation form, its approval, and what they may do. */
export async function projectCard(context: Context, project: Project, lead?: string): Promise<Card> {
  const words = context.texts.projects.card;
  const approval = await approvalParts(context, { kind: "project", id: project.id });
  const actions = [...approval.decisions, ...projectButtons(context, project)];
  return {
    ...projectHead(context, project),
    elements: [
      ...(lead ? [text(lead)] : []),
      ...approval.reasons,
      projectFacts(context, project),
      facts([
        [words.background, project.background],
        [words.goals, project.goals],
        [words.requirements, project.requirements],
      ]),
      ...approval.steps,
      ...(actions.length ? [buttons(...actions)] : []),
    ],
  };
}

/** What its requester is told anew of a project. */
export function projectNewsCard(context: Context, project: Project, lead?: string): Promise<Card> {
  return newsCard(
    context,
    { kind: "project", id: project.id },
    {
      head: projectHead(context, project),
      lead,
      what: [],
      status: project.status,
      words: context.texts.projects.card,
    },
  );
}

/** What a channel is told: that the project is set up, not what was said on the way there. */
export function setUpCard(context: Context, project: Project): Card {
  const lead = text(context.texts.projects.notices.setUp(project.requesterName));
  return { ...projectHead(context, project), elements: [lead, projectFacts(context, project)] };
}

function projectHead({ texts }: Context, project: Project): Pick<Card, "title" | "status"> {
  return {
    title: texts.projects.card.title(referenceOf("project", project.id), project.title),
    status: { tone: tones[project.status], text: atHead(statusText(texts, project.status)) },
  };
}

function projectFacts({ texts, reader, policy }: Context, project: Project): CardElement {
  const words = texts.projects.card;
  const department = policy.departments[project.department];
  return facts([
    [
      words.requester,
      `${project.requesterName} · ${department ? reader.name(department) : project.department}`,
    ],
    [words.budget, reader.money(project.budgetMinor, project.currency)],
    [words.period, words.days(reader.day(project.startsOn), reader.day(project.endsOn))],
    [words.customer, project.customerName],
  ]);
}

function projectButtons(context: Context, { id, requesterId, status }: Project): Button[] {
  if (requesterId !== context.actor.id) return [];
  const subject = { kind: "project", id } as const;
  const words = context.texts.projects.card;
  return [...editButtons(subject, status, words), ...withdrawButtons(context, subject, status, words)];
}

/** The card of a project by its id; null when there is none. */
export async function projectCardById(context: Context, id: number): Promise<Card | null> {
  const project = await loadProject(context.db, id);
  return project && projectCard(context, project);
}

/** A project as a line of somebody's list; null when there is none. */
export async function projectLine(
  { db, reader }: Context,
  id: number,
): Promise<{ text: string; detail: string } | null> {
  const project = await db.project.findUnique({ where: { id } });
  if (!project) return null;
  return {
    text: `${referenceOf("project", id)} · ${reader.money(project.budgetMinor, project.currency)}`,
    detail: project.title,
  };
}
