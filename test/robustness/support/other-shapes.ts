import { z } from "zod";

/** What the second double reads of what the bot sends: as much as it shows and needs. */
export const element = z.looseObject({
  type: z.string(),
  action_id: z.string().optional(),
  value: z.string().optional(),
  text: z.looseObject({ text: z.string() }).optional(),
  options: z.array(z.looseObject({ value: z.string() })).optional(),
});
export const block = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  label: z.looseObject({ text: z.string() }).optional(),
  element: element.optional(),
  elements: z.array(element.catch({ type: "text" })).optional(),
  accessory: element.optional(),
});
export const viewShape = z.looseObject({
  callback_id: z.string().default(""),
  private_metadata: z.string().default(""),
  blocks: z.array(block),
});
export type Shown = { ts: string; channel: string; text: string; blocks: z.infer<typeof block>[] };
export type View = z.infer<typeof viewShape> & { id: string };

export const acknowledged = z.looseObject({
  response_action: z.string().optional(),
  view: viewShape.optional(),
  errors: z.record(z.string(), z.string()).optional(),
  text: z.string().optional(),
  blocks: z.array(block).optional(),
});
export type Reply = z.infer<typeof acknowledged>;
