import fc from "fast-check";
import type { Button, Card, CardElement, LinkButton } from "../../../src/ui/card";
import type { FormField, FormView } from "../../../src/ui/form";

/** What people type, and what they type to do harm. */
export const anyText = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 50 }),
  fc.constantFrom(
    "",
    "<!channel>",
    "<!here|x>",
    "<@U123>",
    "<http://evil.example|label>",
    "*bold* _it_ ~s~ `c`",
    ":smile:",
    "&amp; & <",
    "> quote",
    "مرحبا بالعالم",
    "👩‍👩‍👧‍👦".repeat(30),
    "差旅报销",
  ),
  fc.integer({ min: 1, max: 5_000 }).map((length) => "长x".repeat(length)),
);

const button: fc.Arbitrary<Button> = fc.record(
  {
    kind: fc.constant("button" as const),
    action: fc.constantFrom("expense.approve", "expense.reject", "project.show"),
    id: fc.string({ maxLength: 200 }),
    label: anyText,
    style: fc.constantFrom("primary" as const, "danger" as const),
    confirm: fc.record({ title: anyText, text: anyText, ok: anyText, cancel: anyText }),
  },
  { requiredKeys: ["kind", "action", "id", "label"] },
);
const link: fc.Arbitrary<LinkButton> = fc.record({
  kind: fc.constant("link" as const),
  label: anyText,
  url: fc.webUrl({ validSchemes: ["https"] }),
});

const element: fc.Arbitrary<CardElement> = fc.oneof(
  fc.record({ kind: fc.constantFrom("text" as const, "quote" as const, "context" as const), text: anyText }),
  fc.record({
    kind: fc.constant("facts" as const),
    facts: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant("steps" as const),
    steps: fc.array(
      fc.record({
        mark: fc.constantFrom(
          "done" as const,
          "current" as const,
          "waiting" as const,
          "refused" as const,
          "skipped" as const,
        ),
        text: anyText,
      }),
      { maxLength: 6 },
    ),
  }),
  fc.record(
    { kind: fc.constant("row" as const), text: anyText, detail: anyText, button },
    { requiredKeys: ["kind", "text"] },
  ),
  fc.constant({ kind: "divider" as const }),
  fc.record({
    kind: fc.constant("buttons" as const),
    buttons: fc.array(fc.oneof(button, link), { maxLength: 30 }),
  }),
);

export const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    title: anyText,
    status: fc.record({
      tone: fc.constantFrom("neutral" as const, "waiting" as const, "good" as const, "bad" as const),
      text: anyText,
    }),
    elements: fc.array(element, { maxLength: 80 }),
  },
  { requiredKeys: ["title", "elements"] },
);

const options = fc.uniqueArray(
  fc.record({ value: fc.string({ minLength: 1, maxLength: 150 }), label: anyText }),
  {
    minLength: 1,
    maxLength: 100,
    selector: ({ value }) => value,
  },
);

const widget: fc.Arbitrary<FormField["widget"]> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("line" as const, "paragraph" as const),
    maxLength: fc.integer({ min: 1, max: 4_000 }),
  }),
  fc.record({ kind: fc.constant("amount" as const), currency: fc.constantFrom("CNY", "USD") }),
  fc.record({ kind: fc.constantFrom("number" as const, "email" as const, "date" as const) }),
  fc.record({ kind: fc.constantFrom("choice" as const, "choices" as const), options }),
  fc.record({ kind: fc.constant("lookup" as const), source: fc.constantFrom("customers", "projects") }),
  fc.record({
    kind: fc.constant("files" as const),
    most: fc.integer({ min: 1, max: 30 }),
    extensions: fc.uniqueArray(fc.constantFrom("pdf", "png", "jpg"), { maxLength: 3 }),
  }),
);

const field = (name: string): fc.Arbitrary<FormField> =>
  fc.record(
    {
      name: fc.constant(name),
      widget,
      label: anyText,
      hint: anyText,
      placeholder: anyText,
      required: fc.boolean(),
    },
    { requiredKeys: ["name", "widget", "label", "required"] },
  );

export const anyForm: fc.Arbitrary<FormView> = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    name: fc.constant("expense.new"),
    title: anyText,
    submit: anyText,
    cancel: anyText,
    intro: fc.array(anyText, { maxLength: 4 }),
    fields: fc.tuple(...Array.from({ length: count }, (_, index) => field(`field${index}`))),
    state: fc.string({ maxLength: 400 }),
  }),
);
