import { blocksToJson, compact, isObject, type JsonObject } from "./json";
import type { Block, InputValues, Message } from "./protocol";

export interface StoredMessage extends Message {
  /** Set when the app posted it. */
  byApp: boolean;
  metadata?: JsonObject;
  attachments?: JsonObject[];
  /** What people chose in the message's own elements, by member. */
  touched: Record<string, InputValues>;
}

/** Messages of all conversations, oldest first. */
export class Messages {
  private readonly byConversation = new Map<string, StoredMessage[]>();
  /** The last message each member has read, by conversation. */
  private readonly readUpTo = new Map<string, string>();

  add(message: StoredMessage): void {
    const list = this.byConversation.get(message.conversationId);
    if (list === undefined) this.byConversation.set(message.conversationId, [message]);
    else list.push(message);
  }

  find(conversationId: string, ts: string): StoredMessage | undefined {
    return this.byConversation.get(conversationId)?.find((message) => message.ts === ts);
  }

  remove(conversationId: string, ts: string): void {
    const list = this.byConversation.get(conversationId) ?? [];
    const index = list.findIndex((message) => message.ts === ts);
    if (index >= 0) list.splice(index, 1);
  }

  /** Everything in a conversation that this member may see. */
  visibleTo(memberId: string, conversationId: string): StoredMessage[] {
    return (this.byConversation.get(conversationId) ?? []).filter(
      (message) => message.onlyFor === undefined || message.onlyFor === memberId,
    );
  }

  /** What everybody in the conversation may see, and so what the Web API gives. */
  shared(conversationId: string): StoredMessage[] {
    return (this.byConversation.get(conversationId) ?? []).filter((message) => message.onlyFor === undefined);
  }

  markRead(memberId: string, conversationId: string): void {
    const last = this.visibleTo(memberId, conversationId).at(-1);
    if (last !== undefined) this.readUpTo.set(`${memberId} ${conversationId}`, last.ts);
  }

  /** How many messages of others this member has not read. */
  unread(memberId: string, conversationId: string): number {
    const read = this.readUpTo.get(`${memberId} ${conversationId}`) ?? "";
    return this.visibleTo(memberId, conversationId).filter(
      (message) => message.ts > read && message.userId !== memberId,
    ).length;
  }
}

/** Blocks with an id each, as Slack gives one to those that came without. */
export function withBlockIds(blocks: Block[], newId: () => string): Block[] {
  return blocks.map((block) => {
    const identified = { ...block, block_id: block.block_id ?? newId() };
    if (block.type !== "input" && block.type !== "actions" && block.type !== "section") return identified;
    return withActionIds(identified, newId);
  });
}

function withActionIds(block: Block, newId: () => string): Block {
  const identify = (element: JsonObject): JsonObject =>
    element.type === "image" || element.action_id !== undefined
      ? element
      : { ...element, action_id: newId() };
  const result: Block = { ...block };
  for (const key of ["element", "accessory"]) {
    const element = block[key];
    if (isObject(element)) result[key] = identify(element);
  }
  if (block.type === "actions" && Array.isArray(block.elements)) {
    result.elements = block.elements.map((element) => (isObject(element) ? identify(element) : element));
  }
  return result;
}

/** A message as Slack's payloads and conversations.history show it. */
export function toSlackMessage(
  message: StoredMessage,
  app: { teamId: string; appId: string; botId: string },
  files: JsonObject[],
  includeMetadata: boolean,
): JsonObject {
  return compact({
    type: "message",
    subtype: !message.byApp && files.length > 0 ? "file_share" : undefined,
    user: message.userId,
    text: message.text,
    ts: message.ts,
    thread_ts: message.threadTs,
    team: app.teamId,
    bot_id: message.byApp ? app.botId : undefined,
    app_id: message.byApp ? app.appId : undefined,
    blocks: message.blocks.length > 0 ? blocksToJson(message.blocks) : undefined,
    attachments: message.attachments,
    files: files.length > 0 ? files : undefined,
    edited: message.edited ? { user: message.userId, ts: message.ts } : undefined,
    metadata: includeMetadata ? message.metadata : undefined,
  });
}
