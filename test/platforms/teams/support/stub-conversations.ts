import type { ConversationReference, ConversationStore } from "../../../../src/platforms/teams/references";

/** References in memory, newest last. */
export function stubConversations(...references: ConversationReference[]): ConversationStore & {
  kept: Map<string, ConversationReference>;
} {
  const kept = new Map(references.map((reference) => [reference.conversationId, reference]));
  const all = () => [...kept.values()];
  return {
    kept,
    keep: async (reference) => void kept.set(reference.conversationId, reference),
    find: async (conversationId) => kept.get(conversationId) ?? null,
    findPersonal: async (userId) =>
      all().find((reference) => reference.kind === "personal" && reference.userId === userId) ?? null,
    teams: async () => all().filter(({ kind }) => kind === "team"),
    newest: async () => all().at(-1) ?? null,
    forget: async (conversationId) => void kept.delete(conversationId),
  };
}

export const reference = (
  more: Partial<ConversationReference> &
    Pick<ConversationReference, "conversationId" | "kind" | "serviceUrl">,
): ConversationReference => ({ botId: "28:bot", userId: null, locale: null, timeZone: null, ...more });
