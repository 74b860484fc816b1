import { MessageHandle } from "./message-handle";
import type { Session } from "./session";
import type { WaitOptions } from "./wait-for";

/** A conversation as one person sees it. It stays current. */
export class ConversationHandle {
  constructor(
    private readonly session: Session,
    readonly id: string,
  ) {}

  /** Everything this person sees here, oldest first. */
  get messages(): MessageHandle[] {
    return this.session.host.workspace.messages
      .visibleTo(this.session.member.id, this.id)
      .map((message) => new MessageHandle(this.session, message));
  }

  /** How many messages this person has not read. */
  get unread(): number {
    return this.session.host.workspace.messages.unread(this.session.member.id, this.id);
  }

  last(): MessageHandle | undefined {
    return this.messages.at(-1);
  }

  /** The newest message that contains `text` or matches it. */
  find(text: string | RegExp): MessageHandle | undefined {
    return this.messages.findLast((message) => contains(message.text, text));
  }

  /** Waits until a message contains `text` or matches it. Throws when none does in time. */
  waitForMessage(text: string | RegExp, options: WaitOptions = {}): Promise<MessageHandle> {
    return this.session.waitFor(() => this.find(text), {
      what: `a message with ${String(text)}`,
      ...options,
    });
  }
}

function contains(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
}
