import type { FileContent } from "../../actor/session";
import { type WaitOptions, waitFor } from "../../actor/wait-for";
import type { TeamsClient } from "../client/client";
import type { SayOptions } from "../client/say";
import type { TeamsPerson } from "../directory";
import type { TeamsAct, TeamsResult } from "../protocol";
import type { Workplace } from "../workplace";

/** One person at Teams' client: does things and waits for what comes of them. */
export class TeamsSession {
  constructor(
    readonly client: TeamsClient,
    readonly person: TeamsPerson,
  ) {}

  get workplace(): Workplace {
    return this.client.host.workplace;
  }

  /** Does something and waits until the bot has answered it and gone quiet. */
  async perform(act: TeamsAct, options: SayOptions = {}): Promise<TeamsResult> {
    const { activity } = this.workplace;
    let mark = activity.mark();
    // One's own message is no sign of the bot's life.
    const said = () => {
      mark = activity.mark();
    };
    const result = await this.client.perform(this.person, act, { ...options, said });
    this.readSentence();
    const heard = act.type !== "say" || act.mention || this.isPersonal(act.conversationId);
    if (result.ok && heard) {
      await this.workplace.options.botIsIdle?.();
      await activity.settled(mark);
    }
    return result;
  }

  /** The same for something that must succeed. Throws with the sentence the person would see. */
  async mustPerform(act: TeamsAct): Promise<void> {
    const result = await this.perform(act);
    if (!result.ok) throw new Error(result.problem ?? `"${act.type}" was refused.`);
  }

  /** Resolves with what `probe` gives as soon as that is neither false nor undefined. Throws after `timeout` (5 s). */
  waitFor<T>(probe: () => T | undefined | false, options: WaitOptions = {}): Promise<T> {
    return waitFor(this.workplace.activity, this.person.name, probe, options);
  }

  upload(file: FileContent): string {
    const content = Buffer.isBuffer(file.content) ? file.content : Buffer.from(file.content);
    return this.workplace.files.add(this.person.id, file.name, file.mimeType, content).id;
  }

  /** Somebody reads a dialog that holds a sentence alone, and closes it. */
  private readSentence(): void {
    const message = this.workplace.dialogs.get(this.person.id)?.message;
    if (message === undefined) return;
    this.workplace.tell(this.person.id, message);
    this.workplace.closeDialog(this.person.id);
  }

  private isPersonal(conversationId: string): boolean {
    return this.workplace.conversations.find(conversationId)?.kind === "personal";
  }
}
