import { createHash, randomBytes } from "node:crypto";

/** Makes ids in the shapes Slack uses. A bot keeps them over a restart of the sandbox, so none may then mean something else. */
export class Identifiers {
  private counter = 0;
  private readonly run = randomBytes(3).toString("hex").toUpperCase();
  private lastTimestamp = 0;

  constructor(private readonly now: () => number) {}

  /** An id such as "F1A2B3C000A" that no other run of the sandbox gives: the prefix tells what it names. */
  next(prefix: string): string {
    this.counter += 1;
    return `${prefix}${this.run}${this.counter.toString(36).toUpperCase().padStart(4, "0")}`;
  }

  /** The id of what is the same at every start: a person by e-mail, a channel by name. */
  of(prefix: string, name: string): string {
    const hash = createHash("sha256").update(`${prefix} ${name.toLowerCase()}`).digest("hex").toUpperCase();
    return `${prefix}${hash.slice(0, 10)}`;
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
