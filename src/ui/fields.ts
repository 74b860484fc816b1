import { z } from "zod";
import type { IncomingFile } from "./file";
import type { FieldMeta, SearchOption, Widget } from "./form";

/** The sentences a field needs when what was typed does not fit; in the reader's language. */
export interface FieldTexts {
  required: string;
  tooLong: (most: number) => string;
  unknownChoice: string;
  notADate: string;
  notAnEmail: string;
  notANumber: string;
  tooManyFiles: (most: number) => string;
  fileType: (extensions: string) => string;
}

/** How each field is asked for, kept beside its zod schema. */
export const fieldMeta = z.registry<FieldMeta>();

interface Labels {
  label: string;
  hint?: string;
  placeholder?: string;
}

const labelled = <S extends z.ZodType>(schema: S, widget: Widget, labels: Labels): S => {
  fieldMeta.add(schema, { widget, label: labels.label, hint: labels.hint, placeholder: labels.placeholder });
  return schema;
};

/** Invisible characters and white space alone do not make an answer. */
const tidy = (value: unknown): string =>
  typeof value === "string" ? value.replace(/(?![\n\t])\p{Cc}/gu, "").trim() : "";

/**
 * Fields of one reader's forms. A field is required unless its builder ends in `OrNone`; such a one that is left empty
 * reads as null. Each returns a zod schema from a raw value to its typed one.
 */
export function fieldsFor(texts: FieldTexts) {
  const written = (most: number) =>
    z.preprocess(tidy, z.string().min(1, texts.required).max(most, texts.tooLong(most)));
  const writtenOrNull = (most: number) =>
    z.preprocess((value) => tidy(value) || null, z.string().max(most, texts.tooLong(most)).nullable());
  const isoDay = z.string({ error: texts.required }).refine(isCalendarDay, texts.notADate);
  const oneOf = (options: readonly SearchOption[]) =>
    z
      .string({ error: texts.required })
      .refine((value) => options.some((option) => option.value === value), texts.unknownChoice);
  const files = (most: number, extensions: readonly string[]) =>
    z
      .custom<readonly IncomingFile[]>((value) => Array.isArray(value))
      .refine((list) => list.length <= most, texts.tooManyFiles(most))
      .refine(
        (list) => list.every((file) => extensions.includes(extensionOf(file.name))),
        texts.fileType(extensions.join(", ")),
      );
  const emptyAsNull = (value: unknown) => (value === "" || value === undefined ? null : value);

  return {
    line: (labels: Labels, most = 150) => labelled(written(most), { kind: "line", maxLength: most }, labels),
    lineOrNone: (labels: Labels, most = 150) =>
      labelled(writtenOrNull(most), { kind: "line", maxLength: most }, labels),
    paragraph: (labels: Labels, most = 2000) =>
      labelled(written(most), { kind: "paragraph", maxLength: most }, labels),
    paragraphOrNone: (labels: Labels, most = 2000) =>
      labelled(writtenOrNull(most), { kind: "paragraph", maxLength: most }, labels),
    /** Kept as typed; the domain reads it, since it knows the currency's decimals. */
    amount: (labels: Labels, currency: string) => labelled(written(40), { kind: "amount", currency }, labels),
    amountOrNone: (labels: Labels, currency: string) =>
      labelled(writtenOrNull(40), { kind: "amount", currency }, labels),
    date: (labels: Labels) => labelled(z.preprocess(emptyAsNull, isoDay), { kind: "date" }, labels),
    dateOrNone: (labels: Labels) =>
      labelled(z.preprocess(emptyAsNull, isoDay.nullable()), { kind: "date" }, labels),
    emailOrNone: (labels: Labels) =>
      labelled(
        z.preprocess((value) => tidy(value) || null, z.email(texts.notAnEmail).max(254).nullable()),
        { kind: "email" },
        labels,
      ),
    choice: (labels: Labels, options: readonly SearchOption[]) =>
      labelled(z.preprocess(emptyAsNull, oneOf(options)), { kind: "choice", options }, labels),
    choiceOrNone: (labels: Labels, options: readonly SearchOption[]) =>
      labelled(z.preprocess(emptyAsNull, oneOf(options).nullable()), { kind: "choice", options }, labels),
    choices: (labels: Labels, options: readonly SearchOption[]) =>
      labelled(
        z.preprocess((value) => value ?? [], z.array(oneOf(options))),
        { kind: "choices", options },
        labels,
      ),
    /** The id of a found record; whether it exists and may be seen is the domain's to say. */
    lookup: (labels: Labels, source: string) =>
      labelled(z.preprocess(emptyAsNull, recordId(texts)), { kind: "lookup", source }, labels),
    lookupOrNone: (labels: Labels, source: string) =>
      labelled(z.preprocess(emptyAsNull, recordId(texts).nullable()), { kind: "lookup", source }, labels),
    files: (labels: Labels, most: number, extensions: readonly string[]) =>
      labelled(
        z.preprocess((value) => value ?? [], files(most, extensions)),
        { kind: "files", most, extensions },
        labels,
      ),
  };
}

const recordId = (texts: FieldTexts) =>
  z
    .string({ error: texts.required })
    .regex(/^\d{1,9}$/, texts.unknownChoice)
    .transform(Number);

/** "2026-02-29" is no day; the pattern alone would let it pass. */
function isCalendarDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** Lower case, without the dot; "" when there is none. */
export const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
