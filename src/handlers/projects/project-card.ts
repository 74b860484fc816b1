import { projectOf, withNames } from "../../domain/projects/load-project";
import type { Project, ProjectStatus } from "../../domain/projects/project";
import { referenceOf } from "../../domain/references";
import type { Reader as Records } from "../../domain/scope";
import {
  type Button,
  button,
  buttons,
  type Card,
  type CardElement,
  facts,
  type Tone,
  text,
} from "../../ui/card";
import { approvalParts } from "../approvals/approval-elements";
import { type Context, forChannel } from "../context";
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

/** What its requester is told anew of a project they know: what became of it, by whom, and what they may do. */
export async function projectNewsCard(context: Context, project: Project, lead?: string): Promise<Card> {
  const { texts } = context;
  const { reasons, steps } = await approvalParts(context, { kind: "project", id: project.id });
  return {
    ...projectHead(context, project),
    elements: [
      ...(lead ? [text(lead)] : []),
      ...reasons,
      ...steps,
      buttons(
        ...(project.status === "returned" && !forChannel(context) ? [editButton(context, project)] : []),
        button("project.show", project.id, texts.shared.open),
      ),
    ],
  };
}

const editButton = ({ texts }: Context, { id }: Project): Button =>
  button("project.edit", id, texts.projects.card.edit, { style: "primary" });

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

function projectButtons(context: Context, project: Project): Button[] {
  const { actor, texts } = context;
  const { id, requesterId, status } = project;
  const words = texts.projects.card;
  if (requesterId !== actor.id || (status !== "pending" && status !== "returned")) return [];
  return [
    ...(status === "returned" ? [editButton(context, project)] : []),
    button("project.withdraw", id, words.withdraw, {
      confirm: {
        title: words.withdrawTitle,
        text: words.withdrawText,
        ok: words.withdraw,
        cancel: texts.shared.cancel,
      },
    }),
  ];
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
