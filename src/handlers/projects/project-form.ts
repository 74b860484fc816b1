import { z } from "zod";
import { longestText, longestTitle } from "../../domain/projects/check-project";
import { fieldsFor } from "../../ui/fields";
import type { FormDefinition } from "../../ui/read-form";
import type { Context } from "../context";

/** The initiation form (policy 6.1.1), new or of a project that came back for changes. */
export function projectForm({ texts, currency }: Context, editing = false) {
  const words = texts.projects.form;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: editing ? "project.edit" : "project.new",
    title: editing ? words.editTitle : words.title,
    submit: words.submit,
    cancel: texts.shared.cancel,
    schema: z.object({
      title: fields.line({ label: words.name, placeholder: words.namePlaceholder }, longestTitle),
      background: fields.paragraph({ label: words.background, hint: words.backgroundHint }, longestText),
      goals: fields.paragraph({ label: words.goals, hint: words.goalsHint }, longestText),
      requirements: fields.paragraph(
        { label: words.requirements, hint: words.requirementsHint },
        longestText,
      ),
      budget: fields.amount(
        { label: words.budget(currency), placeholder: words.budgetPlaceholder },
        currency,
      ),
      startsOn: fields.date({ label: words.startsOn }),
      endsOn: fields.date({ label: words.endsOn }),
      customerId: fields.lookupOrNone({ label: words.customer }, "customer"),
    }),
  } satisfies FormDefinition<z.ZodObject>;
}

export type ProjectForm = ReturnType<typeof projectForm>;
