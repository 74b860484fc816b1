import { PlatformError } from "../port";
import { isNetworkError, isTimeout, reasonOf } from "./reason";
import { withinTime } from "./within-time";

/** An answer of the Bot Connector that is no success. */
export class ConnectorFailure extends Error {
  override readonly name = "ConnectorFailure";
  constructor(
    readonly status: number,
    /** Teams' own code, e.g. "ConversationBlockedByUser". */
    readonly code: string | null,
    readonly detail: string | null,
    /** Seconds. */
    readonly retryAfter: number | null,
  ) {
    super(`HTTP ${status}${code ? ` ${code}` : ""}${detail ? `: ${detail}` : ""}`);
  }
}

/** Refusals that are about our call or our registration, and not about the conversation or its person. */
const ownFault: ReadonlySet<string> = new Set(["InvalidBotApiHost", "NotEnoughPermissions"]);

/**
 * What went wrong in a call of the Bot Connector, as the rest of Drumbeat knows it. `about` says what a 404 means where Teams
 * does not. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages (status codes)
 */
export function toPlatformError(
  error: unknown,
  what: string,
  about: "conversation" | "message" = "conversation",
): PlatformError {
  if (error instanceof PlatformError) return error;
  if (error instanceof ConnectorFailure) return ofFailure(error, what, about);
  if (isNetworkError(error))
    return new PlatformError(
      isTimeout(error) ? "no_answer" : "not_reached",
      `Teams could not be asked to ${what}: ${reasonOf(error)}`,
      false,
    );
  return new PlatformError("unexpected", `could not ${what}: ${reasonOf(error)}`, true);
}

function ofFailure(
  failure: ConnectorFailure,
  what: string,
  about: "conversation" | "message",
): PlatformError {
  const { status, code, retryAfter } = failure;
  const failed = (name: string, { permanent, gone = false }: { permanent: boolean; gone?: boolean }) =>
    new PlatformError(name, `Teams refused to ${what}: ${failure.message}`, permanent, retryAfter, gone);
  const name = code ?? `http_${status}`;
  if (status === 404 || status === 410) {
    const message =
      code === "ActivityNotFoundInConversation" || (about === "message" && code !== "ConversationNotFound");
    return failed(message ? "message_not_found" : "channel_not_found", { permanent: true, gone: true });
  }
  if (status === 403) return failed(name, { permanent: true, gone: !ownFault.has(name) });
  if (status === 429) return failed("ratelimited", { permanent: false });
  // A secret that has just been changed is refused until the settings know it: what waits is not thrown away for that.
  if (status === 401) return failed(name, { permanent: false });
  // 412: several calls at one conversation at the same moment.
  const passing = status >= 500 || status === 408 || status === 412;
  return failed(name, { permanent: !passing });
}

/** Runs one call, `withinMs` at most; what it throws is always a PlatformError. */
export async function calling<T>(
  what: string,
  call: () => Promise<T>,
  {
    about = "conversation",
    withinMs = 20_000,
  }: { about?: "conversation" | "message"; withinMs?: number } = {},
): Promise<T> {
  try {
    // Getting a token has no limit of its own in Microsoft's library.
    return await withinTime(
      call(),
      withinMs,
      () => new PlatformError("no_answer", `Teams did not answer in time: could not ${what}`, false),
    );
  } catch (error) {
    throw toPlatformError(error, what, about);
  }
}
