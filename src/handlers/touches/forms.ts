import { randomUUID } from "node:crypto";
import { z } from "zod";
import { todayOf } from "../../domain/calendar/today";
import { touchKinds, touchLimits, touchOutcomes } from "../../domain/touches/touch";
import { fieldsFor } from "../../ui/fields";
import type { FormView } from "../../ui/form";
import { formView, type InitialValues } from "../../ui/read-form";
import type { Context } from "../context";

/** Most characters of a day in words. */
const longestDay = 60;

export function touchForm(context: Context) {
  const { texts } = context;
  const { form, fields: labels, kinds, outcomes } = texts.touches;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "touch.new",
    title: form.title,
    submit: form.submit,
    cancel: texts.shared.cancel,
    schema: z.object({
      customer: fields.lookup({ label: labels.customer }, "customer"),
      kind: fields.choice(
        { label: labels.kind },
        touchKinds.map((value) => ({ value, label: kinds[value].label })),
      ),
      outcome: fields.choice(
        { label: labels.outcome },
        touchOutcomes.map((value) => ({ value, label: outcomes[value].label })),
      ),
      note: fields.paragraphOrNone({ label: labels.note }, touchLimits.note),
      nextStep: fields.lineOrNone(
        { label: labels.nextStep, hint: labels.nextStepHint },
        touchLimits.nextStep,
      ),
      nextOn: fields.lineOrNone({ label: labels.nextOn, hint: labels.nextOnHint }, longestDay),
      at: fields.date({ label: labels.at }),
    }),
  };
}

export type TouchInitial = InitialValues<ReturnType<typeof touchForm>["schema"]>;

/**
 * The form, prefilled. Its state names this one form, so that it logs one touch however often it is handed in, and the chat
 * message that it is about.
 */
export function openTouchForm(
  context: Context,
  values: TouchInitial = {},
  { intro = [], link = null }: { intro?: readonly string[]; link?: string | null } = {},
): FormView {
  return formView(touchForm(context), {
    values: { outcome: "neutral", at: todayOf(context).toISODate(), ...values },
    intro,
    // Longer addresses than a form's state can hold are not kept; none of a chat message is.
    state: `${randomUUID()} ${link !== null && link.length <= 1900 ? link : ""}`,
  });
}

/** The form and the message that a state names. */
export function readTouchState(state: string): { form: string | null; link: string | null } {
  const [form = "", link = ""] = state.split(" ");
  return { form: /^[\da-f-]{36}$/.test(form) ? form : null, link: link || null };
}

/** Asks for another day of a follow-up. */
export function rescheduleForm(context: Context) {
  const { form, fields: labels } = context.texts.touches;
  const fields = fieldsFor(context.texts.shared.fields);
  return {
    name: "follow-up.reschedule",
    title: form.rescheduleTitle,
    submit: form.submitReschedule,
    cancel: context.texts.shared.cancel,
    schema: z.object({
      nextOn: fields.line({ label: labels.nextOn, hint: labels.newDayHint }, longestDay),
    }),
  };
}
