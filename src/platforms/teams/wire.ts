import { z } from "zod";
import type { FormView } from "../../ui/form";

/**
 * What our cards carry in their actions' data under `wireKey`, and what comes back of it. It comes from a client: nothing in
 * it is trusted to decide what somebody may do or see.
 */
export const wireKey = "drumbeat";

/** The verb of every Action.Execute of ours. */
export const executeVerb = "drumbeat";

const option = z.object({ value: z.string(), label: z.string() });
const widget = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("line"), maxLength: z.number() }),
  z.object({ kind: z.literal("paragraph"), maxLength: z.number() }),
  z.object({ kind: z.literal("amount"), currency: z.string() }),
  z.object({ kind: z.literal("number") }),
  z.object({ kind: z.literal("email") }),
  z.object({ kind: z.literal("date") }),
  z.object({ kind: z.literal("choice"), options: z.array(option) }),
  z.object({ kind: z.literal("choices"), options: z.array(option) }),
  z.object({ kind: z.literal("lookup"), source: z.string() }),
  z.object({ kind: z.literal("files"), most: z.number(), extensions: z.array(z.string()) }),
]);

/** A form as it was shown, given back with what was typed: it is drawn again beside its errors. */
const formView = z.object({
  name: z.string(),
  title: z.string(),
  submit: z.string(),
  cancel: z.string(),
  intro: z.array(z.string()),
  fields: z.array(
    z.object({
      name: z.string(),
      required: z.boolean(),
      widget,
      label: z.string(),
      hint: z.string().optional(),
      placeholder: z.string().optional(),
      value: z.union([z.string(), z.array(z.string()), option]).optional(),
    }),
  ),
  state: z.string(),
}) satisfies z.ZodType<FormView>;

/**
 * The card that a form was opened from, which an answer may take the place of. `offer`: it did nothing but offer the form, and
 * is spent once that is handed in.
 */
const source = z.object({
  conversationId: z.string(),
  messageId: z.string(),
  offer: z.boolean().optional(),
});
export type CardSource = z.output<typeof source>;

export const wire = z.discriminatedUnion("do", [
  /** A button of a card. */
  z.object({ do: z.literal("press"), action: z.string(), id: z.string() }),
  /** What was typed, done again where a form has room. */
  z.object({ do: z.literal("command"), name: z.string(), text: z.string() }),
  /** A form handed in, from a dialog or from a card. */
  z.object({ do: z.literal("submit"), form: formView, source: source.nullable() }),
  /** A form in a card, given up. */
  z.object({ do: z.literal("dismiss") }),
]);
export type Wire = z.output<typeof wire>;
