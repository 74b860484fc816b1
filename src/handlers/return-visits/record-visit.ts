import { z } from "zod";
import { may } from "../../domain/people/permissions";
import { referenceOf } from "../../domain/references";
import { recordVisit } from "../../domain/return-visits/record-visit";
import { aboutVisit, requireDueVisit, scores } from "../../domain/return-visits/visit";
import { touchKinds, touchLimits } from "../../domain/touches/touch";
import { button, buttons, text } from "../../ui/card";
import { fieldsFor } from "../../ui/fields";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { requireId } from "../require-reference";
import { dueText, visitTitle } from "./visit-words";

function visitForm({ texts }: Context) {
  const { visits } = texts.deals;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "visit.record",
    title: visits.title,
    submit: visits.submit,
    cancel: texts.shared.cancel,
    schema: z.object({
      score: fields.choice(
        { label: visits.score },
        scores.map((score) => ({ value: String(score), label: visits.scores[score] })).reverse(),
      ),
      kind: fields.choice(
        { label: visits.kind },
        touchKinds.map((value) => ({ value, label: texts.touches.kinds[value].label })),
      ),
      note: fields.paragraphOrNone({ label: visits.note }, touchLimits.note),
    }),
  };
}

/** Opens the form only for somebody whose submission would be taken. */
export async function openVisit(context: Context, id: string): Promise<Outcome> {
  const visit = await requireDueVisit(context, requireId(id));
  const about = aboutVisit(visit);
  const intro = [
    `${visitTitle(context, visit)} · ${referenceOf(about.kind, about.id)}`,
    dueText(context, visit),
  ];
  return openForm(formView(visitForm(context), { state: String(visit.id), intro, values: { kind: "call" } }));
}

export async function submitVisit(context: Context, raw: RawValues, state: string): Promise<Outcome> {
  const id = requireId(state);
  const read = readForm(visitForm(context), raw);
  if (!read.ok) return formErrors(read.errors);
  const score = Number(read.values.score);
  const kind = touchKinds.find((each) => each === read.values.kind) ?? "call";
  const { visit, reopened } = await recordVisit(context, id, { score, kind, note: read.values.note });
  const { texts, policy, actor } = context;
  const { visits, card } = texts.deals;
  const about = aboutVisit(visit);
  const sees = may(policy, actor, "customer.view") || visit.customer.ownerId === actor.id;
  return reply({
    title: visitTitle(context, visit),
    elements: [
      text(visits.recorded(score)),
      ...(reopened ? [text(visits.reopened(referenceOf(about.kind, about.id)))] : []),
      buttons(
        ...(sees ? [button("customer.show", visit.customerId, card.customer)] : []),
        button("visit.list", "mine:1", visits.mine),
      ),
    ],
  });
}
