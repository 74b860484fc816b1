import fc from "fast-check";
import { limits } from "../../../src/platforms/teams/limits";
import { renderForm, renderFormOffer } from "../../../src/platforms/teams/render-form";
import { textsFor } from "../../../src/platforms/teams/texts";
import type { FormField, FormView } from "../../../src/ui/form";
import { anyForm } from "../support/arbitraries";
import { fieldOf, formOf } from "../support/forms";
import { problemsOfCard } from "./support/problems-of-card";
import { asSent, inputsOf, nodesOf, nodesOfType, shown, wiresOf } from "./support/read-card";

const texts = textsFor("en-GB");
const dialog = (view: FormView, errors: Record<string, string> = {}) =>
  renderForm(view, { place: "dialog", texts, source: null, errors });
const inCard = (view: FormView) => renderForm(view, { place: "card", texts, source: null });

const options = [
  { value: "a", label: "*A*" },
  { value: "b", label: "B" },
];
const whole = formOf(
  [
    fieldOf(
      { kind: "amount", currency: "CNY" },
      { name: "amount", label: "Amount (CNY)", value: "1,280.50" },
    ),
    fieldOf({ kind: "date" }, { name: "spent", label: "Spent on", value: "2026-11-20" }),
    fieldOf({ kind: "choice", options }, { name: "category", label: "Category", hint: "What it was for" }),
    fieldOf({ kind: "lookup", source: "customer" }, { name: "customer", label: "Customer", required: false }),
    fieldOf({ kind: "paragraph", maxLength: 2000 }, { name: "purpose", label: "Purpose" }),
    fieldOf(
      { kind: "files", most: 5, extensions: ["pdf"] },
      { name: "receipts", label: "Receipts", required: false },
    ),
  ],
  { intro: ["**Mind** the limit."], state: "7" },
);

/** No value of a choice has a comma in ours; what comes of one that has is a test of its own. */
const withoutCommas = (view: FormView): FormView => ({
  ...view,
  fields: view.fields.map((each) =>
    each.widget.kind === "choices"
      ? {
          ...each,
          widget: {
            ...each.widget,
            options: each.widget.options.map((option, index) => ({ ...option, value: String(index) })),
          },
        }
      : each,
  ),
});

describe("any form", () => {
  it("is one that Microsoft's renderer knows, and gives itself back", () => {
    fc.assert(
      fc.property(anyForm.map(withoutCommas), (view) => {
        const drawn = dialog(view);
        expect(problemsOfCard(drawn)).toEqual([]);
        expect(wiresOf(drawn)).toEqual([
          { do: "submit", form: JSON.parse(JSON.stringify(view)), source: null },
        ]);
      }),
    );
  });

  it("has texts in runs and in its fields' own properties alone", () => {
    fc.assert(
      fc.property(anyForm.map(withoutCommas), (view) => {
        const types = new Set(nodesOf(asSent(dialog(view))).map(({ type }) => String(type)));
        for (const type of types)
          expect([
            "AdaptiveCard",
            "RichTextBlock",
            "TextRun",
            "ActionSet",
            "Action.Submit",
            "Data.Query",
            "Input.Text",
            "Input.Date",
            "Input.ChoiceSet",
          ]).toContain(type);
      }),
    );
  });
});

it("draws a form for a dialog, without the title that the dialog has", () => {
  const drawn = dialog(whole);
  expect(drawn).toMatchSnapshot();
  expect(shown(drawn)).not.toContain("New expense");
  expect(shown(drawn)).toContain("**Mind** the limit.");
  expect(shown(drawn)).toContain(texts.filesHere);
  expect(nodesOfType(drawn, "Action.Execute")).toEqual([]);
});

it("draws the same form in a card, with its title and a way out that asks for nothing", () => {
  const drawn = inCard(whole);
  expect(shown(drawn).split("\n")[0]).toBe("New expense");
  expect(nodesOfType(drawn, "Action.Submit")).toEqual([]);
  expect(nodesOfType(drawn, "Action.Execute")).toMatchObject([
    { title: "File", verb: "drumbeat", data: { drumbeat: { do: "submit" } } },
    { title: "Cancel", verb: "drumbeat", data: { drumbeat: { do: "dismiss" } }, associatedInputs: "none" },
  ]);
  expect(problemsOfCard(drawn)).toEqual([]);
});

it("does not carry twice what stands in the fields", () => {
  const view = formOf([fieldOf({ kind: "paragraph", maxLength: 2000 }, { value: "typed words" })]);
  expect(JSON.stringify(dialog(view)).split("typed words")).toHaveLength(2);
});

it("says what is wrong right beneath its field, and what is wrong with the whole at the top", () => {
  const drawn = dialog(whole, {
    spent: "Not in the future, please.",
    "": "Somebody was faster.",
    gone: "Unknown.",
  });
  const items = nodesOf(asSent(drawn)).filter(({ type }) => type !== "AdaptiveCard" && type !== "TextRun");
  const after = items[items.findIndex(({ id }) => id === "field:spent") + 1];
  expect(after).toMatchObject({ inlines: [{ text: "Not in the future, please.", color: "attention" }] });
  expect(shown(drawn).split("\n").slice(0, 3)).toEqual([
    "Somebody was faster.",
    "Unknown.",
    "**Mind** the limit.",
  ]);
});

