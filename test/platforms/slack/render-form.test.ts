import fc from "fast-check";
import { problemsOfView } from "../../../sandbox/block-kit/validate";
import { readMetadata, writeMetadata } from "../../../src/platforms/slack/metadata";
import { renderForm } from "../../../src/platforms/slack/render-form";
import type { FormField } from "../../../src/ui/form";
import { anyForm } from "../support/arbitraries";
import { fieldOf, formOf } from "../support/forms";

const json = (value: unknown) => JSON.parse(JSON.stringify(value));

it("any form stays within Slack's limits", () => {
  fc.assert(
    fc.property(anyForm, (view) => {
      const metadata = writeMetadata("", { responseUrl: null, source: null });
      expect(problemsOfView(json(renderForm(view, metadata)), "modal")).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it("keeps a title whole that Slack's bar can't hold", () => {
  const title = "Return the request of Wang Fang for changes";
  const view = renderForm(formOf([], { title }), "");
  expect(view.title.text).toBe("Return the request of W…");
  expect(JSON.stringify(view.blocks)).toContain(title);
});

it("starts each widget with its value", () => {
  const options = [
    { value: "a", label: "A" },
    { value: "b", label: "B" },
  ];
  const elementOf = (widget: FormField["widget"], value: FormField["value"]) => {
    const block = renderForm(formOf([fieldOf(widget, { value })]), "").blocks[0];
    return block && "element" in block ? block.element : null;
  };
  expect(elementOf({ kind: "line", maxLength: 9 }, "x")).toMatchObject({ initial_value: "x" });
  expect(elementOf({ kind: "amount", currency: "CNY" }, "1,280.50")).toMatchObject({
    initial_value: "1,280.50",
  });
  expect(elementOf({ kind: "date" }, "2026-11-23")).toMatchObject({ initial_date: "2026-11-23" });
  expect(elementOf({ kind: "date" }, "tomorrow")).not.toHaveProperty("initial_date");
  expect(elementOf({ kind: "choice", options }, "b")).toMatchObject({ initial_option: { value: "b" } });
  expect(elementOf({ kind: "choices", options }, ["a", "b"])).toMatchObject({
    initial_options: [{ value: "a" }, { value: "b" }],
  });
  expect(elementOf({ kind: "lookup", source: "customers" }, { value: "7", label: "Acme" })).toMatchObject({
    initial_option: { value: "7", text: { text: "Acme" } },
    action_id: "lookup:customers",
    min_query_length: 1,
  });
});

it("refuses what would be cut in silence", () => {
  const many = Array.from({ length: 101 }, (_, index) => ({ value: `${index}`, label: `${index}` }));
  expect(() => renderForm(formOf([fieldOf({ kind: "choice", options: many })]), "")).toThrow(/101 choices/);
  const long = [{ value: "v".repeat(151), label: "x" }];
  expect(() => renderForm(formOf([fieldOf({ kind: "choice", options: long })]), "")).toThrow(/option value/);
  const fields = Array.from({ length: 101 }, (_, index) => fieldOf({ kind: "date" }, { name: `f${index}` }));
  expect(() => renderForm(formOf(fields), "")).toThrow(/101 parts/);
});

describe("what a form remembers", () => {
  it("comes back as it was", () => {
    const origin = {
      responseUrl: { url: "https://hooks.slack.com/commands/T/1/x", worksUntil: 1_764_000_000_000 },
      source: { kind: "message" as const, conversationId: "C1", messageId: "1.2", ephemeral: true },
    };
    expect(readMetadata(writeMetadata("expense:42", origin))).toEqual({ state: "expense:42", origin });
    const home = { responseUrl: null, source: { kind: "home" as const } };
    expect(readMetadata(writeMetadata("", home))).toEqual({ state: "", origin: home });
  });

  it("is empty for what we did not write", () => {
    for (const text of ["", "null", "[]", '{"v":2,"s":"x"}', "not json"]) {
      expect(readMetadata(text)).toEqual({ state: "", origin: { responseUrl: null, source: null } });
    }
  });

  it("has room for 2,000 characters of state and no more than Slack's 3,000", () => {
    const url = `https://hooks.slack.com/commands/T0123456789/${"1".repeat(20)}/${"x".repeat(40)}`;
    const origin = { responseUrl: { url, worksUntil: 1_764_000_000_000 }, source: null };
    expect(() => writeMetadata("s".repeat(2_000), origin)).not.toThrow();
    expect(() => writeMetadata("s".repeat(3_000), origin)).toThrow(/3000 characters/);
  });
});
