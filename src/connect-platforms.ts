import type { RequestListener } from "node:http";
import type { Logger } from "pino";
import { conversationReferences } from "./domain/messages/conversation-references";
import { collectOfferedFile } from "./domain/messages/offered-files";
import { localeOf } from "./domain/people/locale-of";
import type { Database } from "./domain/scope";
import type { DrumbeatFeature } from "./handlers/context";
import { acceptEvent } from "./jobs/accept-event";
import type { Dispatch, Port } from "./platforms/port";
import { connectSlack, type SlackConfig } from "./platforms/slack/connect";
import type { TeamsConfig } from "./platforms/teams/connect";
import type { Interaction, PlatformName } from "./ui/interaction";
import type { Outcome } from "./ui/outcome";

/** How each platform is reached; null where it is not configured. */
export interface PlatformConfigs {
  slack: SlackConfig | null;
  teams: TeamsConfig | null;
}

export interface PlatformSurroundings {
  db: Database;
  features: readonly DrumbeatFeature[];
  dispatch: Dispatch;
  log: Logger;
}

/** Whether a delivery is fresh is asked of the real clock, whatever day it is by the company's. */
const clock = { now: () => new Date() };

/** One platform that is connected, as the process needs it. */
export interface Connection {
  port: Port;
  routes: Readonly<Record<string, RequestListener>>;
  /** Shows the outcome of a message that was taken in and worked on later. */
  perform(interaction: Interaction, outcome: Outcome): Promise<void>;
  /** Resolves when deliveries come in. */
  start(): Promise<void>;
  /** Takes nothing new in, and finishes what was begun. */
  stop(): Promise<void>;
}

/** Connects to every platform that is configured. Throws a ConnectionError, with what to mend, when one refuses. */
export async function connectPlatforms(
  configs: PlatformConfigs,
  surroundings: PlatformSurroundings,
): Promise<ReadonlyMap<PlatformName, Connection>> {
  const connections = new Map<PlatformName, Connection>();
  if (configs.slack) connections.set("slack", await slackConnection(configs.slack, surroundings));
  if (configs.teams) connections.set("teams", await teamsConnection(configs.teams, surroundings));
  return connections;
}

async function slackConnection(
  config: SlackConfig,
  { db, dispatch, log }: PlatformSurroundings,
): Promise<Connection> {
  const connection = await connectSlack({
    config,
    dispatch,
    accept: (interaction) => acceptEvent(db, interaction),
    logger: log,
    clock,
  });
  const { requestListener } = connection;
  return { ...connection, routes: requestListener ? { "POST /slack/events": requestListener } : {} };
}

/** The packages of Teams take a second and a hundred megabytes to load, which whoever does not use it does not pay. */
async function teamsConnection(
  config: TeamsConfig,
  { db, features, dispatch, log }: PlatformSurroundings,
): Promise<Connection> {
  if (config.kind === "anonymous")
    log.warn(
      "TEAMS_ALLOW_ANONYMOUS: whoever reaches this bot on this machine may say they are anyone. For local tools only.",
    );
  const { connectTeams }: typeof import("./platforms/teams/connect") = require("./platforms/teams/connect");
  const workspace = config.kind === "registered" ? config.tenantId : "anonymous";
  const accountOf = (userId: string) => ({ platform: "teams", workspace, userId }) as const;
  const connection = await connectTeams({
    config,
    dispatch,
    accept: (interaction) => acceptEvent(db, interaction),
    conversations: conversationReferences(db, "teams", workspace),
    offeredFile: (key, userId) => collectOfferedFile(db, key, accountOf(userId)),
    localeOf: (userId) => localeOf(db, accountOf(userId)),
    commands: features.flatMap(({ commands }) => (commands ?? []).map(({ name }) => name)),
    recordSearches: features.flatMap(({ recordSearches }) => recordSearches ?? []),
    logger: log,
    clock,
  });
  return {
    ...connection,
    routes: { "POST /api/messages": connection.requestListener },
    start: async () => undefined,
  };
}
