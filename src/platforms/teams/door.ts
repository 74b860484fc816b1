import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Activity, InvokeResponse, TurnContext } from "botbuilder";
import { validateAndFixActivity } from "botbuilder/lib/activityValidator";
import { z } from "zod";
import type { PlatformClock, PlatformLogger } from "../port";
import type { DrumbeatAdapter, Identity } from "./adapter";
import { outline, problemOfActivity } from "./admission";
import { connectorIssuer, problemOfToken } from "./inspect-token";
import { problemOfCaller } from "./local-caller";
import { BodyError, readBody } from "./read-body";
import { reasonOf } from "./reason";
import type { TeamsConfig } from "./settings";
import { withinTime } from "./within-time";

export interface DoorSettings {
  config: TeamsConfig;
  adapter: DrumbeatAdapter;
  logger: PlatformLogger;
  clock: PlatformClock;
  onTurn: (context: TurnContext) => Promise<void>;
}

/** Where Teams delivers everything. */
export interface Door {
  requestListener: RequestListener;
  /** From now on Teams is sent away with a 503, and tries another replica or again. */
  close(): void;
  /** Resolves when nothing is under way any more: true, or false when that takes longer. */
  drained(withinMs: number): Promise<boolean>;
}

/** What is sent back in place of a turn. */
class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: 400 | 401 | 403 | 405 | 413 | 503,
    reason: string,
  ) {
    super(reason);
  }
}

/** Keys come within this, or Teams tries again. */
const keysWithinMs = 10_000;

// What an activity must have of everything else is read where it is used.
const activityShape = z.custom<Activity>((value) => outline.safeParse(value).success);

/** POST /api/messages: looks at who sends what, cheapest first, and only then hears it. */
export function createDoor(settings: DoorSettings): Door {
  const { logger } = settings;
  const underWay = new Set<Promise<void>>();
  let closed = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (closed) throw new Refusal(503, "stopping");
      if (request.method !== "POST") throw new Refusal(405, "not a POST");
      const foreign = settings.config.kind === "anonymous" ? problemOfCaller(request.headers) : null;
      if (foreign !== null) throw new Refusal(403, foreign);
      const activity = activityOf(await readBody(request), settings.config);
      const identity = await admit(settings, activity, request.headers.authorization);
      if (closed) throw new Refusal(503, "stopping");
      respond(response, await settings.adapter.turn(identity, activity, settings.onTurn));
    } catch (error) {
      refuse(response, error);
    }
  }

  function refuse(response: ServerResponse, error: unknown): void {
    const status = error instanceof Refusal || error instanceof BodyError ? error.status : 500;
    if (status === 500) {
      const reference = randomUUID();
      logger.error({ part: "teams", reference, err: error }, "an activity could not be worked on");
    } else if (status === 503 && !closed) {
      logger.error(
        { part: "teams", reason: reasonOf(error) },
        "an activity could not be looked at: Teams is to bring it again",
      );
    } else {
      logger.warn({ part: "teams", status, reason: reasonOf(error) }, "refused a request");
    }
    if (response.headersSent) return void response.end();
    // What is not read of a body is not waited for.
    const ends = status === 413 || status === 400 || status === 405 || closed;
    response.writeHead(status, ends ? { Connection: "close" } : {}).end();
  }

  return {
    requestListener(request, response) {
      const work = answer(request, response);
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
    close() {
      closed = true;
    },
    async drained(withinMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), withinMs);
      });
      const done = Promise.all(underWay).then(() => true);
      const result = await Promise.race([done, late]);
      clearTimeout(timer);
      return result;
    },
  };
}

function activityOf(body: object, config: TeamsConfig): Activity {
  const read = activityShape.safeParse(body);
  if (!read.success) throw new Refusal(400, "not an activity");
  const activity = validateAndFixActivity(read.data);
  // The library's types know no activity without a conversation; Teams sends such ones.
  if (config.kind === "registered" || !outline.parse(activity).conversation) return activity;
  // In Teams a chat without a type is a meeting's; local tools that play another channel do not know of types.
  const { conversation } = activity;
  const conversationType = conversation.conversationType ?? (conversation.isGroup ? "groupChat" : "personal");
  return { ...activity, conversation: { ...conversation, conversationType } };
}

async function admit(
  { config, adapter, clock }: DoorSettings,
  activity: Activity,
  authorization: string | undefined,
): Promise<Identity> {
  if (config.kind === "registered") {
    const { serviceUrl } = activity;
    const issuer = config.authority?.tokenIssuer ?? connectorIssuer;
    const problem = problemOfToken(authorization, { issuer, appId: config.appId, serviceUrl }, clock.now());
    if (problem !== null) throw new Refusal(401, problem);
  }
  const problem = problemOfActivity(outline.parse(activity), config);
  if (problem !== null) throw new Refusal(403, problem);
  try {
    return await withinTime(
      adapter.authenticate(activity, authorization ?? ""),
      keysWithinMs,
      () => new Error("keys did not come in time"),
    );
  } catch (error) {
    throw isRefusal(error) ? new Refusal(401, reasonOf(error)) : new Refusal(503, reasonOf(error));
  }
}

/** The library's own refusals carry a status, and a signature's are named by the package that checks it. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  (("statusCode" in error && error.statusCode === 401) ||
    /^(JsonWebTokenError|TokenExpiredError|NotBeforeError)$/.test(error.name));

function respond(response: ServerResponse, invoke: InvokeResponse | undefined): void {
  const body: unknown = invoke?.body;
  if (body === undefined || body === null) return void response.writeHead(invoke?.status ?? 200).end();
  response.writeHead(invoke?.status ?? 200, { "Content-Type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}
