import { limits } from "./block-kit/limits";
import { secret } from "./identifiers";

/** What a response_url stands for. */
export interface ResponseTarget {
  userId: string;
  conversationId: string;
  /** The message that was acted on, for replace_original and delete_original. */
  ts?: string;
}

interface Issued extends ResponseTarget {
  expires: number;
  usesLeft: number;
}

/** response_urls: five uses within half an hour each. */
export class ResponseUrls {
  private readonly byTicket = new Map<string, Issued>();

  constructor(
    private readonly lifetime: number,
    private readonly now: () => number,
    private readonly origin: () => string,
  ) {}

  issue(target: ResponseTarget): string {
    const ticket = secret(16);
    this.byTicket.set(ticket, {
      ...target,
      expires: this.now() + this.lifetime,
      usesLeft: limits.responseUrlUses,
    });
    return `${this.origin()}/response/${ticket}`;
  }

  /** What a response_url stands for, without using it. */
  targetOf(url: string): ResponseTarget | undefined {
    return this.byTicket.get(url.slice(url.lastIndexOf("/") + 1));
  }

  /** Uses a response_url once. Gives what it stands for, or how Slack names the failure. */
  use(ticket: string): { target: ResponseTarget } | { failure: "used_url" | "expired_url" | "invalid_url" } {
    const issued = this.byTicket.get(ticket);
    if (issued === undefined) return { failure: "invalid_url" };
    if (this.now() > issued.expires) return { failure: "expired_url" };
    if (issued.usesLeft === 0) return { failure: "used_url" };
    issued.usesLeft -= 1;
    return { target: issued };
  }
}
