import { z } from "zod";

/** Actions of adaptive cards 1.5 as Teams takes them: https://adaptivecards.io/explorer/. Unknown properties are faults. */

const data = z.union([z.record(z.string(), z.json()), z.string()]);

const common = {
  id: z.string().optional(),
  title: z.string().min(1).optional(),
  iconUrl: z.url().optional(),
  style: z.enum(["default", "positive", "destructive"]).optional(),
  isEnabled: z.boolean().optional(),
  mode: z.enum(["primary", "secondary"]).optional(),
  tooltip: z.string().optional(),
  requires: z.record(z.string(), z.string()).optional(),
  fallback: z.lazy(() => z.union([z.literal("drop"), selectAction])).optional(),
};

const execute = z.strictObject({
  type: z.literal("Action.Execute"),
  verb: z.string().optional(),
  data: data.optional(),
  associatedInputs: z.enum(["auto", "none"]).optional(),
  ...common,
});

const submit = z.strictObject({
  type: z.literal("Action.Submit"),
  data: data.optional(),
  associatedInputs: z.enum(["auto", "none"]).optional(),
  ...common,
});

const openUrl = z.strictObject({
  type: z.literal("Action.OpenUrl"),
  url: z.url({ protocol: /^https$/, error: "must be an https address" }),
  ...common,
});

const target = z.union([
  z.string(),
  z.strictObject({ elementId: z.string(), isVisible: z.boolean().optional() }),
]);

const toggleVisibility = z.strictObject({
  type: z.literal("Action.ToggleVisibility"),
  targetElements: z.array(target).min(1),
  ...common,
});

/** What a press on an element, or on a card, can do. */
export const selectAction: z.ZodType = z.lazy(() =>
  z.discriminatedUnion("type", [execute, submit, openUrl, toggleVisibility]),
);

/** The action that a client takes by itself to draw a card for its reader. */
export const refreshAction = z.lazy(() => execute);

/** What stands in a row of buttons. `card` is the schema of a card within a card. */
export const buttonAction = (card: () => z.ZodType) =>
  z.lazy(() =>
    z.discriminatedUnion("type", [
      titled(execute),
      titled(submit),
      titled(openUrl),
      titled(toggleVisibility),
      titled(
        z.strictObject({
          type: z.literal("Action.ShowCard"),
          card: z.lazy(card),
          ...common,
        }),
      ),
    ]),
  );

/** A button without a title shows nothing to press. */
function titled<Shape extends z.core.$ZodLooseShape>(schema: z.ZodObject<Shape, z.core.$strict>) {
  return schema.extend({ title: z.string().min(1) });
}
