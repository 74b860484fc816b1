import { type JsonObject, objectAt, sameJson, stringAt } from "../../json";
import type { UploadedFile } from "../../protocol";
import { visibleMessageText } from "../cards/message-text";
import { actionsOf, opensDialog } from "../cards/read-card";
import { cardFor, type StoredTeamsMessage } from "../messages";
import type { TeamsAct, TeamsResult } from "../protocol";
import { FormHandle } from "./form-handle";
import { messageSource } from "./form-source";
import { findAction, labelsOf, pressInMessage } from "./press";
import type { TeamsSession } from "./session";

/** A message as one person sees it. It stays current: what is read is what the message says now. */
export class TeamsMessageHandle {
  constructor(
    private readonly session: TeamsSession,
    private readonly message: StoredTeamsMessage,
  ) {}

  get id(): string {
    return this.message.id;
  }

  get conversationId(): string {
    return this.message.conversationId;
  }

  get fromBot(): boolean {
    return this.message.fromBot;
  }

  /** The root message of the thread it is in. */
  get rootId(): string | undefined {
    return this.message.rootId;
  }

  /** The adaptive card this person sees in it. */
  get card(): JsonObject | undefined {
    return cardFor(this.message, this.session.person.id);
  }

  /** Whether this person is shown a card of their own. */
  get isPersonal(): boolean {
    return this.message.personalCards.has(this.session.person.id);
  }

  /** Everything a reader sees: the message's text and its card. */
  get text(): string {
    return visibleMessageText(this.message, this.session.person.id);
  }

  get buttons(): string[] {
    return labelsOf(this.card);
  }

  /** Those it shows; a file that was offered and taken shows where it was offered, unless a card of its own shows it. */
  get files(): readonly UploadedFile[] {
    const { workplace } = this.session;
    const upload = workplace.uploads.ofMessage(this.id);
    const taken = workplace.files.find(upload?.fileId ?? "");
    const elsewhere = workplace.messages
      .of(this.conversationId)
      .some(({ files }) => files.some((file) => file.id === taken?.id));
    return taken === undefined || elsewhere
      ? this.message.files
      : [...this.message.files, workplace.toUploadedFile(taken)];
  }

  /** Nothing in Teams is shown to one person alone in a conversation of several. */
  get isEphemeral(): boolean {
    return false;
  }

  get isDeleted(): boolean {
    return this.session.workplace.messages.find(this.conversationId, this.id) === undefined;
  }

  /** Presses a button by its label; one that asks first is agreed to. Throws with the sentence that the person would see. */
  async click(label: string, index = 0): Promise<void> {
    await this.session.mustPerform(this.press(label, index));
  }

  /** A press of somebody whose client still shows the card as it is now. */
  holdClick(label: string, index = 0): () => Promise<TeamsResult> {
    const act = this.press(label, index);
    return () => this.session.perform(act);
  }

  /** Uses one of the app's actions on it, named by its title or id. Throws where there is none. */
  async shortcut(name: string): Promise<void> {
    const actions = this.session.workplace.options.messageActions ?? [];
    const action = actions.find(({ id, title }) => id === name || title === name);
    if (action === undefined) throw new Error(`The app has no action "${name}" on messages.`);
    const { conversationId, id: messageId } = this;
    await this.session.mustPerform({
      type: "messageAction",
      actionId: action.id,
      conversationId,
      messageId,
    });
  }

  /** Its card as something to fill in and press, also where it has no field. */
  form(): FormHandle {
    return new FormHandle(this.session, messageSource(this.session, this.message));
  }

  /** The button of a card that but offers a form: in a dialog, and perhaps the same one in the card itself. */
  offeredForm(): string | undefined {
    const [first, second, ...others] = actionsOf(this.card);
    if (first === undefined || !opensDialog(first) || others.length > 0) return undefined;
    const { msteams: _msteams, ...data } = objectAt(first, "data") ?? {};
    const same = second === undefined ? this.text.split("\n").length < 3 : sameJson(second.data, data);
    return same ? stringAt(first, "title") : undefined;
  }

  private press(label: string, index: number): TeamsAct {
    const { card } = this;
    const action = findAction(card, label, index);
    const typed = this.message.typed.get(this.session.person.id) ?? {};
    return pressInMessage(this.message, card ?? {}, action, typed);
  }
}