it("starts each widget with its value", () => {
  const standing = (widget: FormField["widget"], value: FormField["value"]) =>
    inputsOf(dialog(formOf([fieldOf(widget, { value })])))["field:it"];
  expect(standing({ kind: "line", maxLength: 9 }, "x")).toBe("x");
  expect(standing({ kind: "amount", currency: "CNY" }, "1,280.50")).toBe("1,280.50");
  expect(standing({ kind: "number" }, "3")).toBe("3");
  expect(standing({ kind: "email" }, "a@b.example")).toBe("a@b.example");
  expect(standing({ kind: "date" }, "2026-11-23")).toBe("2026-11-23");
  expect(standing({ kind: "date" }, "tomorrow")).toBeUndefined();
  expect(standing({ kind: "choice", options }, "b")).toBe("b");
  expect(standing({ kind: "choices", options }, ["b", "a", "gone"])).toBe("a,b");
  expect(standing({ kind: "lookup", source: "customer" }, { value: "7", label: "Acme" })).toBe(
    '["7","Acme"]',
  );
});

it("searches while somebody types, with the record that stands there as the only choice", () => {
  const view = formOf([
    fieldOf({ kind: "lookup", source: "customer" }, { value: { value: "7", label: "Acme" } }),
  ]);
  expect(nodesOfType(dialog(view), "Input.ChoiceSet")).toMatchObject([
    {
      style: "filtered",
      choices: [{ title: "Acme", value: '["7","Acme"]' }],
      value: '["7","Acme"]',
      "choices.data": { type: "Data.Query", dataset: "customer" },
    },
  ]);
});

it("has the first options in place of a search that was asked beforehand, and searches where none was", () => {
  const view = formOf([
    fieldOf(
      { kind: "lookup", source: "customer" },
      { name: "customer", value: { value: "7", label: "Acme" } },
    ),
    fieldOf({ kind: "lookup", source: "project" }, { name: "project" }),
  ]);
  const first = [
    { value: "7", label: "Acme" },
    { value: "8", label: "Beta" },
  ];
  const suggestions = new Map([["customer", first]]);
  const drawn = renderForm(view, { place: "card", texts, source: null, suggestions });
  const [customer, project] = nodesOfType(drawn, "Input.ChoiceSet");
  expect(customer).toMatchObject({ choices: [{ title: "Acme" }, { title: "Beta" }] });
  expect(customer).not.toHaveProperty(["choices.data"]);
  expect(project).toMatchObject({ choices: [], "choices.data": { dataset: "project" } });
});

it("shows choices as they are called, also where ticked ones are read as markdown", () => {
  const titles = (kind: "choice" | "choices") =>
    nodesOf(asSent(dialog(formOf([fieldOf({ kind, options })])))).flatMap(({ choices }) => choices ?? []);
  expect(titles("choice")).toMatchObject([{ title: "*A*" }, { title: "B" }]);
  expect(titles("choices")).toMatchObject([{ title: "\\*A\\*" }, { title: "B" }]);
});

it("refuses ticked choices whose values could not be told apart", () => {
  const view = formOf([fieldOf({ kind: "choices", options: [{ value: "a,b", label: "AB" }] })]);
  expect(() => dialog(view)).toThrow(/comma/);
});

it("has room in a card for three long answers in Chinese", () => {
  const widget = { kind: "paragraph", maxLength: 3_000 } as const;
  const fields = ["background", "goals", "requirements"].map((name) =>
    fieldOf(widget, { name, value: "长".repeat(3_000) }),
  );
  expect(Object.keys(inputsOf(inCard(formOf(fields))))).toHaveLength(3);
});

it("refuses a card that could not be sent, and draws it in a dialog", () => {
  const value = "x".repeat(limits.formCharacters);
  const view = formOf([fieldOf({ kind: "paragraph", maxLength: 50_000 }, { value })]);
  expect(() => inCard(view)).toThrow(/as a card/);
  expect(inputsOf(dialog(view))["field:it"]).toBe(value);
});

it("offers a form that cannot open by itself, in both ways", () => {
  const again = { do: "command", name: "expense", text: "new 12 taxi" } as const;
  const offer = renderFormOffer(whole, again, texts);
  expect(wiresOf(offer)).toEqual([again, again]);
  expect(nodesOfType(offer, "Action.Submit")).toMatchObject([
    { title: "Open the form", data: { msteams: { type: "task/fetch" } } },
  ]);
  expect(nodesOfType(offer, "Action.Execute")).toMatchObject([
    { title: "Fill it in here", verb: "drumbeat" },
  ]);
  expect(shown(offer).split("\n")).toEqual(["New expense", "**Mind** the limit.", texts.formOffer]);
  expect(problemsOfCard(offer)).toEqual([]);
});
