import { randomBytes } from "node:crypto";

/** Makes ids in the shapes Slack uses. One per sandbox, so ids are unique within it. */
export class Identifiers {
  private counter = 0;
  private lastTimestamp = 0;

  constructor(private readonly now: () => number) {}

  /** An id such as "U000000001A": the prefix tells what it names. */
  next(prefix: string): string {
    this.counter += 1;
    return `${prefix}${this.counter.toString(36).toUpperCase().padStart(10, "0")}`;
  }

  /** A message id, e.g. "1763900000.000100": seconds, then a part that keeps ids of one moment apart and in order. */
  timestamp(): string {
    const microseconds = Math.floor(this.now()) * 1000;
    this.lastTimestamp = Math.max(this.lastTimestamp + 1, microseconds);
    const seconds = Math.floor(this.lastTimestamp / 1_000_000);
    const rest = this.lastTimestamp % 1_000_000;
    return `${seconds}.${rest.toString().padStart(6, "0")}`;
  }

  /** A trigger_id, e.g. "13345224609.738474920.8088930838d88f008e0". */
  trigger(): string {
    this.counter += 1;
    return `${Math.floor(this.now())}.${this.counter}.${secret(16)}`;
  }
}

/** `bytes` random bytes in hexadecimal. */
export function secret(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}
