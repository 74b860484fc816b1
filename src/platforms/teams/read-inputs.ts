import { z } from "zod";
import type { FieldValue, FormField, FormView, RawValue, RawValues, SearchOption } from "../../ui/form";

/** Keeps what is typed apart from what our actions carry: a client puts both into one object. */
export const inputIdOf = (field: string): string => `field:${field}`;

/** What a found record is called on the wire: its id, and its label so that it is there when the form is drawn again. */
export const lookupValue = ({ value, label }: SearchOption): string => JSON.stringify([value, label]);

const wireOption = z.tuple([z.string(), z.string()]);

/**
 * What was typed and chosen in a form, by field: nothing trimmed, an untouched field is null. `filled` is the form with all of
 * it in its fields. Clients give every value as a string, and leave untouched fields out; nothing that they send makes it throw.
 */
export function readInputs(
  form: FormView,
  inputs: Readonly<Record<string, unknown>>,
): { values: RawValues; filled: FormView } {
  const read: [string, RawValue][] = [];
  const fields = form.fields.map(({ value: _before, ...field }): FormField => {
    const { raw, standing } = readField(field, inputs[inputIdOf(field.name)]);
    read.push([field.name, raw]);
    return standing === null ? field : { ...field, value: standing };
  });
  // By entries: a field's name is a client's word, and "__proto__" must be a name like any other.
  return { values: Object.fromEntries(read), filled: { ...form, fields } };
}

interface ReadField {
  raw: RawValue;
  /** The same as it stands in the field; null for an empty one. */
  standing: FieldValue | null;
}

function readField({ widget }: FormField, input: unknown): ReadField {
  switch (widget.kind) {
    case "line":
    case "paragraph":
    case "amount":
    case "number":
    case "email":
    case "date":
    case "choice": {
      const typed = textOf(input);
      return { raw: typed, standing: typed };
    }
    case "choices": {
      const chosen = listOf(input);
      return { raw: chosen, standing: chosen.length > 0 ? chosen : null };
    }
    case "lookup": {
      const option = optionOf(input);
      return { raw: option?.value ?? null, standing: option };
    }
    case "files":
      return { raw: [], standing: null };
  }
}

function textOf(input: unknown): string | null {
  if (typeof input === "number") return String(input);
  return typeof input === "string" && input !== "" ? input : null;
}

function listOf(input: unknown): string[] {
  const list = Array.isArray(input) ? input : typeof input === "string" ? input.split(",") : [];
  return list.filter((value): value is string => typeof value === "string" && value !== "");
}

/** Something that is none of our options stays as it is, so that the form says that it is unknown. */
function optionOf(input: unknown): SearchOption | null {
  const typed = textOf(input);
  if (typed === null) return null;
  const parsed = wireOption.safeParse(parseJson(typed));
  if (!parsed.success) return { value: typed, label: typed };
  const [value, label] = parsed.data;
  return value === "" ? null : { value, label };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
