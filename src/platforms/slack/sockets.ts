import { type App, SocketModeReceiver } from "@slack/bolt";
import { z } from "zod";
import type { PlatformClock, PlatformLogger } from "../port";
import { toPlatformError } from "./errors";
import type { KeepAliveFetch } from "./fetch";
import { slackLogger } from "./logger";
import { clientOptions } from "./web-clients";

export interface SocketSettings {
  appToken: string;
  apiUrl: string | null;
  http: KeepAliveFetch;
  logger: PlatformLogger;
  clock: PlatformClock;
}

export interface Sockets {
  /** Bolt's constructor wants one. */
  first: SocketModeReceiver;
  /** Resolves when one socket is open; throws a PlatformError when Slack refuses. The app serves both. */
  start(app: App): Promise<void>;
  stop(): Promise<void>;
  /** How many are open. */
  open(): number;
}

const connectWithinMs = 20_000;
const longestPauseMs = 30_000;
const envelope = z.object({ envelope_id: z.string() });

/**
 * Two Socket Mode connections: Slack closes each from time to time and delivers to either
 * (https://docs.slack.dev/apis/events-api/using-socket-mode), so one carries on while the other comes back. Reconnecting
 * is ours, not the library's: that one waits 5 seconds first, and gives up the whole process when Slack can't be reached.
 */
export function socketPair(settings: SocketSettings): Sockets {
  const { logger } = settings;
  let stopping = false;
  const wake = new AbortController();
  const connected = new Set<SocketModeReceiver>();

  const receivers = [0, 1].map(
    () =>
      new SocketModeReceiver({
        appToken: settings.appToken,
        autoReconnectEnabled: false,
        // The library keeps and changes these options, and its client retries by them: never those of another client.
        installerOptions: { clientOptions: clientOptions(settings, { retries: 0, timeoutMs: 10_000 }) },
        logger: slackLogger(logger, "socket-mode"),
        customPropertiesExtractor: (args: unknown) => ({
          deliveryId: `socket:${envelope.parse(args).envelope_id}`,
          receivedAt: settings.clock.now().getTime(),
        }),
        processEventErrorHandler: async ({ error }) => {
          logger.error({ part: "slack", err: error }, "a delivery could not be taken in");
          // Not acknowledged, so that Slack brings it again.
          return false;
        },
      }),
  );
  const [first, second] = receivers;
  if (!first || !second) throw new Error("there are two sockets");

  async function connect(receiver: SocketModeReceiver): Promise<void> {
    const timer = setTimeout(() => void receiver.client.disconnect(), connectWithinMs);
    try {
      await receiver.client.start();
      connected.add(receiver);
    } catch (error) {
      throw toPlatformError(error ?? new Error("the connection closed at once"), "apps.connections.open");
    } finally {
      clearTimeout(timer);
    }
  }

  const closed = (receiver: SocketModeReceiver): Promise<void> =>
    new Promise((resolve) => {
      receiver.client.once("disconnected", () => {
        connected.delete(receiver);
        resolve();
      });
    });

  /** `open` says that the receiver is connected already. */
  async function keepOpen(receiver: SocketModeReceiver, open: boolean): Promise<void> {
    let failures = 0;
    let isOpen = open;
    while (!stopping) {
      try {
        if (!isOpen) await connect(receiver);
        failures = 0;
        // Opened while everything else was being closed.
        if (stopping) return await receiver.client.disconnect();
        await closed(receiver);
      } catch (error) {
        failures += 1;
        logger.error({ part: "slack", err: error, failures }, "a socket could not be opened; trying again");
      }
      isOpen = false;
      await pause(failures === 0 ? 50 : Math.min(longestPauseMs, 500 * 2 ** failures), wake.signal);
    }
  }

  return {
    first,
    async start(app) {
      second.init(app);
      await connect(first);
      void keepOpen(first, true);
      void keepOpen(second, false);
    },
    async stop() {
      stopping = true;
      wake.abort();
      await Promise.all([...connected].map((receiver) => receiver.client.disconnect()));
    },
    open: () => connected.size,
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
