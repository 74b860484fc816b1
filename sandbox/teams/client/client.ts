import { objectAt } from "../../json";
import type { TeamsPerson } from "../directory";
import { adaptiveCard, consentCard, type StoredTeamsMessage } from "../messages";
import type { TeamsAct, TeamsResult } from "../protocol";
import { execute, refresh, submit } from "./card-actions";
import { messageAction, submitDialog } from "./dialogs";
import { answerConsent } from "./file-consent";
import { messageAt, type TeamsHost } from "./host";
import { type SayOptions, say } from "./say";
import { find, search, share } from "./searches";

/** How often one message is drawn anew for one person in ten seconds before the client gives up. */
const mostRefreshes = 40;
const refreshWindow = 10_000;

/** Milliseconds that a reader waits for a file that was accepted. */
const uploadPatience = 3_000;

/** Teams' clients of everybody: what people do in them, and what these do by themselves. */
export class TeamsClient {
  /** Ids of those who take every file that the bot offers. */
  readonly takesFiles = new Set<string>();
  private readonly refreshes = new Map<string, number[]>();

  constructor(readonly host: TeamsHost) {
    host.workplace.onBotMessage((message) => {
      for (const person of this.lookingAt(message)) void this.draw(person, message);
      this.takeFiles(message);
    });
  }

  /** Does something as this person; resolves once the bot has taken it. */
  async perform(person: TeamsPerson, act: TeamsAct, options: SayOptions = {}): Promise<TeamsResult> {
    const { host } = this;
    switch (act.type) {
      case "say":
        return say(host, person, act, options);
      case "execute":
        return execute(host, person, act);
      case "submit":
        return submit(host, person, act);
      case "refresh": {
        const found = messageAt(host, person, act.conversationId, act.messageId);
        // Everybody's client has asked already when the message came, unless it was not to be shown then.
        if (found !== undefined && !found.message.personalCards.has(person.id))
          await this.draw(person, found.message);
        return { ok: true };
      }
      case "submitDialog":
        return submitDialog(host, person, act);
      case "closeDialog":
        host.workplace.closeDialog(person.id);
        return { ok: true };
      case "search":
        return search(host, person, act);
      case "find":
        return find(host, person, act);
      case "share":
        return share(host, person, act);
      case "messageAction":
        return messageAction(host, person, act);
      case "fileConsent":
        return answerConsent(host, person, act);
      case "markRead":
        host.workplace.messages.markRead(person.id, act.conversationId);
        return { ok: true };
    }
  }

  /** Those in the conversation for whom the card is to be drawn by itself. */
  private lookingAt(message: StoredTeamsMessage): TeamsPerson[] {
    const card = message.attachments.find(({ contentType }) => contentType === adaptiveCard)?.content;
    const ids = objectAt(card, "refresh")?.userIds;
    if (!Array.isArray(ids)) return [];
    const { conversations, directory } = this.host.workplace;
    const members = conversations.find(message.conversationId)?.memberIds ?? [];
    return directory.people.filter(({ id }) => ids.includes(id) && members.includes(id));
  }

  private async draw(person: TeamsPerson, message: StoredTeamsMessage): Promise<void> {
    const { workplace } = this.host;
    const key = `${person.id} ${message.id}`;
    const now = Date.now();
    const recent = (this.refreshes.get(key) ?? []).filter((at) => at > now - refreshWindow);
    this.refreshes.set(key, [...recent, now]);
    if (recent.length >= mostRefreshes) {
      workplace.recordProblem("refresh_storm", "adaptiveCard/action", [
        "A refresh changes the message that asks for it.",
      ]);
      return;
    }
    await refresh(this.host, person, message);
  }

  private takeFiles(message: StoredTeamsMessage): void {
    if (!message.attachments.some(({ contentType }) => contentType === consentCard)) return;
    const { conversationId, id: messageId } = message;
    const { conversations, directory, activity, uploads } = this.host.workplace;
    const conversation = conversations.find(conversationId);
    for (const person of directory.people) {
      if (!this.takesFiles.has(person.id) || !conversation?.memberIds.includes(person.id)) continue;
      if (uploads.ofMessage(messageId) !== undefined) continue;
      activity.callBegins();
      void this.perform(person, { type: "fileConsent", accept: true, conversationId, messageId })
        .then(({ ok }) => (ok ? this.uploaded(messageId) : undefined))
        .finally(() => activity.callEnds());
    }
  }

  /** Resolves once the bytes of an accepted file have come, or it has taken too long. */
  private uploaded(messageId: string): Promise<void> {
    const { uploads, activity } = this.host.workplace;
    const come = () => uploads.ofMessage(messageId)?.fileId !== undefined;
    if (come()) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(end, uploadPatience);
      const stop = activity.onStir(() => {
        if (come()) end();
      });
    });
  }
}
