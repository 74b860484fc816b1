import { secret } from "../../identifiers";
import { isObject, type JsonObject, objectAt, stringAt } from "../../json";
import type { Json } from "../../protocol";
import { messagePayload, type Place } from "../activities";
import { sizeFaults } from "../cards/check-activity";
import { checkCard } from "../cards/check-card";
import { visibleMessageText } from "../cards/message-text";
import type { DialogOrigin, OpenDialog } from "../dialogs";
import type { TeamsPerson } from "../directory";
import { adaptiveCard, type StoredTeamsMessage } from "../messages";
import type { TeamsAct, TeamsResult } from "../protocol";
import { fail, invoke, messageAt, misunderstood, type TeamsHost, wentWrong } from "./host";

const context = { theme: "default" };

/** Opens the dialog behind a button. */
export async function openTask(
  host: TeamsHost,
  person: TeamsPerson,
  place: Place,
  message: StoredTeamsMessage,
  data: JsonObject,
): Promise<TeamsResult> {
  const dialog = newDialog(place, { kind: "task", messageId: message.id, rootId: place.rootId });
  return ask(host, person, place, dialog, "task/fetch", { data, context }, message.id);
}

/** Uses an action of the app on a message. */
export async function messageAction(
  host: TeamsHost,
  person: TeamsPerson,
  act: Extract<TeamsAct, { type: "messageAction" }>,
): Promise<TeamsResult> {
  const { workplace } = host;
  const found = messageAt(host, person, act.conversationId, act.messageId);
  if (found === undefined) return fail(host, person, "This message is no longer there.");
  const { message, place } = found;
  const payload = messagePayload(workplace, place, message, visibleMessageText(message, person.id));
  const value = { commandId: act.actionId, commandContext: "message", messagePayload: payload, context };
  const dialog = newDialog(place, {
    kind: "messageAction",
    actionId: act.actionId,
    payload,
    rootId: place.rootId,
  });
  return ask(host, person, place, dialog, "composeExtension/fetchTask", value);
}

/** Hands in what stands in the open dialog. */
export async function submitDialog(
  host: TeamsHost,
  person: TeamsPerson,
  act: Extract<TeamsAct, { type: "submitDialog" }>,
): Promise<TeamsResult> {
  const dialog = host.workplace.dialogs.get(person.id);
  const conversation = host.workplace.conversations.find(dialog?.conversationId ?? "");
  if (dialog === undefined || conversation === undefined) return fail(host, person, "No dialog is open.");
  const { origin } = dialog;
  const place = { conversation, rootId: origin.rootId };
  const data = { ...act.data, ...act.inputs };
  if (origin.kind === "task") return ask(host, person, place, dialog, "task/submit", { data, context });
  const { actionId: commandId, payload } = origin;
  const value = { commandId, commandContext: "message", data, messagePayload: payload, context };
  return ask(host, person, place, dialog, "composeExtension/submitAction", value);
}

/** Asks the bot, and shows in the dialog what it answered. */
async function ask(
  host: TeamsHost,
  person: TeamsPerson,
  place: Place,
  dialog: OpenDialog,
  where: string,
  value: JsonObject,
  replyToId?: string,
): Promise<TeamsResult> {
  const answer = await invoke(host, person, place, where, value, replyToId);
  return answer.ok ? show(host, person, where, answer.body, dialog) : fail(host, person, wentWrong);
}

function newDialog({ conversation }: Place, origin: DialogOrigin): OpenDialog {
  return {
    id: secret(8),
    origin,
    conversationId: conversation.id,
    title: "",
    height: "medium",
    width: "medium",
    card: {},
    message: undefined,
    typed: {},
  };
}

/** Shows what the bot answered: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
function show(
  host: TeamsHost,
  person: TeamsPerson,
  where: string,
  body: Json | undefined,
  dialog: OpenDialog,
): TeamsResult {
  const { workplace } = host;
  if (body === undefined || body === null || (isObject(body) && Object.keys(body).length === 0)) {
    // Nothing to fetch leaves an empty dialog; nothing after a submission closes it.
    if (where.endsWith("etch") || where.endsWith("Task"))
      return misunderstood(host, person, where, ["There is no task in the answer."]);
    workplace.closeDialog(person.id);
    return { ok: true };
  }
  const task = isObject(body) ? objectAt(body, "task") : undefined;
  if (task === undefined) return misunderstood(host, person, where, ["There is no task in the answer."]);
  const { type, value } = task;
  if (type === "message" && typeof value === "string") {
    workplace.showDialog(person.id, { ...dialog, card: {}, message: value, typed: {} });
    return { ok: true };
  }
  if (type !== "continue" || !isObject(value))
    return misunderstood(host, person, where, [`The task is of type ${JSON.stringify(type ?? null)}.`]);
  const faults = taskFaults(value);
  if (faults.length > 0) workplace.recordProblem("invalid_task", where, faults);
  const card = objectAt(objectAt(value, "card"), "content");
  if (card === undefined) return misunderstood(host, person, where, ["The task has no card."]);
  const wrong = checkCard(card);
  if (wrong.length > 0) workplace.recordProblem("invalid_card", where, wrong);
  if (JSON.stringify(card).includes('"Action.Execute"'))
    workplace.recordProblem("invalid_task", where, ["Only Action.Submit hands a dialog in."]);
  const size = Buffer.byteLength(JSON.stringify(card));
  for (const { kind, details } of sizeFaults(size)) workplace.recordProblem(kind, where, details);
  workplace.showDialog(person.id, {
    ...dialog,
    title: stringAt(value, "title") ?? dialog.title,
    height: value.height ?? dialog.height,
    width: value.width ?? dialog.width,
    card,
    message: undefined,
    typed: {},
  });
  return { ok: true };
}

const sizes = ["small", "medium", "large"];

/** What is wrong with the value of a task that goes on. */
function taskFaults(value: JsonObject): string[] {
  const known = ["title", "height", "width", "card", "completionBotId"];
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  const sized = (key: string) =>
    value[key] === undefined ||
    typeof value[key] === "number" ||
    (typeof value[key] === "string" && sizes.includes(value[key]));
  return [
    ...unknown.map((key) => `"${key}" is no property of a task with a card.`),
    ...["height", "width"].filter((key) => !sized(key)).map((key) => `"${key}" is no size.`),
    ...(typeof value.title === "string" && value.title !== "" ? [] : ["The dialog has no title."]),
    ...(stringAt(objectAt(value, "card"), "contentType") === adaptiveCard
      ? []
      : ["The card is no attachment of an adaptive card."]),
  ];
}
