import { App, type AppOptions, type ReceiverEvent } from "@slack/bolt";

/** Shorter than anybody waits before delivering again. */
const sameDeliveryMs = 1_000;

/**
 * Bolt acknowledges events before its listeners run, and a crash in between loses them. So what `store` takes is kept from
 * Bolt: it is acknowledged only after it is stored, and not at all when storing fails, so that Slack brings it again.
 */
export class StoringApp extends App {
  readonly #store: (body: ReceiverEvent["body"]) => Promise<boolean>;
  readonly #underWay = new Set<Promise<void>>();
  /** Deliveries over a socket, and when they came. */
  readonly #recent = new Map<string, number>();

  /** `store` resolves to false for what is not its own. */
  constructor(options: AppOptions, store: (body: ReceiverEvent["body"]) => Promise<boolean>) {
    super(options);
    this.#store = store;
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    if (this.#cameOverBothSockets(event)) return Promise.resolve();
    const work = this.#take(event);
    this.#underWay.add(work);
    const forget = () => void this.#underWay.delete(work);
    work.then(forget, forget);
    return work;
  }

  /**
   * Slack delivers to one socket; another workspace may deliver to all, and takes the first acknowledgement for the answer.
   * So a delivery that has just come is left to the socket it came over first.
   */
  #cameOverBothSockets({ customProperties }: ReceiverEvent): boolean {
    const id: unknown = customProperties?.deliveryId;
    if (typeof id !== "string" || !id.startsWith("socket:")) return false;
    const now = Date.now();
    for (const [other, at] of this.#recent) if (now - at > sameDeliveryMs) this.#recent.delete(other);
    if (this.#recent.has(id)) return true;
    this.#recent.set(id, now);
    return false;
  }

  async #take(event: ReceiverEvent): Promise<void> {
    if (event.body.type === "event_callback" && (await this.#store(event.body))) return await event.ack();
    let acknowledged = false;
    const ack: typeof event.ack = async (answer) => {
      acknowledged = true;
      await event.ack(answer);
    };
    await super.processEvent({ ...event, ack });
    // What nobody here listens for is no fault of Slack's, which would wait for three seconds and bring it again.
    if (!acknowledged) await event.ack();
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
