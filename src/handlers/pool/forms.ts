import { z } from "zod";
import { longestReason } from "../../domain/pool/give-up-customer";
import { referenceOf } from "../../domain/references";
import { fieldsFor } from "../../ui/fields";
import type { Context } from "../context";

export function giveUpForm({ texts }: Context, id: number) {
  const { form } = texts.pool;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "pool.give-up",
    title: form.giveUpTitle(referenceOf("customer", id)),
    submit: form.submitGiveUp,
    cancel: texts.shared.cancel,
    schema: z.object({
      reason: fields.paragraph({ label: form.reason, hint: form.reasonHint }, longestReason),
    }),
  };
}

export function assignForm({ texts }: Context, id: number) {
  const { form } = texts.pool;
  const fields = fieldsFor(texts.shared.fields);
  return {
    name: "pool.assign",
    title: form.assignTitle(referenceOf("customer", id)),
    submit: form.submitAssign,
    cancel: texts.shared.cancel,
    schema: z.object({ person: fields.lookup({ label: form.person }, "people") }),
  };
}
