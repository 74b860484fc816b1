import type { z } from "zod";
import type { IncomingFile } from "./file";

/**
 * One zod schema is the form and its validation. A field is a zod schema whose metadata (`fieldMeta`) says how it is
 * asked for; `fields.ts` builds them. Both platforms draw a `FormView` and hand back `RawValues`; `readForm` turns those
 * into the schema's output or into errors by field.
 */
export type RawValue = string | readonly string[] | readonly IncomingFile[] | null;
export type RawValues = Readonly<Record<string, RawValue>>;

/** How a field is asked for. `label`, `hint` and `options` are in the reader's language. */
export interface FieldMeta {
  widget: Widget;
  label: string;
  hint?: string;
  placeholder?: string;
}

export type Widget =
  | { kind: "line"; maxLength: number }
  | { kind: "paragraph"; maxLength: number }
  /** A decimal number typed as text, since people paste "1,280.50". */
  | { kind: "amount"; currency: string }
  | { kind: "number" }
  | { kind: "email" }
  /** ISO "2026-11-23". */
  | { kind: "date" }
  | { kind: "choice"; options: readonly SearchOption[] }
  | { kind: "choices"; options: readonly SearchOption[] }
  /** Options searched for while typing, from the search of that name. */
  | { kind: "lookup"; source: string }
  | { kind: "files"; most: number; extensions: readonly string[] };

export interface SearchOption {
  value: string;
  label: string;
}

/** A form as one reader sees it at one moment. */
export interface FormView {
  /** Reaches the form handler of that name when handed in. */
  name: string;
  title: string;
  submit: string;
  cancel: string;
  /** Shown above the fields: what this is about, warnings. */
  intro: readonly string[];
  fields: readonly FormField[];
  /** Given back at submission; at most 2,000 characters; ids only. */
  state: string;
}

export interface FormField extends FieldMeta {
  name: string;
  required: boolean;
  /** What stands in it at first. A lookup's value comes with its label. */
  value?: FieldValue;
}

export type FieldValue = string | readonly string[] | SearchOption;

export type FormSchema = z.ZodObject<Record<string, z.ZodType>>;
