import { App, type AppOptions, type ReceiverEvent } from "@slack/bolt";

/**
 * Bolt acknowledges events before its listeners run, and a crash in between loses them. So what `store` takes is kept from
 * Bolt: it is acknowledged only after it is stored, and not at all when storing fails, so that Slack brings it again.
 */
export class StoringApp extends App {
  readonly #store: (body: ReceiverEvent["body"]) => Promise<boolean>;
  readonly #underWay = new Set<Promise<void>>();

  /** `store` resolves to false for what is not its own. */
  constructor(options: AppOptions, store: (body: ReceiverEvent["body"]) => Promise<boolean>) {
    super(options);
    this.#store = store;
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    const work = this.#take(event);
    this.#underWay.add(work);
    const forget = () => void this.#underWay.delete(work);
    work.then(forget, forget);
    return work;
  }

  async #take(event: ReceiverEvent): Promise<void> {
    if (event.body.type === "event_callback" && (await this.#store(event.body))) return await event.ack();
    await super.processEvent(event);
  }

  /** Resolves when everything that was delivered has been answered in full, or after that many milliseconds. */
  async drained(withinMs: number): Promise<boolean> {
    const work = Promise.allSettled([...this.#underWay]);
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), withinMs);
    });
    const done = await Promise.race([work.then(() => true), limit]);
    clearTimeout(timer);
    return done;
  }
}
