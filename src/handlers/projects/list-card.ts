import { may } from "../../domain/people/permissions";
import { listProjects, pageSize } from "../../domain/projects/list-projects";
import type { Project } from "../../domain/projects/project";
import { referenceOf } from "../../domain/references";
import {
  button,
  buttons,
  type Card,
  type CardElement,
  row,
  context as smallPrint,
  text,
} from "../../ui/card";
import type { Context } from "../context";
import { statusText } from "../explain-problem";

export type Whose = "mine" | "all";

/** A page of projects, each with a button that opens it. `page` counts from 0. */
export async function projectListCard(context: Context, whose: Whose, page: number): Promise<Card> {
  const { texts } = context;
  const words = texts.projects.list;
  const { projects, total } = await listProjects(context, { whose, page });
  const shown = page * pageSize + projects.length;
  const to = (label: string, target: Whose, targetPage: number) =>
    button("project.list", `${target} ${targetPage}`, label);
  const ways = [
    ...(page > 0 ? [to(words.previous, whose, page - 1)] : []),
    ...(shown < total ? [to(words.next, whose, page + 1)] : []),
    whose === "mine" ? to(words.showAll, "all", 0) : to(words.showMine, "mine", 0),
  ];
  return {
    title: whose === "mine" ? words.mine : words.all,
    elements: [
      ...(projects.length
        ? [
            ...projects.map((project) => projectRow(context, project, whose)),
            smallPrint(texts.shared.showing(shown, total)),
          ]
        : [text(whose === "mine" ? words.emptyMine : words.emptyAll)]),
      buttons(...(projects.length ? [] : requestButton(context)), ...ways),
    ],
  };
}

const requestButton = ({ policy, actor, texts }: Context) =>
  may(policy, actor, "project.request")
    ? [button("project.new", "", texts.projects.verbs.request.label, { style: "primary", opens: "form" })]
    : [];

function projectRow({ texts, reader }: Context, project: Project, whose: Whose): CardElement {
  const { days } = texts.projects.card;
  return row({
    text: [
      referenceOf("project", project.id),
      reader.money(project.budgetMinor, project.currency),
      statusText(texts, project.status),
    ].join(" · "),
    detail: [
      project.title,
      ...(whose === "all" ? [project.requesterName] : []),
      days(reader.day(project.startsOn), reader.day(project.endsOn)),
    ].join(" · "),
    button: button("project.show", project.id, texts.shared.open),
  });
}
