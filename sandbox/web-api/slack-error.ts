/** An error in Slack's own words: `{ok: false, error: code}`, with what is wrong in particular. */
export class SlackError extends Error {
  constructor(
    readonly code: string,
    readonly messages: string[] = [],
  ) {
    super([code, ...messages].join(" "));
  }
}

/** Thrown for HTTP 429; `retryAfter` is in seconds. */
export class RateLimited extends Error {
  constructor(readonly retryAfter: number) {
    super("ratelimited");
  }
}
