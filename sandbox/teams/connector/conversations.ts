import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../../json";
import type { Json } from "../../protocol";
import type { Workplace } from "../workplace";
import { sendActivity } from "./activities";
import { requirePlace } from "./places";
import { badSyntax, TeamsError } from "./teams-error";

/** Opens somebody's personal conversation, or begins a thread in a channel. Throws TeamsError. */
export function createConversation(workplace: Workplace, body: Json | undefined): JsonObject {
  if (!isObject(body)) throw badSyntax("The parameters are no JSON object.");
  const data = objectAt(body, "channelData");
  const tenantId = stringAt(objectAt(data, "tenant"), "id") ?? stringAt(body, "tenantId");
  const channel = stringAt(objectAt(data, "channel"), "id");
  if (channel !== undefined) return beginThread(workplace, channel, body);
  if (tenantId !== workplace.identity.tenantId)
    throw badSyntax("A personal conversation needs the tenant in channelData.tenant.id.");
  const [member, ...more] = objectsAt(body, "members");
  if (member === undefined || more.length > 0 || body.isGroup === true)
    throw badSyntax("A bot opens a conversation with one person.");
  const id = stringAt(member, "id") ?? "";
  const person = workplace.directory.find(id);
  if (person === undefined || person.email === id) throw badSyntax("Bad format of the member's id.");
  const conversation = workplace.conversations.personal(person.id);
  if (conversation === undefined || !workplace.installed.has(person.id))
    throw new TeamsError(
      403,
      "ForbiddenOperationException",
      "The bot is not installed in the user's personal scope.",
    );
  if (!isObject(body.activity)) return { id: conversation.id };
  const sent = sendActivity(workplace, conversation.id, body.activity, undefined);
  return { id: conversation.id, activityId: sent.id };
}

function beginThread(workplace: Workplace, channel: string, body: JsonObject): JsonObject {
  const { conversation } = requirePlace(workplace, channel);
  if (conversation.kind !== "channel") throw badSyntax("channelData.channel.id is no channel's.");
  if (!isObject(body.activity)) throw badSyntax("A thread in a channel begins with an activity.");
  const sent = sendActivity(workplace, conversation.id, body.activity, undefined);
  return { id: `${conversation.id};messageid=${sent.id}`, activityId: sent.id };
}

/** All members of a conversation. Throws TeamsError. */
export function listMembers(workplace: Workplace, conversationId: string): JsonObject[] {
  const { conversation } = requirePlace(workplace, conversationId);
  return workplace.directory.people
    .filter(({ id }) => conversation.memberIds.includes(id))
    .map((person) => workplace.directory.toAccount(person));
}

/** One member, by id, Entra object id or e-mail. Throws TeamsError. */
export function findMember(workplace: Workplace, conversationId: string, key: string): JsonObject {
  const { conversation } = requirePlace(workplace, conversationId);
  const person = workplace.directory.find(key);
  if (person === undefined || person.name === key || !conversation.memberIds.includes(person.id))
    throw new TeamsError(404, "MemberNotFoundInConversation", "Member not found in conversation.");
  return workplace.directory.toAccount(person);
}

/** The team's channels; General comes without a name. Throws TeamsError. */
export function listChannels(workplace: Workplace, teamId: string): JsonObject {
  requireTeam(workplace, teamId);
  const conversations = workplace.conversations
    .channels()
    .map(({ id, name }): JsonObject => (id === workplace.identity.teamId ? { id } : { id, name }));
  return { conversations };
}

/** Throws TeamsError. */
export function describeTeam(workplace: Workplace, teamId: string): JsonObject {
  requireTeam(workplace, teamId);
  const { teamId: id, teamName: name, aadGroupId } = workplace.identity;
  const channelCount = workplace.conversations.channels().length;
  return {
    id,
    name,
    aadGroupId,
    type: "standard",
    channelCount,
    memberCount: workplace.directory.people.length,
  };
}

function requireTeam(workplace: Workplace, teamId: string): void {
  if (teamId !== workplace.identity.teamId) throw new TeamsError(404, "NotFound", "The team is not there.");
  requirePlace(workplace, teamId);
}
