import { z } from "zod";
import { fieldsFor } from "../../ui/fields";
import type { FormView, SearchOption } from "../../ui/form";
import { formView } from "../../ui/read-form";
import type { Context } from "../context";

export function mergeForm({ texts }: Context) {
  const { form } = texts.merging;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "merge.new",
    title: form.title,
    submit: form.submit,
    cancel: texts.shared.cancel,
    schema: z.object({
      merged: fields.lookup({ label: form.merged }, "customer"),
      kept: fields.lookup({ label: form.kept }, "customer"),
    }),
  };
}

export const openMergeForm = (context: Context, merged: SearchOption | null): FormView =>
  formView(mergeForm(context), { values: { merged }, intro: [context.texts.merging.form.intro] });
