import type { StoredTeamsConversation } from "../conversations";
import type { Workplace } from "../workplace";
import { TeamsError } from "./teams-error";

/** A conversation as a path of the Bot Connector names it. */
export interface ConnectorPlace {
  conversation: StoredTeamsConversation;
  /** The root message of a thread. */
  rootId: string | undefined;
}

/** The conversation of this id that the bot may act in. Throws TeamsError. */
export function requirePlace(workplace: Workplace, id: string): ConnectorPlace {
  const [, plain = id, rootId] = /^(.*?)(?:;messageid=(\d+))?$/.exec(id) ?? [];
  const conversation = workplace.conversations.find(plain);
  if (conversation === undefined)
    throw new TeamsError(404, "ConversationNotFound", "Conversation not found.");
  const there =
    conversation.kind === "channel"
      ? workplace.inTeam
      : conversation.memberIds.every((memberId) => workplace.installed.has(memberId));
  if (!there)
    throw new TeamsError(
      403,
      "BotNotInConversationRoster",
      "The bot is not part of the conversation roster.",
    );
  if (rootId !== undefined && workplace.messages.find(plain, rootId) === undefined)
    throw new TeamsError(404, "ActivityNotFoundInConversation", "The thread's first message is not there.");
  return { conversation, rootId };
}
