import type { ActResult, Member } from "../protocol";
import { ConversationHandle } from "./conversation-handle";
import type { MessageHandle } from "./message-handle";
import type { FileContent, Session } from "./session";
import { ViewHandle } from "./view-handle";
import type { WaitOptions } from "./wait-for";

/** What came of a slash command. */
export interface CommandOutcome {
  /** New messages in that conversation that this person sees, ephemeral ones included, oldest first. */
  messages: MessageHandle[];
  /** All of their text. */
  text: string;
  /** The modal that was opened. */
  modal: ViewHandle | undefined;
  /** What Slack's client said when the command failed. */
  problem: string | undefined;
}

/** A person of the workspace, who does what people do in the client and sees what they see. */
export class Actor {
  constructor(private readonly session: Session) {}

  get member(): Member {
    return this.session.member;
  }

  get id(): string {
    return this.session.member.id;
  }

  /** What Slack's client has told this person, oldest first. */
  get notices(): string[] {
    return this.session.host.workspace.notices
      .filter((notice) => notice.userId === this.id)
      .map((notice) => notice.text);
  }

  /** Runs a slash command, by default in the direct conversation with the bot. */
  async command(text: string, options: { in?: string } = {}): Promise<CommandOutcome> {
    const place = options.in === undefined ? this.dm() : this.channel(options.in);
    const before = new Set(place.messages.map((message) => message.ts));
    const modalBefore = this.modal()?.id;
    const [, name = text, rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    const result = await this.session.perform({
      type: "command",
      conversationId: place.id,
      name,
      text: rest,
    });
    const messages = place.messages.filter((message) => !before.has(message.ts));
    const modal = this.modal();
    return {
      messages,
      text: messages.map((message) => message.text).join("\n"),
      modal: modal?.id === modalBefore ? undefined : modal,
      problem: result.problem,
    };
  }

  /** Writes a message, by default to the bot. */
  async say(text: string, options: { in?: string; files?: FileContent[] } = {}): Promise<ActResult> {
    const place = options.in === undefined ? this.dm() : this.channel(options.in);
    const fileIds = (options.files ?? []).map((file) => this.session.upload(file));
    return this.session.perform({ type: "say", conversationId: place.id, text, fileIds });
  }

  /** The direct conversation with the bot. */
  dm(): ConversationHandle {
    return new ConversationHandle(this.session, this.session.host.workspace.conversations.direct(this.id).id);
  }

  /** A channel by name, with or without "#". Throws where there is none, or this person is not in it. */
  channel(name: string): ConversationHandle {
    const channel = this.session.host.workspace.conversations.findChannel(name);
    if (channel === undefined || !channel.memberIds.includes(this.id)) {
      throw new Error(`${this.member.name} is in no channel "${name}".`);
    }
    return new ConversationHandle(this.session, channel.id);
  }

  /** The modal on top. */
  modal(): ViewHandle | undefined {
    const top = this.session.host.workspace.views.stack(this.id).at(-1);
    return top === undefined ? undefined : new ViewHandle(this.session, top);
  }

  /** The App Home as it is. */
  home(): ViewHandle | undefined {
    const home = this.session.host.workspace.views.home(this.id);
    return home === undefined ? undefined : new ViewHandle(this.session, home);
  }

  /** Opens the App Home and waits for the bot to have shown something there. Throws where it does not. */
  async openHome(options: WaitOptions = {}): Promise<ViewHandle> {
    await this.session.mustPerform({ type: "openHome" });
    return this.waitFor(() => this.home(), { what: "an App Home", ...options });
  }

  /** Waits for a modal, optionally one with this title. */
  waitForModal(title?: string, options: WaitOptions = {}): Promise<ViewHandle> {
    const wanted = () => {
      const modal = this.modal();
      return title === undefined || modal?.title === title ? modal : undefined;
    };
    return this.waitFor(wanted, {
      what: title === undefined ? "a modal" : `the modal "${title}"`,
      ...options,
    });
  }

  /** Waits until `probe` gives something other than false or undefined; looks again at every change. Throws after `timeout`. */
  waitFor<T>(probe: () => T | undefined | false, options: WaitOptions = {}): Promise<T> {
    return this.session.waitFor(probe, options);
  }
}
