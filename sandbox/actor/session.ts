import type { Host } from "../interactions/host";
import type { Interactions } from "../interactions/perform";
import type { Act, ActResult, Member } from "../protocol";

/** A file that somebody adds to a form or a message. */
export interface FileContent {
  name: string;
  mimeType: string;
  content: string | Buffer;
}

/** How long to wait, in milliseconds. */
export interface WaitOptions {
  timeout?: number;
  /** What is awaited, for the message when it does not come. */
  what?: string;
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
    const timeout = options.timeout ?? 5_000;
    return new Promise((resolve, reject) => {
      const check = () => {
        try {
          const found = probe();
          if (found === undefined || found === false) return;
          finish();
          resolve(found);
        } catch (error) {
          finish();
          reject(error);
        }
      };
      const timer = setTimeout(() => {
        finish();
        reject(
          new Error(`${this.member.name} waited ${timeout} ms in vain for ${options.what ?? "something"}.`),
        );
      }, timeout);
      const stop = this.host.workspace.activity.onStir(() => queueMicrotask(check));
      const finish = () => {
        clearTimeout(timer);
        stop();
      };
      check();
    });
  }

  upload(file: FileContent): string {
    const content = Buffer.isBuffer(file.content) ? file.content : Buffer.from(file.content);
    return this.host.workspace.files.add(this.member.id, file.name, file.mimeType, content).id;
  }
}
