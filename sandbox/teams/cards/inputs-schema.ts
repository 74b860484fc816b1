import { z } from "zod";
import { selectAction } from "./actions-schema";
import { elementShape } from "./shapes";

/** Inputs of adaptive cards 1.5 as Teams takes them: https://adaptivecards.io/explorer/. Unknown properties are faults. */

const day = z.iso.date();
const time = z.string().regex(/^\d{2}:\d{2}$/);

const inputShape = {
  ...elementShape,
  id: z.string().min(1),
  label: z.string().min(1).optional(),
  isRequired: z.boolean().optional(),
  errorMessage: z.string().min(1).optional(),
};

const text = z.strictObject({
  type: z.literal("Input.Text"),
  isMultiline: z.boolean().optional(),
  maxLength: z.number().int().positive().optional(),
  placeholder: z.string().optional(),
  regex: z.string().optional(),
  style: z.enum(["text", "tel", "url", "email", "password"]).optional(),
  inlineAction: selectAction.optional(),
  value: z.string().optional(),
  ...inputShape,
});

const number = z.strictObject({
  type: z.literal("Input.Number"),
  max: z.number().optional(),
  min: z.number().optional(),
  placeholder: z.string().optional(),
  value: z.number().optional(),
  ...inputShape,
});

const date = z.strictObject({
  type: z.literal("Input.Date"),
  max: day.optional(),
  min: day.optional(),
  placeholder: z.string().optional(),
  value: day.optional(),
  ...inputShape,
});

const clock = z.strictObject({
  type: z.literal("Input.Time"),
  max: time.optional(),
  min: time.optional(),
  placeholder: z.string().optional(),
  value: time.optional(),
  ...inputShape,
});

const toggle = z.strictObject({
  type: z.literal("Input.Toggle"),
  title: z.string().min(1),
  value: z.string().optional(),
  valueOff: z.string().optional(),
  valueOn: z.string().optional(),
  wrap: z.boolean().optional(),
  ...inputShape,
});

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search#dataquery */
const query = z.strictObject({
  type: z.literal("Data.Query"),
  dataset: z.string().min(1),
  value: z.string().optional(),
  count: z.number().optional(),
  skip: z.number().optional(),
  associatedInputs: z.enum(["auto", "none"]).optional(),
});

const choiceSet = z.strictObject({
  type: z.literal("Input.ChoiceSet"),
  choices: z.array(z.strictObject({ title: z.string().min(1), value: z.string() })).optional(),
  "choices.data": query.optional(),
  isMultiSelect: z.boolean().optional(),
  style: z.enum(["compact", "expanded", "filtered"]).optional(),
  placeholder: z.string().optional(),
  value: z.string().optional(),
  wrap: z.boolean().optional(),
  ...inputShape,
});

export const inputs = [text, number, date, clock, toggle, choiceSet] as const;
