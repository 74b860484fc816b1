import type { WaitOptions } from "../../actor/wait-for";
import { TeamsMessageHandle } from "./message-handle";
import type { TeamsSession } from "./session";

/** A conversation as one person sees it. It stays current. */
export class TeamsConversationHandle {
  constructor(
    private readonly session: TeamsSession,
    readonly id: string,
  ) {}

  /** Everything this person sees here, oldest first; what actors have said as commands is no message of a flow. */
  get messages(): TeamsMessageHandle[] {
    return this.session.workplace.messages
      .of(this.id)
      .filter(({ isCommand }) => !isCommand)
      .map((message) => new TeamsMessageHandle(this.session, message));
  }

  /** How many messages this person has not read. */
  get unread(): number {
    return this.session.workplace.messages.unread(this.session.person.id, this.id);
  }

  last(): TeamsMessageHandle | undefined {
    return this.messages.at(-1);
  }

  /** The newest message that contains `text` or matches it. */
  find(text: string | RegExp): TeamsMessageHandle | undefined {
    return this.messages.findLast((message) =>
      typeof text === "string" ? message.text.includes(text) : text.test(message.text),
    );
  }

  /** Waits until a message contains `text` or matches it. Throws when none does in time. */
  waitForMessage(text: string | RegExp, options: WaitOptions = {}): Promise<TeamsMessageHandle> {
    return this.session.waitFor(() => this.find(text), {
      what: `a message with ${String(text)}`,
      ...options,
    });
  }
}
