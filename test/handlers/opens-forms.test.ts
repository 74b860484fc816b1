import { features } from "../../src/handlers/registry";
import { child, type SyntaxNode, sourceFiles } from "../support/source-files";

/** Every `button(action, ..., { opens })` of the handlers: the action's name, and whether a form is announced. */
function buttonsDrawn(): { action: string; opens: boolean; path: string }[] {
  return sourceFiles("src/handlers").flatMap(({ path, nodes }) =>
    nodes.flatMap((node) => {
      if (node.type !== "CallExpression" || child(node, "callee")?.value !== "button") return [];
      const [first, , , more] = argumentsOf(node);
      if (first?.type !== "StringLiteral" || typeof first.value !== "string") return [];
      return [{ action: first.value, opens: JSON.stringify(more ?? {}).includes('"opens"'), path }];
    }),
  );
}

function argumentsOf(node: SyntaxNode): (SyntaxNode | undefined)[] {
  const list: readonly unknown[] = Array.isArray(node.arguments) ? node.arguments : [];
  return list.map((each) =>
    typeof each === "object" && each !== null && "expression" in each && isNode(each.expression)
      ? each.expression
      : undefined,
  );
}
const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** Actions whose handler is written to open a form: by the name of what stands behind them. */
const opening =
  /\.(new|edit|add-contact|edit-contact|grade|assign|resolve|reject|return|add|win|lose|payment|void|record|reschedule|respond|wait|answer|severity|give-up)(-|$)/;

test("a button says that it opens a form wherever it does, and nowhere else", () => {
  const drawn = buttonsDrawn();
  expect(drawn.length).toBeGreaterThan(30);
  const wrong = drawn.filter(({ action, opens }) => opening.test(action) !== opens);
  expect(wrong).toEqual([]);
});

test("every action by such a name is one of a feature", () => {
  const actions = features.flatMap(({ actions: each }) => Object.keys(each ?? {}));
  expect(actions.filter((action) => opening.test(action)).length).toBeGreaterThan(12);
});
