import type { z } from "zod";
import { fieldMeta } from "./fields";
import type { FieldValue, FormField, FormSchema, FormView, RawValues, Widget } from "./form";

/** A form for one reader: what it is called, the schema that asks and checks, and where its submission goes. */
export interface FormDefinition<S extends FormSchema> {
  /** Reaches the feature's form handler of that name. */
  name: string;
  title: string;
  submit: string;
  cancel: string;
  schema: S;
}

/** What stands in a form when it opens, by field. */
export type InitialValues<S extends FormSchema> = { [K in keyof S["shape"]]?: FieldValue | null };

/** Whether an answer must be given, asked of each schema once: forms are drawn far more often than they are made. */
const required = new WeakMap<z.ZodType, boolean>();

function isRequired(schema: z.ZodType, kind: Widget["kind"]): boolean {
  const known = required.get(schema);
  if (known !== undefined) return known;
  const asked = !schema.safeParse(kind === "files" ? [] : null).success;
  required.set(schema, asked);
  return asked;
}

/** Draws a form from its schema's metadata. `state` comes back at submission: ids only. */
export function formView<S extends FormSchema>(
  form: FormDefinition<S>,
  more: { state?: string; values?: InitialValues<S>; intro?: readonly string[] } = {},
): FormView {
  const fields = Object.entries(form.schema.shape).map(([name, schema]): FormField => {
    const meta = fieldMeta.get(schema);
    if (!meta) throw new Error(`field "${name}" of form "${form.name}" was not made by fields.ts`);
    const value = more.values?.[name];
    return {
      ...meta,
      name,
      required: isRequired(schema, meta.widget.kind),
      ...(value ? { value } : {}),
    };
  });
  return {
    name: form.name,
    title: form.title,
    submit: form.submit,
    cancel: form.cancel,
    intro: more.intro ?? [],
    fields,
    state: more.state ?? "",
  };
}

export type ReadForm<S extends FormSchema> =
  | { ok: true; values: z.output<S> }
  | { ok: false; errors: Record<string, string> };

/** What was handed in, typed; or the first error of each field. */
export function readForm<S extends FormSchema>(form: FormDefinition<S>, raw: RawValues): ReadForm<S> {
  const parsed = form.schema.safeParse(raw);
  if (parsed.success) return { ok: true, values: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? "")] ??= issue.message;
  return { ok: false, errors };
}
