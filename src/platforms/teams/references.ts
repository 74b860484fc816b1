/**
 * Where a conversation is reached. The Bot Connector has an address for each region and cloud, told with every activity;
 * who speaks first must have kept it. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export interface ConversationReference {
  conversationId: string;
  /** "team": the team itself, whose channels and members can be asked for; "group": several people outside a team. */
  kind: "personal" | "channel" | "group" | "team";
  serviceUrl: string;
  /** What the bot is called there, "28:" and its app id. */
  botId: string;
  /** The person of a personal conversation. */
  userId: string | null;
  /** What that person's client last said, e.g. "zh-CN" and "Asia/Shanghai". */
  locale: string | null;
  timeZone: string | null;
}

/** The references of one tenant, kept by whoever wires the platform. */
export interface ConversationStore {
  /** Stores it, or brings it up to date. */
  keep(reference: ConversationReference): Promise<void>;
  find(conversationId: string): Promise<ConversationReference | null>;
  /** The personal conversation with somebody. */
  findPersonal(userId: string): Promise<ConversationReference | null>;
  /** The teams that the bot is in. */
  teams(): Promise<readonly ConversationReference[]>;
  /** Any, the newest: its address reaches the tenant. */
  newest(): Promise<ConversationReference | null>;
  forget(conversationId: string): Promise<void>;
}
