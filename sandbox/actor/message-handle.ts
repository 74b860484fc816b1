import { readableMarkup, visibleText } from "../block-kit/visible-text";
import { actInMessage } from "../interactions/actions";
import type { StoredMessage } from "../messages";
import type { ActResult, Block, UploadedFile } from "../protocol";
import { chosenState } from "./choices";
import { clickables, findClickable, findMenu } from "./elements";
import type { Session } from "./session";

/** A message as one person sees it. It stays current: what is read is what the message says now. */
export class MessageHandle {
  constructor(
    private readonly session: Session,
    private readonly message: StoredMessage,
  ) {}

  get ts(): string {
    return this.message.ts;
  }

  get conversationId(): string {
    return this.message.conversationId;
  }

  get authorId(): string {
    return this.message.userId;
  }

  get blocks(): Block[] {
    return this.message.blocks;
  }

  get files(): UploadedFile[] {
    return this.message.files;
  }

  /** The text for notifications, as the bot sent it. */
  get rawText(): string {
    return this.message.text;
  }

  /** Whether only this person sees it. */
  get isEphemeral(): boolean {
    return this.message.onlyFor !== undefined;
  }

  get isDeleted(): boolean {
    return this.session.host.workspace.messages.find(this.conversationId, this.ts) === undefined;
  }

  /** Everything a reader sees: the blocks where there are any, else the text. */
  get text(): string {
    const { nameOf } = this.session.host.workspace;
    if (this.message.blocks.length > 0) return visibleText(this.message.blocks, nameOf);
    return readableMarkup(this.message.text, nameOf);
  }

  /** The labels of its buttons and overflow entries. */
  get buttons(): string[] {
    return clickables(this.message.blocks).map((entry) => entry.label);
  }

  /** Clicks a button by label, action_id or value. Throws where there is none, or the click failed. */
  async click(name: string, index = 0): Promise<void> {
    const { blockId, actionId, value } = findClickable(this.message.blocks, name, index);
    const { conversationId, ts } = this;
    await this.session.mustPerform({ type: "messageAction", conversationId, ts, blockId, actionId, value });
  }

  /**
   * Takes hold of a button as it is now. The returned function clicks it, even where the message has changed since:
   * what somebody does whose client has not yet shown the change.
   */
  holdClick(name: string, index = 0): () => Promise<ActResult> {
    const clickable = findClickable(this.message.blocks, name, index);
    const seen = structuredClone(this.message);
    const { host, member } = this.session;
    const conversation = host.workspace.conversations.find(this.conversationId);
    if (conversation === undefined) throw new Error("The conversation of this message is gone.");
    return async () => {
      const mark = host.workspace.activity.mark();
      const result = await actInMessage(host, member, conversation, seen, clickable);
      await host.workspace.activity.settled(mark);
      return result;
    };
  }

  /** Chooses in a menu, which is named by placeholder, action_id or block_id. */
  async select(menu: string, choice: string | string[]): Promise<void> {
    const { blockId, element } = findMenu(this.message.blocks, menu);
    const { conversationId, ts } = this;
    const conversation = this.session.host.workspace.conversations.find(conversationId);
    if (conversation === undefined) throw new Error("The conversation of this message is gone.");
    const place = { conversation, message: this.message };
    const { type: _type, ...value } = await chosenState(this.session, place, blockId, element, choice);
    const actionId = String(element.action_id);
    await this.session.mustPerform({ type: "messageAction", conversationId, ts, blockId, actionId, value });
  }

  /** Uses a message shortcut on it. */
  async shortcut(callbackId: string): Promise<void> {
    const { conversationId, ts } = this;
    await this.session.mustPerform({ type: "messageShortcut", conversationId, ts, callbackId });
  }
}
