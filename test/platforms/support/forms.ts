import type { FormField, FormView } from "../../../src/ui/form";

/** A form with these fields. */
export const formOf = (fields: FormField[], more: Partial<FormView> = {}): FormView => ({
  name: "expense.new",
  title: "New expense",
  submit: "File",
  cancel: "Cancel",
  intro: [],
  fields,
  state: "",
  ...more,
});

/** A field with this widget. */
export const fieldOf = (widget: FormField["widget"], more: Partial<FormField> = {}): FormField => ({
  name: "it",
  label: "It",
  required: true,
  widget,
  ...more,
});

/** What an expense cannot be filed without. */
export const amountField = fieldOf({ kind: "amount", currency: "CNY" }, { name: "amount", label: "Amount" });
