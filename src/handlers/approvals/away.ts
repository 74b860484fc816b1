import { DateTime } from "luxon";
import { z } from "zod";
import { clearAway, setAway } from "../../domain/people/set-away";
import { text } from "../../ui/card";
import { fieldsFor } from "../../ui/fields";
import type { RawValues } from "../../ui/form";
import { formErrors, type Outcome, openForm, reply } from "../../ui/outcome";
import { type FormDefinition, formView, readForm } from "../../ui/read-form";
import type { Context } from "../context";

function awayForm({ texts }: Context) {
  const words = texts.approvals.away;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "approval.away",
    title: words.title,
    submit: words.submit,
    cancel: texts.shared.cancel,
    schema: z.object({
      from: fields.date({ label: words.from }),
      until: fields.date({ label: words.until }),
      delegateId: fields.lookup({ label: words.delegate }, "people"),
    }),
  } satisfies FormDefinition<z.ZodObject>;
}

export async function openAwayForm(context: Context): Promise<Outcome> {
  const today = context.now.setZone(context.reader.timeZone);
  return openForm(
    formView(awayForm(context), {
      values: { from: today.toISODate(), until: today.plus({ days: 6 }).toISODate() },
    }),
  );
}

/** Days are the person's own: from the first moment of the first to the last of the last. */
export async function saveAway(context: Context, values: RawValues): Promise<Outcome> {
  const read = readForm(awayForm(context), values);
  if (!read.ok) return formErrors(read.errors);
  const zone = context.reader.timeZone;
  const from = DateTime.fromISO(read.values.from, { zone }).startOf("day");
  const until = DateTime.fromISO(read.values.until, { zone }).endOf("day");
  await setAway(context, { from, until, delegateId: read.values.delegateId });
  const delegate = await context.db.person.findUniqueOrThrow({
    where: { id: read.values.delegateId },
    select: { name: true },
  });
  const words = context.texts.approvals.away;
  const day = (iso: string) => context.reader.day(new Date(`${iso}T00:00:00Z`));
  return reply({
    title: words.savedTitle,
    elements: [text(words.saved(delegate.name, day(read.values.from), day(read.values.until)))],
  });
}

export async function comeBack(context: Context): Promise<Outcome> {
  await clearAway(context);
  const words = context.texts.approvals.away;
  return reply({ title: words.backTitle, elements: [text(words.back)] });
}
