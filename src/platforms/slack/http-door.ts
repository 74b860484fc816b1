import { createHash } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import type { PlatformClock, PlatformLogger } from "../port";
import { slackLogger } from "./logger";
import { BodyError, readBody } from "./read-body";

/** Where Slack delivers everything: the request URL of events, commands and interactivity alike. */
export const slackPath = "/slack/events";

/** https://docs.slack.dev/authentication/verifying-requests-from-slack: five minutes, against replays. */
const mostSkewSeconds = 300;
/** Slack's largest deliveries (a modal handed in) stay far below. */
const mostBodyBytes = 1024 * 1024;
const signatureForm = /^v0=[0-9a-f]{64}$/;

export interface HttpDoor {
  receiver: HTTPReceiver;
  requestListener: RequestListener;
  /** From now on Slack is sent away with a 503, and tries another replica or again. */
  close(): void;
}

/**
 * Bolt's HTTP receiver behind our own server. Bolt verifies the signature; before that we refuse timestamps that are more
 * than five minutes off in either direction (Bolt lets an hour in the future pass) and signatures in any spelling but one,
 * since a delivery is known by its signature: the same one again is a replay.
 */
export function httpDoor(signingSecret: string, logger: PlatformLogger, clock: PlatformClock): HttpDoor {
  let closed = false;
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: slackPath,
    bodyLimit: mostBodyBytes,
    logger: slackLogger(logger, "bolt"),
    customPropertiesExtractor: (request) => ({
      deliveryId: `http:${createHash("sha256")
        .update(signatureOf(request) ?? "")
        .digest("hex")}`,
      receivedAt: clock.now().getTime(),
    }),
    unhandledRequestHandler: ({ response }) => {
      // An event that could not be stored in time: Slack is to bring it again.
      logger.error({ part: "slack" }, "a delivery was not acknowledged within 3 seconds");
      if (!response.headersSent) response.writeHead(503).end();
    },
    processEventErrorHandler: async ({ error, response }) => {
      logger.error({ part: "slack", err: error }, "a delivery could not be taken in");
      if (!response.headersSent) response.writeHead(500).end();
      return true;
    },
  });

  return {
    receiver,
    requestListener(request, response) {
      if (closed) return void response.writeHead(503, { Connection: "close" }).end();
      if (!plausible(request, clock)) {
        logger.warn(
          { part: "slack" },
          "refused a request with a timestamp or signature that Slack does not send",
        );
        return void response.writeHead(401).end();
      }
      readBody(request, mostBodyBytes)
        .then(
          (read) => receiver.requestListener(read, response),
          (error: unknown) => {
            const status = error instanceof BodyError ? error.status : 400;
            logger.warn({ part: "slack", status }, "refused a request whose body Slack does not send");
            // What is not read of the body is not waited for.
            if (!response.headersSent) response.writeHead(status, { Connection: "close" }).end();
          },
        )
        .catch(() => {
          // Bolt throws for an address that is none of its own.
          response.writeHead(404).end();
        });
    },
    close() {
      closed = true;
    },
  };
}

const signatureOf = (request: IncomingMessage): string | null => {
  const value = request.headers["x-slack-signature"];
  return typeof value === "string" ? value : null;
};

/** A request without either header goes on to Bolt, which answers Slack's unsigned ssl_check and refuses the rest. */
function plausible(request: IncomingMessage, clock: PlatformClock): boolean {
  const signature = signatureOf(request);
  const timestamp = request.headers["x-slack-request-timestamp"];
  if (signature === null && timestamp === undefined) return true;
  if (signature === null || !signatureForm.test(signature)) return false;
  if (typeof timestamp !== "string" || !/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(clock.now().getTime() / 1000 - Number(timestamp)) <= mostSkewSeconds;
}
