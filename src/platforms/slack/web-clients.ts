import { webApi } from "@slack/bolt";
import type { PlatformLogger } from "../port";
import { type KeepAliveFetch, keepAliveFetch } from "./fetch";
import { slackLogger } from "./logger";
import { type OpenView, viewOpener } from "./open-view";

/**
 * Slack's Web API client retries for half an hour and waits for ever unless told otherwise, so there is one for each
 * kind of call. All share their connections.
 */
export interface WebClients {
  /** While somebody waits and a trigger_id runs out: no second try. */
  urgent: webApi.WebClient;
  /** What would be seen twice if it were done twice; the job queue tries again, and looks first. */
  once: webApi.WebClient;
  /** What may be asked again without harm. */
  safe: webApi.WebClient;
  /** A form for somebody who waits: the most urgent of all. */
  openView: OpenView;
  http: KeepAliveFetch;
}

/** Settings of a client; a fresh object each time, since Slack's libraries change what they are given. */
export function clientOptions(
  settings: { apiUrl: string | null; logger: PlatformLogger; http: KeepAliveFetch },
  patience: { retries: number; timeoutMs: number },
): webApi.WebClientOptions {
  return {
    ...(settings.apiUrl === null ? {} : { slackApiUrl: settings.apiUrl }),
    fetch: settings.http.fetch,
    logger: slackLogger(settings.logger, "slack-web-api"),
    timeout: patience.timeoutMs,
    retryConfig: { retries: patience.retries, minTimeout: 300, maxTimeout: 2_000, randomize: true },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
}

export function webClients(token: string, apiUrl: string | null, logger: PlatformLogger): WebClients {
  const http = keepAliveFetch();
  const client = (retries: number, timeoutMs: number) =>
    new webApi.WebClient(token, clientOptions({ apiUrl, logger, http }, { retries, timeoutMs }));
  const { fetchOnce } = http;
  return {
    urgent: client(0, 3_000),
    once: new webApi.WebClient(token, {
      ...clientOptions({ apiUrl, logger, http }, { retries: 0, timeoutMs: 15_000 }),
      fetch: fetchOnce,
    }),
    safe: client(2, 10_000),
    openView: viewOpener(token, apiUrl, http),
    http,
  };
}
