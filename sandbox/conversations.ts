import type { Identifiers } from "./identifiers";
import type { Conversation } from "./protocol";

export interface StoredConversation extends Conversation {
  isPrivate: boolean;
  /** Seconds since 1970. */
  created: number;
}

/** Channels and direct conversations with the bot. */
export class Conversations {
  private readonly byId = new Map<string, StoredConversation>();

  constructor(
    private readonly identifiers: Identifiers,
    private readonly botUserId: string,
    private readonly now: () => number,
  ) {}

  addChannel(name: string, memberIds: string[], isPrivate: boolean): StoredConversation {
    return this.insert({
      id: this.identifiers.of("C", name),
      kind: "channel",
      name,
      memberIds,
      isPrivate,
      created: Math.floor(this.now() / 1000),
    });
  }

  /** The direct conversation between this person and the bot, made when there is none. */
  direct(memberId: string): StoredConversation {
    const existing = this.all().find(
      (entry) => entry.kind === "direct" && entry.memberIds.includes(memberId),
    );
    if (existing !== undefined) return existing;
    return this.insert({
      id: this.identifiers.of("D", memberId),
      kind: "direct",
      name: "directmessage",
      memberIds: [memberId, this.botUserId],
      isPrivate: true,
      created: Math.floor(this.now() / 1000),
    });
  }

  all(): StoredConversation[] {
    return [...this.byId.values()];
  }

  find(id: string): StoredConversation | undefined {
    return this.byId.get(id);
  }

  /** A channel by its name, with or without "#". */
  findChannel(name: string): StoredConversation | undefined {
    const plain = name.startsWith("#") ? name.slice(1) : name;
    return this.all().find((entry) => entry.kind === "channel" && entry.name === plain);
  }

  private insert(conversation: StoredConversation): StoredConversation {
    this.byId.set(conversation.id, conversation);
    return conversation;
  }
}
