import { createHmac } from "node:crypto";

/** Slack's signature of a request body: https://docs.slack.dev/authentication/verifying-requests-from-slack.
 *  @param timestamp seconds since 1970. */
export function signature(signingSecret: string, timestamp: number, body: string): string {
  const digest = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  return `v0=${digest}`;
}

/** The headers that Slack signs a request with. */
export function signedHeaders(
  signingSecret: string,
  timestamp: number,
  body: string,
): Record<string, string> {
  return {
    "x-slack-request-timestamp": String(timestamp),
    "x-slack-signature": signature(signingSecret, timestamp, body),
  };
}
