import type { MessageRate } from "./options";

/** How calls of one Web API method are to fail. */
export interface Fault {
  /** HTTP status of the answer; 429 and 500 and so on. With `error` alone the status is 200, as Slack's errors have it. */
  status?: number;
  /** Slack's name for the error. */
  error?: string;
  /** Seconds, for the Retry-After header. */
  retryAfter?: number;
  /** How many calls fail; 1 when not given. */
  times?: number;
  /** Milliseconds to wait first; alone, the call then goes on as usual. */
  delay?: number;
  /** The call takes effect, but the connection breaks before the answer. */
  loseResponse?: boolean;
}

/** Failures that a test has asked for. */
export class Faults {
  private readonly pending = new Map<string, Fault[]>();

  /** The next calls of `method` fail so. */
  plan(method: string, fault: Fault): void {
    const list = this.pending.get(method) ?? [];
    for (let count = 0; count < (fault.times ?? 1); count += 1) list.push(fault);
    this.pending.set(method, list);
  }

  take(method: string): Fault | undefined {
    return this.pending.get(method)?.shift();
  }
}

/** Keeps chat.postMessage to its rate, by channel: a bucket that refills steadily. */
export class MessageLimiter {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly rate: MessageRate,
    private readonly now: () => number,
  ) {}

  /** Takes one message's worth. Gives 0, or the whole seconds to wait when there is none left. */
  take(conversationId: string): number {
    const now = this.now();
    const bucket = this.buckets.get(conversationId) ?? { tokens: this.rate.burst, at: now };
    const refilled = bucket.tokens + ((now - bucket.at) / 1000) * this.rate.perSecond;
    const tokens = Math.min(this.rate.burst, refilled);
    if (tokens < 1) {
      this.buckets.set(conversationId, { tokens, at: now });
      return Math.max(1, Math.ceil((1 - tokens) / this.rate.perSecond));
    }
    this.buckets.set(conversationId, { tokens: tokens - 1, at: now });
    return 0;
  }
}
