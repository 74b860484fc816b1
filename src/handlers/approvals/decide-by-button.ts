import { z } from "zod";
import { decide } from "../../domain/approvals/decide";
import { subjectOfStep } from "../../domain/approvals/subject-of-step";
import { DomainError } from "../../domain/errors";
import { referenceOf } from "../../domain/references";
import { fieldsFor } from "../../ui/fields";
import type { FormView, RawValues } from "../../ui/form";
import { formErrors, nothing, type Outcome, openForm, replaceCard } from "../../ui/outcome";
import { type FormDefinition, formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";
import { requireId } from "../require-reference";
import { subjectCards } from "./subject-cards";
import { waitingCard } from "./waiting-card";

/** Approves by one press, and draws the card pressed with its outcome. */
export async function approveOnCard(context: Context, id: string): Promise<Outcome> {
  const { subject } = await decide(context, { stepId: requireId(id), decision: "approved", reason: null });
  const card = await subjectCards[subject.kind].card(context, subject.id);
  return card ? replaceCard(card) : nothing;
}

export async function approveInList(context: Context, id: string): Promise<Outcome> {
  const { subject } = await decide(context, { stepId: requireId(id), decision: "approved", reason: null });
  const approved = context.texts.approvals.list.approved(referenceOf(subject.kind, subject.id));
  return replaceCard(await waitingCard(context, approved));
}

type Refusal = "rejected" | "returned";

function reasonForm({ texts }: Context, decision: Refusal, reference: string) {
  const words = decision === "rejected" ? texts.approvals.rejectForm : texts.approvals.returnForm;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: decision === "rejected" ? "approval.reject" : "approval.return",
    title: words.title(reference),
    submit: words.submit,
    cancel: texts.shared.cancel,
    schema: z.object({ reason: fields.paragraph({ label: words.label, hint: words.hint }) }),
  } satisfies FormDefinition<z.ZodObject>;
}

/** Throws what keeps the actor from deciding; only the reason may be missing still. Nothing is decided without one. */
async function requireDecidable(context: Context, stepId: number, decision: Refusal): Promise<void> {
  try {
    await decide(context, { stepId, decision, reason: null });
  } catch (error) {
    if (!(error instanceof DomainError && error.problem.code === "REASON_NEEDED")) throw error;
  }
}

/** Asks why before a refusal counts. Who may not decide is told so before they type; who may is asked again at the end. */
export const askReason =
  (decision: Refusal) =>
  async (context: Context, id: string): Promise<Outcome> => {
    await requireDecidable(context, requireId(id), decision);
    const subject = await subjectOfStep(context.db, requireId(id));
    const line = await subjectCards[subject.kind].line(context, subject.id);
    const view: FormView = formView(reasonForm(context, decision, referenceOf(subject.kind, subject.id)), {
      state: id,
      // Between a list and this form people forget which one they pressed.
      intro: line ? [`${line.text} · ${line.detail}`] : [],
    });
    return openForm(view);
  };

export const refuseWithReason =
  (decision: Refusal) =>
  async (context: Context, values: RawValues, state: string): Promise<Outcome> => {
    const read = readForm(reasonForm(context, decision, ""), values);
    if (!read.ok) return formErrors(read.errors);
    await decide(context, { stepId: requireId(state), decision, reason: read.values.reason });
    return nothing;
  };
