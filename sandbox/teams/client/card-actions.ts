import { isObject, type JsonObject, objectAt, objectsAt, sameJson, stringAt } from "../../json";
import type { Json } from "../../protocol";
import { activity } from "../activities";
import { sizeFaults } from "../cards/check-activity";
import { checkCard } from "../cards/check-card";
import type { TeamsPerson } from "../directory";
import { adaptiveCard, cardFor, type StoredTeamsMessage } from "../messages";
import type { TeamsAct, TeamsResult } from "../protocol";
import { openTask } from "./dialogs";
import { asJson, fail, invoke, messageAt, misunderstood, type TeamsHost, wentWrong } from "./host";

const where = "adaptiveCard/action";
const gone = "This message is no longer there.";

/** Presses an Action.Execute: the bot's answer is a card for this person alone, or a sentence. */
export async function execute(
  host: TeamsHost,
  person: TeamsPerson,
  act: Extract<TeamsAct, { type: "execute" }>,
): Promise<TeamsResult> {
  const found = messageAt(host, person, act.conversationId, act.messageId);
  if (found === undefined) return fail(host, person, gone);
  const { message, place } = found;
  const { version } = message;
  const action = {
    type: "Action.Execute",
    ...nameOf(cardFor(message, person.id), act),
    verb: act.verb,
    data: { ...act.data, ...act.inputs },
  };
  const value = { action: asJson(action), trigger: "manual" };
  const answer = await invoke(host, person, place, where, value, message.id);
  if (!answer.ok) return fail(host, person, wentWrong);
  const shown = readAnswer(answer.body);
  switch (shown.kind) {
    case "card":
      noteFaults(host, shown.card);
      // What the bot has put into the message meanwhile is newer than this answer is for everybody but this person.
      host.workplace.showPersonally(message, person.id, shown.card);
      return { ok: true };
    case "sentence":
      // Without words nothing is shown, and the card stays as it is.
      if (shown.text !== "") host.workplace.tell(person.id, shown.text);
      return { ok: true };
    case "error":
      return fail(host, person, shown.text);
    case "unclear":
      return misunderstood(host, person, where, [`${shown.fault} (message version ${version})`]);
  }
}

/** Has the card drawn for this person, as their client does by itself when it comes into view. */
export async function refresh(
  host: TeamsHost,
  person: TeamsPerson,
  message: StoredTeamsMessage,
): Promise<void> {
  const found = messageAt(host, person, message.conversationId, message.id);
  const [shared] = message.attachments.filter(({ contentType }) => contentType === adaptiveCard);
  const action = objectAt(objectAt(shared?.content, "refresh"), "action");
  if (found === undefined || action === undefined) return;
  const { version } = message;
  const { type: _type, ...named } = action;
  const value = { action: { type: "Action.Execute", ...named }, trigger: "automatic" };
  const answer = await invoke(host, person, found.place, where, value, message.id);
  if (!answer.ok) return;
  const shown = readAnswer(answer.body);
  if (shown.kind === "unclear") host.workplace.recordProblem("invoke_answer", where, [shown.fault]);
  if (shown.kind !== "card") return;
  noteFaults(host, shown.card);
  // An answer about what the message was before is not shown: the change has asked anew.
  if (message.version === version) host.workplace.showPersonally(message, person.id, shown.card);
}

/** Presses an Action.Submit: it opens a dialog, or tells the bot as a message does. */
export async function submit(
  host: TeamsHost,
  person: TeamsPerson,
  act: Extract<TeamsAct, { type: "submit" }>,
): Promise<TeamsResult> {
  const found = messageAt(host, person, act.conversationId, act.messageId);
  if (found === undefined) return fail(host, person, gone);
  const { message, place } = found;
  const data = { ...act.data, ...act.inputs };
  const more = objectAt(data, "msteams");
  const type = stringAt(more, "type");
  if (type === "task/fetch") return openTask(host, person, place, message, data);
  if (type !== undefined && type !== "messageBack") {
    host.workplace.recordProblem("invalid_card", "Action.Submit", [
      `msteams.type "${type}" is not known here.`,
    ]);
    return fail(host, person, wentWrong);
  }
  const { msteams: _msteams, ...value } = data;
  const sent = activity(host.workplace, person, place, {
    type: "message",
    id: host.workplace.messages.nextId(),
    replyToId: message.id,
    value: more?.value ?? value,
    text: stringAt(more, "text"),
  });
  const taken = await host.delivery.send(sent);
  return taken ? { ok: true } : fail(host, person, wentWrong);
}

type Answer =
  | { kind: "card"; card: JsonObject }
  | { kind: "sentence"; text: string }
  | { kind: "error"; text: string }
  | { kind: "unclear"; fault: string };

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
function readAnswer(body: Json | undefined): Answer {
  if (!isObject(body)) return { kind: "unclear", fault: "The answer is no object." };
  const { statusCode, type, value } = body;
  const unknown = Object.keys(body).filter((key) => !["statusCode", "type", "value"].includes(key));
  if (unknown.length > 0) return { kind: "unclear", fault: `Unknown in the answer: ${unknown.join(", ")}.` };
  if (typeof statusCode !== "number") return { kind: "unclear", fault: "The answer has no statusCode." };
  if (type === "application/vnd.microsoft.error") {
    const said = isObject(value) ? stringAt(value, "message") : undefined;
    if (said === undefined) return { kind: "unclear", fault: "The error has no message." };
    return { kind: "error", text: said };
  }
  if (statusCode !== 200) return { kind: "unclear", fault: `The statusCode is ${statusCode}.` };
  if (type === adaptiveCard && isObject(value)) return { kind: "card", card: value };
  if (type === "application/vnd.microsoft.activity.message" && typeof value === "string")
    return { kind: "sentence", text: value };
  return { kind: "unclear", fault: `The answer is of type ${JSON.stringify(type ?? null)}.` };
}

function noteFaults({ workplace }: TeamsHost, card: JsonObject): void {
  const details = checkCard(card);
  if (details.length > 0) workplace.recordProblem("invalid_card", where, details);
  for (const { kind, details: size } of sizeFaults(Buffer.byteLength(JSON.stringify(card))))
    workplace.recordProblem(kind, where, size);
}

/** The title and id of the action that this verb and data are of, which Teams sends along. */
function nameOf(
  card: JsonObject | undefined,
  { verb, data }: { verb: string; data: JsonObject },
): { id?: string; title?: string } {
  const action = executesIn(card).find(
    (each) => (stringAt(each, "verb") ?? "") === verb && sameJson(each.data ?? {}, data),
  );
  const id = stringAt(action, "id");
  const title = stringAt(action, "title");
  return { ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }) };
}

/** All of them, those behind other buttons too. */
function executesIn(value: JsonObject | undefined): JsonObject[] {
  if (value === undefined) return [];
  if (value.type === "Action.Execute") return [value];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "data") return [];
    return (isObject(inner) ? [inner] : objectsAt(value, key)).flatMap(executesIn);
  });
}
