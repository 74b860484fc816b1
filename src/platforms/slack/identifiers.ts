import { limits } from "./limits";

/**
 * What Drumbeat writes into Slack's action_id and block_id, and reads back. A message's action_ids must differ, so a
 * button's carries a number: "action:expense.approve:3".
 */
export function actionIdOf(action: string, number: number): string {
  return withinActionId(`action:${action}:${number}`);
}

/** The action's name; null for what is no button of ours, e.g. a link. */
export const actionOf = (actionId: string): string | null => /^action:(.+):\d+$/.exec(actionId)?.[1] ?? null;

export const lookupActionId = (source: string): string => withinActionId(`lookup:${source}`);
export const sourceOf = (actionId: string): string | null => /^lookup:(.+)$/.exec(actionId)?.[1] ?? null;

export function fieldBlockId(field: string): string {
  const id = `field:${field}`;
  if (id.length > limits.blockId) throw new Error(`the field name "${field}" is too long for Slack`);
  return id;
}
export const fieldOf = (blockId: string): string | null => /^field:(.+)$/.exec(blockId)?.[1] ?? null;

function withinActionId(id: string): string {
  if (id.length > limits.actionId) throw new Error(`"${id}" is too long for a Slack action_id`);
  return id;
}
