import { randomUUID } from "node:crypto";
import type { FormView } from "../../ui/form";
import type { Input, Interaction } from "../../ui/interaction";
import { conversationOf, isBot } from "./keep-reference";
import {
  type ActivityPayload,
  executeValue,
  fetchTaskValue,
  queryValue,
  searchValue,
  selectedItem,
  taskValue,
} from "./payloads";
import { plainTextOf, textSaidTo } from "./plain-text";
import { readInputs } from "./read-inputs";
import { readWire } from "./read-wire";
import { filesOf } from "./sent-files";
import { type CardSource, executeVerb, type Wire } from "./wire";

/** Where something was done, and what is needed to answer it there. */
export interface Origin {
  userId: string;
  /** The language of the client, where it says so. */
  clientLocale: string | null;
  conversationId: string | null;
  /** Whether nobody but this person reads there. */
  personal: boolean;
  /** The card that was acted on, where it stands in a message. */
  source: CardSource | null;
}

/** What came from Teams: the neutral interaction, and what Teams needs for the answer. */
export interface Arrival {
  interaction: Interaction;
  origin: Origin;
}

/** A card's action, or a dialog handed in. */
export interface CardArrival extends Arrival {
  wire: Wire;
  /** The form that was handed in, with what was typed into it. */
  filled: FormView | null;
  /** The client asked of its own accord. */
  automatic: boolean;
}

/** The words that begin a command, and the tenant that everything happens in. */
export interface ParseSettings {
  workspace: string;
  commands: readonly string[];
}

export function originOf(activity: ActivityPayload): Origin {
  const conversationId = activity.conversation?.id ?? null;
  // A message extension is used in chats that are other people's, and those too call themselves personal.
  const ours = !activity.name?.startsWith("composeExtension/");
  const { replyToId } = activity;
  return {
    userId: activity.from.id,
    clientLocale: activity.locale,
    conversationId,
    personal: ours && activity.conversation?.conversationType === "personal",
    source: ours && conversationId && replyToId ? { conversationId, messageId: replyToId } : null,
  };
}

export function interactionOf(activity: ActivityPayload, input: Input, workspace: string): Interaction {
  const { conversationId, personal, userId } = originOf(activity);
  // A message's id is its time: two conversations may have the same.
  const id = activity.id ?? randomUUID();
  return {
    platform: "teams",
    workspace,
    userId,
    deliveryId: ["teams", ...(conversationId ? [conversationOf(conversationId)] : []), id].join(":"),
    conversation: conversationId ? { id: conversationId, kind: personal ? "direct" : "channel" } : null,
    input,
  };
}

/**
 * What somebody said to the bot: nothing where nobody did, and two where a command came with files, which a command cannot
 * hold: the files are then a message of their own.
 */
export function parseMessage(activity: ActivityPayload, settings: ParseSettings): Interaction[] {
  if (isBot(activity.from.id) || !activity.conversation) return [];
  const text = textSaidTo(activity.recipient.id, activity);
  const files = filesOf(activity);
  const said = (input: Input) => interactionOf(activity, input, settings.workspace);
  const command = commandIn(text, settings.commands);
  if (command === null) return [said({ kind: "message", text, files })];
  if (files.length === 0) return [said(command)];
  const sent = said({ kind: "message", text: "", files });
  return [{ ...sent, deliveryId: `${sent.deliveryId}:files` }, said(command)];
}

/** Teams has no slash commands: a message is one if it begins with a command's name, with or without a slash before it. */
function commandIn(text: string, commands: readonly string[]): Input | null {
  const words = /^[/\uFF0F]?(\S+)(?:\s+([\s\S]*))?$/.exec(text);
  const [, first = "", rest = ""] = words ?? [];
  const name = commands.find((command) => command.toLowerCase() === first.toLowerCase());
  return name === undefined ? null : { kind: "command", name, text: rest.trim() };
}

