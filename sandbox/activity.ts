import type { StreamEvent } from "./protocol";

export interface Change<Event = StreamEvent> {
  /** Ids of the members who can see it. */
  audience: string[];
  event: Event;
}

/** Tells who listens what changed, and knows when the bot has gone quiet. */
export class Activity<Event = StreamEvent> {
  private readonly listeners = new Set<(change: Change<Event>) => void>();
  private readonly stirListeners = new Set<() => void>();
  private callsUnderWay = 0;
  private stirs = 0;

  constructor(
    private readonly quiet: number,
    private readonly firstEffect: number,
  ) {}

  /** Announces a change to the members who can see it. */
  publish(audience: string[], event: Event): void {
    for (const listener of [...this.listeners]) listener({ audience, event });
    this.stir();
  }

  /** Calls `listener` at every change until the returned function is called. */
  subscribe(listener: (change: Change<Event>) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls `listener` at any sign of life (a change, or a Web API call beginning or ending) until told to stop. */
  onStir(listener: () => void): () => void {
    this.stirListeners.add(listener);
    return () => this.stirListeners.delete(listener);
  }

  callBegins(): void {
    this.callsUnderWay += 1;
    this.stir();
  }

  callEnds(): void {
    this.callsUnderWay -= 1;
    this.stir();
  }

  /** Lets those who wait look again, without counting as a sign of the bot's life: a delivery that ended, a socket. */
  nudge(): void {
    for (const listener of [...this.stirListeners]) listener();
  }

  /** A point in time to hand to `settled`: what happens after it counts. */
  mark(): number {
    return this.stirs;
  }

  /**
   * Resolves when nothing has happened for a while since `mark` and no Web API call is under way.
   * A bot may answer before or after its acknowledgement, and nothing tells when it is done, so quiet is the only sign.
   * In a workspace that never rests it resolves after `patience` milliseconds all the same.
   */
  settled(mark: number, patience = 5_000): Promise<void> {
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const end = () => {
        clearTimeout(timer);
        clearTimeout(last);
        stop();
        resolve();
      };
      const wait = () => {
        clearTimeout(timer);
        if (this.callsUnderWay > 0) return;
        timer = setTimeout(end, this.stirs > mark ? this.quiet : this.firstEffect);
      };
      const stop = this.onStir(wait);
      const last = setTimeout(end, patience);
      wait();
    });
  }

  private stir(): void {
    this.stirs += 1;
    this.nudge();
  }
}
