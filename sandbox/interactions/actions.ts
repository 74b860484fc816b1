import { elementState } from "../block-kit/state";
import { elementsOf } from "../block-kit/validate";
import type { StoredConversation } from "../conversations";
import { messageActionsPayload, messageShortcutPayload, viewActionsPayload } from "../delivery/payloads";
import { compact, type JsonObject, stringAt } from "../json";
import type { StoredMessage } from "../messages";
import type { ActResult, Block, Member } from "../protocol";
import type { StoredView } from "../views";
import { type Host, refuse, troubleConnecting } from "./host";

/** Where an interactive element stands, and what was done with it. */
export interface ElementAct {
  blockId: string;
  actionId: string;
  /** What Slack puts into the action: selected_option, selected_date, value ... */
  value: JsonObject;
}

/** An interactive element and the block it stands in. */
export function findElement(
  blocks: Block[],
  blockId: string,
  actionId: string,
): { block: Block; element: JsonObject } | undefined {
  const block = blocks.find((entry) => entry.block_id === blockId);
  if (block === undefined) return undefined;
  const element = elementsOf(block).find((entry) => stringAt(entry, "action_id") === actionId);
  return element === undefined ? undefined : { block, element };
}

function actionOf(host: Host, element: JsonObject, act: ElementAct): JsonObject {
  // What a button carries is taken from the message itself: a client cannot change it.
  const fixed = element.type === "button" ? { text: element.text, value: element.value } : act.value;
  return compact({
    ...fixed,
    type: element.type,
    action_id: act.actionId,
    block_id: act.blockId,
    style: element.type === "button" ? element.style : undefined,
    placeholder: element.placeholder,
    action_ts: host.workspace.identifiers.timestamp(),
  });
}

/** A click or a change in a message; resolves once it is acknowledged. */
export async function actInMessage(
  host: Host,
  member: Member,
  conversation: StoredConversation,
  message: StoredMessage,
  act: ElementAct,
): Promise<ActResult> {
  const found = findElement(message.blocks, act.blockId, act.actionId);
  if (found === undefined)
    return refuse(host, member.id, "This message has changed; there is no such button any more.");
  const state = elementState(found.element, act.value);
  if (state !== undefined) {
    const mine = message.touched[member.id] ?? {};
    mine[act.blockId] = { ...mine[act.blockId], [act.actionId]: state };
    message.touched[member.id] = mine;
  }
  const action = actionOf(host, found.element, act);
  return deliver(host, member, messageActionsPayload(host.workspace, member, conversation, message, action));
}

/** A click or a change in a modal or App Home. A change of an input reaches the app only where it asked for that. */
export async function actInView(
  host: Host,
  member: Member,
  view: StoredView,
  act: ElementAct,
): Promise<ActResult> {
  const found = findElement(view.blocks, act.blockId, act.actionId);
  if (found === undefined)
    return refuse(host, member.id, "This form has changed; there is no such field any more.");
  const state = elementState(found.element, act.value);
  if (state !== undefined) {
    view.touched[act.blockId] = { ...view.touched[act.blockId], [act.actionId]: state };
  }
  if (found.block.type === "input" && found.block.dispatch_action !== true) return { ok: true };
  return deliver(
    host,
    member,
    viewActionsPayload(host.workspace, member, view, actionOf(host, found.element, act)),
  );
}

/** Uses a message shortcut on a message; resolves once it is acknowledged. */
export async function useShortcut(
  host: Host,
  member: Member,
  conversation: StoredConversation,
  message: StoredMessage,
  callbackId: string,
): Promise<ActResult> {
  if (!host.workspace.messageShortcuts.some((shortcut) => shortcut.callbackId === callbackId)) {
    return refuse(host, member.id, `There is no message shortcut "${callbackId}".`);
  }
  if (message.onlyFor !== undefined)
    return refuse(host, member.id, "Shortcuts don't work on messages only you see.");
  return deliver(
    host,
    member,
    messageShortcutPayload(host.workspace, member, conversation, message, callbackId),
  );
}

async function deliver(host: Host, member: Member, payload: JsonObject): Promise<ActResult> {
  const acknowledgement = await host.delivery.send("interaction", payload);
  return acknowledgement.ok ? { ok: true } : refuse(host, member.id, troubleConnecting);
}
