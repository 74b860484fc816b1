import { LogLevel, type webApi } from "@slack/bolt";
import type { PlatformLogger } from "../port";

/**
 * Slack's libraries write to our log, as warnings and errors only: their debug lines hold whole messages, and their
 * info lines say nothing that our own do not.
 */
export function slackLogger(logger: PlatformLogger, part: string): webApi.Logger {
  const words = (values: unknown[]): string =>
    values.map((value) => (value instanceof Error ? value.message : String(value))).join(" ");
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...values: unknown[]) => logger.warn({ part }, words(values)),
    error: (...values: unknown[]) => logger.error({ part }, words(values)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
