import { z } from "zod";
import { fieldsFor } from "../../ui/fields";
import type { FormView, SearchOption } from "../../ui/form";
import { formView } from "../../ui/read-form";
import type { Context } from "../context";

/** The search behind the first field: people who left are found too. */
export const leaverSearch = "handover-from";

export const ways = ["person", "in_turn", "pool"] as const;

export function handoverForm({ texts }: Context) {
  const { form } = texts.handover;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "handover.new",
    title: form.title,
    submit: form.submit,
    cancel: texts.shared.cancel,
    schema: z.object({
      leaver: fields.lookup({ label: form.leaver }, leaverSearch),
      way: fields.choice(
        { label: form.way },
        ways.map((value) => ({ value, label: form.ways[value] })),
      ),
      to: fields.lookupOrNone({ label: form.to, hint: form.toHint }, "people"),
    }),
  };
}

export const openHandoverForm = (context: Context, leaver: SearchOption | null): FormView =>
  formView(handoverForm(context), {
    values: { leaver, way: "person" },
    intro: [context.texts.handover.form.intro],
  });
