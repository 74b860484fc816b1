import { z } from "zod";
import { receiptLimits } from "../../domain/expenses/claim";
import { fieldsFor } from "../../ui/fields";
import type { FormDefinition } from "../../ui/read-form";
import type { Context } from "../context";

function build({ texts, reader, policy, currency }: Context, editing: boolean) {
  const words = texts.expenses.form;
  const fields = fieldsFor(texts.shared.fields);
  const categories = Object.entries(policy.expenses.categories).map(([value, { name }]) => ({
    value,
    label: reader.name(name),
  }));
  return {
    name: editing ? "expense.edit" : "expense.new",
    title: editing ? words.editTitle : words.title,
    submit: words.submit,
    cancel: texts.shared.cancel,
    schema: z.object({
      amount: fields.amount(
        { label: words.amount(currency), placeholder: words.amountPlaceholder },
        currency,
      ),
      category: fields.choice({ label: words.category }, categories),
      spentOn: fields.date({ label: words.spentOn }),
      purpose: fields.paragraph({ label: words.purpose, placeholder: words.purposePlaceholder }, 500),
      receipts: fields.files(
        { label: words.receipts, hint: words.receiptsHint(`${receiptLimits.bytes / 1024 / 1024} MB`) },
        receiptLimits.files,
        receiptLimits.extensions,
      ),
      invoiceNumber: fields.lineOrNone({ label: words.invoiceNumber, hint: words.invoiceHint }, 60),
      customerId: fields.lookupOrNone({ label: words.customer }, "customer"),
      projectId: fields.lookupOrNone({ label: words.project }, "project"),
    }),
  } satisfies FormDefinition<z.ZodObject>;
}

export type ClaimForm = ReturnType<typeof build>;

/** The form depends on the reader's language and the policy alone, so it is built once for each. */
const built = new WeakMap<Context["policy"], Map<string, ClaimForm>>();

export function claimForm(context: Context, editing = false): ClaimForm {
  const forms = built.get(context.policy) ?? new Map<string, ClaimForm>();
  built.set(context.policy, forms);
  const key = `${context.reader.locale} ${context.currency} ${editing}`;
  const form = forms.get(key) ?? build(context, editing);
  forms.set(key, form);
  return form;
}

/** A receipt that was sent to the bot before. */
export interface KeptReceipt {
  id: number;
  name: string;
}

/** The same form where receipts were sent before: some of them may be chosen, also where a form takes no files. */
export function claimFormWithKept(context: Context, kept: readonly KeptReceipt[], editing = false) {
  const { schema, ...form } = claimForm(context, editing);
  const { amount, category, spentOn, purpose, ...rest } = schema.shape;
  const options = kept.map(({ id, name }) => ({ value: String(id), label: name }));
  const { choices } = fieldsFor(context.texts.shared.fields);
  const keptReceipts = choices({ label: context.texts.expenses.form.keptReceipts }, options);
  return {
    ...form,
    schema: z.object({ amount, category, spentOn, purpose, keptReceipts, ...rest }),
  } satisfies FormDefinition<z.ZodObject>;
}
