import type { JsonObject } from "../../json";
import type { Json } from "../../protocol";
import { invokeActivity, type Place } from "../activities";
import type { InvokeAnswer, TeamsDelivery } from "../delivery";
import type { TeamsPerson } from "../directory";
import type { StoredTeamsMessage } from "../messages";
import type { TeamsResult } from "../protocol";
import type { Workplace } from "../workplace";

/** What the client's acts work with. */
export interface TeamsHost {
  workplace: Workplace;
  delivery: TeamsDelivery;
}

export const wentWrong = "Something went wrong. Please try again.";

/** Ends an act with a sentence that the person is also told in a banner. */
export function fail(host: TeamsHost, person: TeamsPerson, problem: string): TeamsResult {
  host.workplace.tell(person.id, problem);
  return { ok: false, problem };
}

/** Asks the bot; where it does not answer as it should, that is noted by the delivery. */
export function invoke(
  host: TeamsHost,
  person: TeamsPerson,
  place: Place,
  name: string,
  value: JsonObject,
  replyToId?: string,
): Promise<InvokeAnswer> {
  return host.delivery.invoke(invokeActivity(host.workplace, person, place, name, value, replyToId));
}

/** Notes that an answer was not what Teams' client understands, and tells the person so. */
export function misunderstood(
  host: TeamsHost,
  person: TeamsPerson,
  where: string,
  details: string[],
): TeamsResult {
  host.workplace.recordProblem("invoke_answer", where, details);
  return fail(host, person, wentWrong);
}

/** A message and where it stands, when this person can see it. */
export function messageAt(
  host: TeamsHost,
  person: TeamsPerson,
  conversationId: string,
  messageId: string,
): { message: StoredTeamsMessage; place: Place } | undefined {
  const conversation = host.workplace.conversations.find(conversationId);
  const message = host.workplace.messages.find(conversationId, messageId);
  if (conversation === undefined || message === undefined) return undefined;
  if (!conversation.memberIds.includes(person.id)) return undefined;
  const rootId = conversation.kind === "channel" ? (message.rootId ?? message.id) : undefined;
  return { message, place: { conversation, rootId } };
}

/** JSON as it is sent: a bot gets no property that is undefined. */
export const asJson = (value: object): Json => JSON.parse(JSON.stringify(value));
