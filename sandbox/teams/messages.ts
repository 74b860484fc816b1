import type { JsonObject } from "../json";
import type { UploadedFile } from "../protocol";
import type { TeamsAttachment, TeamsMessage } from "./protocol";

export const adaptiveCard = "application/vnd.microsoft.card.adaptive";
export const consentCard = "application/vnd.microsoft.teams.card.file.consent";
export const fileInfoCard = "application/vnd.microsoft.teams.card.file.info";

export interface StoredTeamsMessage {
  conversationId: string;
  id: string;
  /** A person's id, or the bot's. */
  fromId: string;
  fromBot: boolean;
  fromName: string;
  text: string;
  textFormat: TeamsMessage["textFormat"];
  attachments: TeamsAttachment[];
  files: UploadedFile[];
  edited: boolean;
  /** ISO. */
  sentAt: string;
  /** The root message of a channel's thread. */
  rootId: string | undefined;
  /** Whom it is said to, before its text: the bot, in a channel. */
  mention: string | undefined;
  /** Whether an actor said it as a command, which on Slack is no message. */
  isCommand: boolean;
  /** How often the bot has changed it. */
  version: number;
  /** By person, the card that stands there for them alone, until the bot changes the message. */
  personalCards: Map<string, JsonObject>;
  /** By person, what they have put into the card's inputs. */
  typed: Map<string, JsonObject>;
}

/** The messages of all conversations, oldest first. */
export class TeamsMessages {
  private readonly byConversation = new Map<string, StoredTeamsMessage[]>();
  /** By person and conversation, the newest message that was read. */
  private readonly read = new Map<string, string>();
  private lastId = 0;

  constructor(private readonly now: () => number) {}

  /** Teams' ids are milliseconds since 1970; here none is given twice. */
  nextId(): string {
    this.lastId = Math.max(this.lastId + 1, Math.floor(this.now()));
    return String(this.lastId);
  }

  of(conversationId: string): StoredTeamsMessage[] {
    return this.byConversation.get(conversationId) ?? [];
  }

  find(conversationId: string, id: string): StoredTeamsMessage | undefined {
    return this.of(conversationId).find((message) => message.id === id);
  }

  add(message: StoredTeamsMessage): void {
    this.byConversation.set(message.conversationId, [...this.of(message.conversationId), message]);
  }

  remove(message: StoredTeamsMessage): void {
    const rest = this.of(message.conversationId).filter((other) => other !== message);
    this.byConversation.set(message.conversationId, rest);
  }

  markRead(personId: string, conversationId: string): void {
    const last = this.of(conversationId).at(-1);
    if (last !== undefined) this.read.set(`${personId} ${conversationId}`, last.id);
  }

  unread(personId: string, conversationId: string): number {
    const read = Number(this.read.get(`${personId} ${conversationId}`) ?? 0);
    return this.of(conversationId).filter(({ id, fromId }) => fromId !== personId && Number(id) > read)
      .length;
  }
}

/** A message as one person sees it. */
export function seenBy(message: StoredTeamsMessage, personId: string): TeamsMessage {
  const { conversationId, id, fromBot, fromName, textFormat, files, edited, sentAt, rootId, mention } =
    message;
  return {
    conversationId,
    id,
    fromBot,
    fromName,
    text: mention === undefined ? message.text : `<at>${mention}</at> ${message.text}`,
    textFormat,
    files,
    edited,
    sentAt,
    ...(rootId === undefined ? {} : { replyToId: rootId }),
    attachments: attachmentsFor(message, personId),
  };
}

/** The adaptive card that a person sees in a message. */
export function cardFor(message: StoredTeamsMessage, personId: string): JsonObject | undefined {
  return attachmentsFor(message, personId).find(({ contentType }) => contentType === adaptiveCard)?.content;
}

function attachmentsFor(message: StoredTeamsMessage, personId: string): TeamsAttachment[] {
  const personal = message.personalCards.get(personId);
  if (personal === undefined) return message.attachments;
  const others = message.attachments.filter(({ contentType }) => contentType !== adaptiveCard);
  return [{ contentType: adaptiveCard, content: personal }, ...others];
}
