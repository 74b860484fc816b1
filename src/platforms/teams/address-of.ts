import { PlatformError } from "../port";
import { conversationOf } from "./keep-reference";
import type { ConversationStore } from "./references";

/** Where a conversation is reached: a channel that was only ever listed is reached as its tenant is. Throws a PlatformError. */
export async function addressOf(conversations: ConversationStore, conversationId: string): Promise<string> {
  const known = (await conversations.find(conversationOf(conversationId))) ?? (await conversations.newest());
  if (known) return known.serviceUrl;
  throw nobodyKnown();
}

export const nobodyKnown = () =>
  new PlatformError(
    "no_conversation",
    "Teams cannot be spoken to yet: nobody has installed the bot or written to it",
    true,
    null,
    true,
  );
