import type { Host } from "../interactions/host";
import type { Interactions } from "../interactions/perform";
import type { Act, ActResult, Member } from "../protocol";
import { type WaitOptions, waitFor } from "./wait-for";

/** A file that somebody adds to a form or a message. */
export interface FileContent {
  name: string;
  mimeType: string;
  content: string | Buffer;
}

/** One person at the client: does things and waits for what comes of them. */
export class Session {
  constructor(
    readonly host: Host,
    readonly interactions: Interactions,
    readonly member: Member,
  ) {}

  /** Does something and waits until the bot has acknowledged it and gone quiet. */
  async perform(act: Act): Promise<ActResult> {
    const mark = this.host.workspace.activity.mark();
    const result = await this.interactions.perform(this.member, act);
    if (result.ok) await this.host.workspace.activity.settled(mark);
    return result;
  }

  /** The same for something that must succeed. Throws with the sentence the person would see. */
  async mustPerform(act: Act): Promise<void> {
    const result = await this.perform(act);
    if (!result.ok) throw new Error(result.problem ?? `"${act.type}" was refused.`);
  }

  /** Resolves with what `probe` gives as soon as that is neither false nor undefined. Throws after `timeout` (5 s). */
  waitFor<T>(probe: () => T | undefined | false, options: WaitOptions = {}): Promise<T> {
    return waitFor(this.host.workspace.activity, this.member.name, probe, options);
  }

  upload(file: FileContent): string {
    const content = Buffer.isBuffer(file.content) ? file.content : Buffer.from(file.content);
    return this.host.workspace.files.add(this.member.id, file.name, file.mimeType, content).id;
  }
}
