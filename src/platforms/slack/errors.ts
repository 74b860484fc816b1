import { webApi } from "@slack/bolt";
import { PlatformError } from "../port";

/**
 * Slack's own troubles, which pass. Every other error code is about the call itself and comes back the same.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
const passing: ReadonlySet<string> = new Set([
  "fatal_error",
  "internal_error",
  "service_unavailable",
  "request_timeout",
  "ratelimited",
  "rate_limited",
  "team_added_to_org",
  "accesslimited",
  "external_channel_migrating",
]);

/** The person or the conversation is not there, or not for us: nothing about the call itself is wrong. */
const goneCodes: ReadonlySet<string> = new Set([
  "account_inactive_user",
  "cannot_dm_bot",
  "channel_not_found",
  "is_archived",
  "message_not_found",
  "messages_tab_disabled",
  "not_in_channel",
  "restricted_action",
  "user_disabled",
  "user_not_found",
  "user_not_visible",
  "users_not_found",
]);

/** What went wrong in a call of the Web API, as the rest of Drumbeat knows it. Says nothing of what was sent. */
export function toPlatformError(error: unknown, method: string): PlatformError {
  if (error instanceof PlatformError) return error;
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: code, response_metadata: more } = error.data;
    const details = more?.messages?.length ? ` (${more.messages.join("; ")})` : "";
    return new PlatformError(
      code,
      `Slack refused ${method}: ${code}${details}`,
      !passing.has(code),
      null,
      goneCodes.has(code),
    );
  }
  if (error instanceof webApi.WebAPIRateLimitedError) {
    const wait = error.retryAfter;
    return new PlatformError("ratelimited", `Slack asks to wait ${wait} s before ${method}`, false, wait);
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const status = error.statusCode;
    const permanent = status >= 400 && status < 500 && status !== 408 && status !== 429;
    return new PlatformError(`http_${status}`, `Slack answered ${method} with HTTP ${status}`, permanent);
  }
  const cause = error instanceof webApi.WebAPIRequestError ? error.original : error;
  if (cause instanceof Error && (cause !== error || isNetworkError(cause))) {
    const timedOut = cause.name === "TimeoutError" || cause.name === "AbortError";
    const code = timedOut ? "no_answer" : "not_reached";
    return new PlatformError(code, `Slack could not be asked for ${method}: ${cause.message}`, false);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new PlatformError("unexpected", `${method} failed: ${message}`, true);
}

/** What node's http client throws: a system error, or the abort of a timeout. */
const isNetworkError = (error: Error): boolean =>
  error.name === "TimeoutError" || error.name === "AbortError" || "syscall" in error || "code" in error;

/** Runs one call; what it throws is always a PlatformError. */
export async function calling<T>(method: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toPlatformError(error, method);
  }
}
