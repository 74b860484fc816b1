import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../../json";
import type { Json } from "../../protocol";
import { checkCard } from "../cards/check-card";
import { visibleCardText } from "../cards/read-card";
import type { TeamsPerson } from "../directory";
import { adaptiveCard } from "../messages";
import type { FoundRecord, TeamsAct, TeamsResult } from "../protocol";
import { fail, invoke, messageAt, misunderstood, type TeamsHost, wentWrong } from "./host";

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
const mostOptions = 15;
/** https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search */
const mostFound = 25;

/** Asks the bot what it offers for what somebody has typed into a field. */
export async function search(
  host: TeamsHost,
  person: TeamsPerson,
  act: Extract<TeamsAct, { type: "search" }>,
): Promise<TeamsResult> {
  const where = "application/search";
  const { workplace } = host;
  const found = messageAt(host, person, act.conversationId ?? "", act.messageId ?? "");
  const dialog = workplace.dialogs.get(person.id);
  const conversation =
    workplace.conversations.find(dialog?.conversationId ?? "") ?? workplace.conversations.personal(person.id);
  const place =
    found?.place ??
    (conversation === undefined ? undefined : { conversation, rootId: dialog?.origin.rootId });
  if (place === undefined) return fail(host, person, wentWrong);
  const { query: queryText, dataset } = act;
  const value = { queryText, queryOptions: { skip: 0, top: mostOptions }, dataset, kind: "search" };
  const answer = await invoke(host, person, place, where, value, found?.message.id);
  if (!answer.ok) return fail(host, person, wentWrong);
  const { body } = answer;
  const type = isObject(body) ? body.type : undefined;
  const results = isObject(body) ? objectAt(body, "value")?.results : undefined;
  if (type !== "application/vnd.microsoft.search.searchResponse" || !Array.isArray(results))
    return misunderstood(host, person, where, ["The answer is no search response."]);
  if (results.length > mostOptions)
    workplace.recordProblem("too_many_results", where, [`${results.length} results`]);
  const options: { title: string; value: string }[] = [];
  for (const result of results.slice(0, mostOptions)) {
    const title = isObject(result) ? stringAt(result, "title") : undefined;
    const chosen = isObject(result) ? stringAt(result, "value") : undefined;
    if (title === undefined || chosen === undefined)
      return misunderstood(host, person, where, ["A result has no title or no value."]);
    options.push({ title, value: chosen });
  }
  return { ok: true, options };
}

/** Looks for records with the app's search beside the box. */
export async function find(
  host: TeamsHost,
  person: TeamsPerson,
  act: Extract<TeamsAct, { type: "find" }>,
): Promise<TeamsResult> {
  const where = "composeExtension/query";
  const { workplace } = host;
  const conversation = workplace.conversations.find(act.conversationId);
  const command = workplace.options.searches?.find(({ id }) => id === act.searchId);
  if (conversation === undefined || command === undefined || !conversation.memberIds.includes(person.id))
    return fail(host, person, wentWrong);
  const typed = { name: command.parameter ?? "query", value: act.query };
  const parameters = act.query === "" ? [{ name: "initialRun", value: "true" }] : [typed];
  const value = { commandId: command.id, parameters, queryOptions: { skip: 0, count: mostFound } };
  const answer = await invoke(host, person, { conversation }, where, value);
  if (!answer.ok) return fail(host, person, wentWrong);
  const list = extensionOf(answer.body);
  if (list?.type === "message") return { ok: true, found: [], problem: stringAt(list, "text") ?? "" };
  if (list?.type !== "result") return misunderstood(host, person, where, ["There is no result."]);
  const attachments = objectsAt(list, "attachments");
  if (attachments.length > mostFound)
    workplace.recordProblem("too_many_results", where, [`${attachments.length} results`]);
  return { ok: true, found: attachments.map((attachment) => toRecord(host, where, attachment)) };
}

/** Puts a record that was found into the conversation, as the person's own message. */
export async function share(
  host: TeamsHost,
  person: TeamsPerson,
  act: Extract<TeamsAct, { type: "share" }>,
): Promise<TeamsResult> {
  const where = "composeExtension/selectItem";
  const { workplace } = host;
  const conversation = workplace.conversations.find(act.conversationId);
  if (conversation === undefined || !conversation.memberIds.includes(person.id))
    return fail(host, person, "You are not in this conversation.");
  let { card } = act;
  if (isObject(act.value)) {
    const answer = await invoke(host, person, { conversation }, where, act.value);
    if (!answer.ok) return fail(host, person, wentWrong);
    const [chosen] = objectsAt(extensionOf(answer.body), "attachments");
    if (chosen === undefined) return misunderstood(host, person, where, ["There is no card."]);
    card = cardIn(host, where, chosen);
  }
  workplace.post({
    conversationId: conversation.id,
    id: workplace.messages.nextId(),
    fromId: person.id,
    fromBot: false,
    fromName: person.name,
    text: "",
    textFormat: "plain",
    attachments: [{ contentType: adaptiveCard, content: card }],
    files: [],
    edited: false,
    sentAt: new Date(workplace.now()).toISOString(),
    rootId: undefined,
    mention: undefined,
    isCommand: false,
    version: 0,
    personalCards: new Map(),
    typed: new Map(),
  });
  workplace.messages.markRead(person.id, conversation.id);
  return { ok: true };
}

const extensionOf = (body: Json | undefined): JsonObject | undefined =>
  isObject(body) ? objectAt(body, "composeExtension") : undefined;

function toRecord(host: TeamsHost, where: string, attachment: JsonObject): FoundRecord {
  const card = cardIn(host, where, attachment);
  const preview = objectAt(objectAt(attachment, "preview"), "content");
  const [first = "", ...rest] = visibleCardText(card).split("\n");
  const tap = objectAt(preview, "tap");
  if (preview === undefined)
    host.workplace.recordProblem("invalid_result", where, ["A result has no preview."]);
  if (tap !== undefined && tap.type !== "invoke")
    host.workplace.recordProblem("invalid_result", where, ["A preview's tap is no invoke."]);
  return {
    title: stringAt(preview, "title") ?? first,
    text: stringAt(preview, "text") ?? rest.join(" "),
    tap: tap?.value ?? null,
    card,
  };
}

function cardIn(host: TeamsHost, where: string, attachment: JsonObject): JsonObject {
  const card = objectAt(attachment, "content") ?? {};
  // Beside adaptive cards there are the older ones, of which a preview is usually made.
  const faults = attachment.contentType === adaptiveCard ? checkCard(card) : [];
  if (faults.length > 0) host.workplace.recordProblem("invalid_card", where, faults);
  return card;
}