/** "dismiss" where a form in a card is given up, which is nobody's business but ours; null for what is none of ours. */
export function parseExecute(
  activity: ActivityPayload,
  settings: ParseSettings,
): CardArrival | "dismiss" | null {
  const value = executeValue.safeParse(activity.value);
  if (!value.success || value.data.action.verb !== executeVerb) return null;
  return parseData(activity, value.data.action.data, settings, value.data.trigger === "automatic");
}

/** A dialog asked for or handed in. */
export function parseTask(
  activity: ActivityPayload,
  settings: ParseSettings,
): CardArrival | "dismiss" | null {
  const value = taskValue.safeParse(activity.value);
  return value.success ? parseData(activity, value.data.data, settings) : null;
}

/** An Action.Submit of a card as clients send it that know no Action.Execute. */
export const parseSubmit = (
  activity: ActivityPayload,
  settings: ParseSettings,
): CardArrival | "dismiss" | null => parseData(activity, activity.value, settings);

function parseData(
  activity: ActivityPayload,
  data: unknown,
  settings: ParseSettings,
  automatic = false,
): CardArrival | "dismiss" | null {
  const read = readWire(data);
  if (read === null) return null;
  const { wire, inputs } = read;
  const arrival = (input: Input, filled: FormView | null = null): CardArrival => ({
    interaction: interactionOf(activity, input, settings.workspace),
    origin: originOf(activity),
    wire,
    filled,
    automatic,
  });
  switch (wire.do) {
    case "press":
      return arrival({ kind: "action", action: wire.action, id: wire.id });
    case "command":
      return arrival({ kind: "command", name: wire.name, text: wire.text });
    case "submit": {
      const { values, filled } = readInputs(wire.form, inputs);
      const { name, state } = wire.form;
      return arrival({ kind: "submit", form: name, state, values }, filled);
    }
    case "dismiss":
      return "dismiss";
  }
}

const arrivalOf = (activity: ActivityPayload, input: Input, { workspace }: ParseSettings): Arrival => ({
  interaction: interactionOf(activity, input, workspace),
  origin: originOf(activity),
});

/** Somebody types into a choice set that searches. */
export function parseSearch(activity: ActivityPayload, settings: ParseSettings): Arrival | null {
  const value = searchValue.safeParse(activity.value);
  if (!value.success) return null;
  const { dataset, queryText } = value.data;
  return arrivalOf(activity, { kind: "search", source: dataset, query: queryText ?? "" }, settings);
}

/** The message extension's search; it asks once with nothing typed, under a parameter named "initialRun". */
export function parseQuery(activity: ActivityPayload, settings: ParseSettings): Arrival | null {
  const value = queryValue.safeParse(activity.value);
  if (!value.success) return null;
  const { commandId, parameters } = value.data;
  const [first] = parameters ?? [];
  const typed = first && first.name !== "initialRun" ? first.value : "";
  const query = typeof typed === "string" || typeof typed === "number" ? String(typed) : "";
  return arrivalOf(activity, { kind: "search", source: commandId, query }, settings);
}

/** A result of that search was chosen; `show` names the action that shows such a record. */
export function parseSelection(
  activity: ActivityPayload,
  shows: ReadonlyMap<string, string>,
  settings: ParseSettings,
): Arrival | null {
  const item = selectedItem.safeParse(activity.value);
  const action = item.success ? shows.get(item.data.source) : undefined;
  if (!item.success || action === undefined) return null;
  return arrivalOf(activity, { kind: "action", action, id: item.data.id }, settings);
}

/** A message extension's command that opens a dialog about a message. */
export function parseShortcut(activity: ActivityPayload, settings: ParseSettings): Arrival | null {
  const value = fetchTaskValue.safeParse(activity.value);
  if (!value.success) return null;
  const { commandId, messagePayload } = value.data;
  const { content = null, contentType = null } = messagePayload?.body ?? {};
  const text = contentType === "text" ? (content ?? "") : plainTextOf(content ?? "");
  const message = { text, link: messagePayload?.linkToMessage ?? null, files: [] };
  return arrivalOf(activity, { kind: "messageShortcut", name: commandId, message }, settings);
}
