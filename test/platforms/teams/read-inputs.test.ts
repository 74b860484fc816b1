import fc from "fast-check";
import { inputIdOf, lookupValue, readInputs } from "../../../src/platforms/teams/read-inputs";
import { renderForm } from "../../../src/platforms/teams/render-form";
import { textsFor } from "../../../src/platforms/teams/texts";
import type { FieldValue, FormView, RawValue } from "../../../src/ui/form";
import { anyForm, anyText } from "../support/arbitraries";
import { inputsOf, wiresOf } from "./support/read-card";

const options = [
  { value: "travel", label: "Travel" },
  { value: "meals", label: "Meals" },
];
const view: FormView = {
  name: "expense.new",
  title: "New expense",
  submit: "File",
  cancel: "Cancel",
  intro: [],
  state: "7",
  fields: [
    { name: "purpose", label: "Purpose", required: true, widget: { kind: "line", maxLength: 150 } },
    { name: "amount", label: "Amount", required: true, widget: { kind: "amount", currency: "CNY" } },
    { name: "day", label: "Day", required: true, widget: { kind: "date" } },
    { name: "category", label: "Category", required: true, widget: { kind: "choice", options } },
    { name: "tags", label: "Tags", required: false, widget: { kind: "choices", options } },
    { name: "customer", label: "Customer", required: false, widget: { kind: "lookup", source: "customer" } },
    {
      name: "receipts",
      label: "Receipts",
      required: false,
      widget: { kind: "files", most: 5, extensions: [] },
    },
  ],
};

it("a field may be called anything, since its name comes back from a client", () => {
  const field = { label: "X", required: false, widget: { kind: "choices", options } } as const;
  const named = { ...view, fields: [{ ...field, name: "__proto__" }] };
  const { values } = readInputs(named, { "field:__proto__": "travel" });
  expect(Object.entries(values)).toEqual([["__proto__", ["travel"]]]);
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
});

const typed = {
  purpose: anyText,
  amount: anyText,
  day: fc.constantFrom("", "2026-11-23"),
  category: fc.constantFrom("", "travel", "meals"),
  tags: fc.subarray(["travel", "meals"]),
  customer: fc.option(fc.record({ value: fc.string({ minLength: 1 }), label: anyText })),
};

it("reads what was typed, and the form drawn again has it in its fields", () => {
  fc.assert(
    fc.property(fc.record(typed), (answers) => {
      const inputs = {
        [inputIdOf("purpose")]: answers.purpose,
        [inputIdOf("amount")]: answers.amount,
        [inputIdOf("day")]: answers.day,
        [inputIdOf("category")]: answers.category,
        [inputIdOf("tags")]: answers.tags.join(","),
        [inputIdOf("customer")]: answers.customer ? lookupValue(answers.customer) : "",
      };
      const values: Record<string, RawValue> = {
        purpose: answers.purpose || null,
        amount: answers.amount || null,
        day: answers.day || null,
        category: answers.category || null,
        tags: answers.tags,
        customer: answers.customer?.value ?? null,
        receipts: [],
      };
      const first = readInputs(view, inputs);
      expect(first.values).toEqual(values);

      const drawn = renderForm(first.filled, { place: "dialog", texts: textsFor(null), source: null });
      const [wire] = wiresOf(drawn);
      if (wire?.do !== "submit") throw new Error("a form is handed in");
      const second = readInputs(wire.form, inputsOf(drawn));
      expect(second).toEqual(first);
    }),
  );
});

it("keeps a found record's name with it", () => {
  const { filled } = readInputs(view, {
    [inputIdOf("customer")]: lookupValue({ value: "7", label: 'Acme, "CN"' }),
  });
  expect(filled.fields.find(({ name }) => name === "customer")?.value).toEqual({
    value: "7",
    label: 'Acme, "CN"',
  });
});

it("takes a field that is missing as empty, whatever stood in it before", () => {
  const before = (value: FieldValue): FormView => ({
    ...view,
    fields: view.fields.map((field) => ({ ...field, value })),
  });
  const { values, filled } = readInputs(before("old"), {});
  expect(values).toEqual({
    purpose: null,
    amount: null,
    day: null,
    category: null,
    tags: [],
    customer: null,
    receipts: [],
  });
  expect(filled).toEqual(view);
});

it("keeps what is no record of ours, so that the form can say that it is unknown", () => {
  const { values, filled } = readInputs(view, { [inputIdOf("customer")]: "Acme" });
  expect(values.customer).toBe("Acme");
  expect(filled.fields.find(({ name }) => name === "customer")?.value).toEqual({
    value: "Acme",
    label: "Acme",
  });
});

it("reads a number that came as one", () => {
  expect(readInputs(view, { [inputIdOf("amount")]: 12.5 }).values.amount).toBe("12.5");
});

it("never throws, whatever a client sends, and gives every field a value", () => {
  fc.assert(
    fc.property(anyForm, fc.array(fc.anything(), { minLength: 12, maxLength: 12 }), (form, garbage) => {
      const inputs = Object.fromEntries(
        form.fields.map(({ name }, index) => [inputIdOf(name), garbage[index]]),
      );
      expect(Object.keys(readInputs(form, inputs).values)).toEqual(form.fields.map(({ name }) => name));
    }),
  );
});
