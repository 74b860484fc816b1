import type { FileContent } from "../../actor/session";
import type { WaitOptions } from "../../actor/wait-for";
import type { FoundRecord, TeamsMember, TeamsResult } from "../protocol";
import { TeamsConversationHandle } from "./conversation-handle";
import { fieldsOf } from "./fields";
import { FormHandle } from "./form-handle";
import { dialogSource } from "./form-source";
import type { TeamsMessageHandle } from "./message-handle";
import type { TeamsSession } from "./session";

/** What came of a command. */
export interface TeamsCommandOutcome {
  /** What the bot has said upon it in that conversation, and in this person's own; oldest first. */
  messages: TeamsMessageHandle[];
  /** All of their text. */
  text: string;
  /** The dialog that was opened, or a card to fill in. */
  modal: FormHandle | undefined;
  /** What Teams' client said when the bot did not take it. */
  problem: string | undefined;
}

/** A person of the tenant, who does what people do in Teams' client and sees what they see. */
export class TeamsActor {
  constructor(private readonly session: TeamsSession) {}

  get member(): TeamsMember {
    return this.session.person;
  }

  get id(): string {
    return this.session.person.id;
  }

  /** What Teams' client has told this person, oldest first: failures, and sentences that the bot answered a press with. */
  get notices(): string[] {
    return this.session.workplace.notices
      .filter(({ personId }) => personId === this.id)
      .map(({ text }) => text);
  }

  /** Says a command, by default to the bot alone, and presses the button where the answer but offers a form. */
  async command(text: string, options: { in?: string } = {}): Promise<TeamsCommandOutcome> {
    const outcome = await this.ask(text, options.in);
    // In a channel the bot may say beside it where its answer is.
    const [only, ...more] = outcome.messages.filter(({ buttons }) => buttons.length > 0);
    const offer = more.length === 0 ? only?.offeredForm() : undefined;
    if (only !== undefined && offer !== undefined) {
      await only.click(offer);
      return { ...outcome, modal: this.modal() };
    }
    const fillable = outcome.messages.findLast((message) => message.form().fields.length > 0);
    return { ...outcome, modal: fillable?.form() };
  }

  /** Writes a message, by default to the bot; in a channel the bot hears it only with a mention. */
  async say(
    text: string,
    options: {
      in?: string;
      files?: FileContent[];
      pictures?: FileContent[];
      mention?: boolean;
      replyToId?: string;
    } = {},
  ): Promise<TeamsResult> {
    const place = options.in === undefined ? this.dm() : this.channel(options.in);
    const fileIds = (options.files ?? []).map((file) => this.session.upload(file));
    const pictures = (options.pictures ?? []).map((file) => this.session.upload(file));
    const { mention = false, replyToId } = options;
    return this.session.perform(
      {
        type: "say",
        conversationId: place.id,
        text,
        fileIds,
        mention,
        ...(replyToId === undefined ? {} : { replyToId }),
      },
      { pictures },
    );
  }

  /** The personal conversation with the bot. */
  dm(): TeamsConversationHandle {
    const conversation = this.session.workplace.conversations.personal(this.id);
    if (conversation === undefined) throw new Error(`${this.member.name} has no conversation with the bot.`);
    return new TeamsConversationHandle(this.session, conversation.id);
  }

  /** A channel of the team by name, with or without "#". Throws where there is none, or this person is not in it. */
  channel(name: string): TeamsConversationHandle {
    const channel = this.session.workplace.conversations.findChannel(name);
    if (channel === undefined || !channel.memberIds.includes(this.id))
      throw new Error(`${this.member.name} is in no channel "${name}".`);
    return new TeamsConversationHandle(this.session, channel.id);
  }

  /** The open dialog; else the newest card to be filled in among what the bot has said to this person alone. */
  modal(): FormHandle | undefined {
    const dialog = this.session.workplace.dialogs.get(this.id);
    if (dialog !== undefined) return new FormHandle(this.session, dialogSource(this.session, dialog.id));
    const fillable = this.dm().messages.findLast(
      ({ card, fromBot }) => fromBot && fieldsOf(card ?? {}, {}, new Map()).length > 0,
    );
    return fillable?.form();
  }

  /** Teams has no home page: asks the bot for what stands there elsewhere. Throws where it does not answer. */
  async openHome(): Promise<FormHandle> {
    const { messages, problem } = await this.ask("/drumbeat home");
    const home = messages.at(-1);
    if (home === undefined) throw new Error(problem ?? "The bot has shown no home.");
    return home.form();
  }

  /** Looks for records with the app's search of this id or title. Throws where there is none. */
  async search(name: string, query: string, options: { in?: string } = {}): Promise<FoundRecord[]> {
    const place = options.in === undefined ? this.dm() : this.channel(options.in);
    const command = this.session.workplace.options.searches?.find(
      ({ id, title }) => id === name || title === name,
    );
    if (command === undefined) throw new Error(`The app has no search "${name}".`);
    const act = { type: "find", searchId: command.id, query, conversationId: place.id } as const;
    const result = await this.session.client.perform(this.session.person, act);
    if (!result.ok) throw new Error(result.problem ?? "The search failed.");
    return result.found ?? [];
  }

  /** Puts a record that was found into a conversation. */
  async share(record: FoundRecord, options: { in: string }): Promise<void> {
    const { tap: value, card } = record;
    await this.session.mustPerform({
      type: "share",
      conversationId: this.channel(options.in).id,
      value,
      card,
    });
  }

  /** Waits until `probe` gives something other than false or undefined; looks again at every change. Throws after `timeout`. */
  waitFor<T>(probe: () => T | undefined | false, options: WaitOptions = {}): Promise<T> {
    return this.session.waitFor(probe, options);
  }

  private async ask(text: string, channel?: string): Promise<TeamsCommandOutcome> {
    const places = channel === undefined ? [this.dm()] : [this.channel(channel), this.dm()];
    const [place = this.dm()] = places;
    const before = new Set(places.flatMap(({ messages }) => messages.map(({ id }) => id)));
    const result = await this.session.perform(
      { type: "say", conversationId: place.id, text, fileIds: [], mention: true },
      { isCommand: true },
    );
    const messages = places
      .flatMap((each) => each.messages)
      .filter(({ id, fromBot }) => fromBot && !before.has(id))
      .sort((one, other) => Number(one.id) - Number(other.id));
    return {
      messages,
      text: messages.map((message) => message.text).join("\n"),
      modal: undefined,
      problem: result.problem,
    };
  }
}
