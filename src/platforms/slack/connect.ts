import type { RequestListener } from "node:http";
import type { ReceiverEvent } from "@slack/bolt";
import type { Interaction } from "../../ui/interaction";
import type { Outcome } from "../../ui/outcome";
import {
  type Accept,
  ConnectionError,
  type Dispatch,
  type PlatformClock,
  PlatformError,
  type PlatformLogger,
  type Port,
} from "../port";
import { type Answers, answers } from "./answers";
import { bind } from "./bind";
import { calling } from "./errors";
import { httpDoor } from "./http-door";
import { StoringApp } from "./intake";
import { slackLogger } from "./logger";
import { parseMessage } from "./parse";
import { slackPort } from "./slack-port";
import { type Sockets, socketPair } from "./sockets";
import { type SlackTexts, textsFor } from "./texts";
import { clientOptions, webClients } from "./web-clients";

export type SlackConfig = {
  botToken: string;
  /** Base of the Web API where it is not Slack's own, e.g. "http://127.0.0.1:4000/api/". */
  apiUrl: string | null;
} & ({ mode: "http"; signingSecret: string } | { mode: "socket"; appToken: string });

export interface SlackSettings {
  config: SlackConfig;
  dispatch: Dispatch;
  accept: Accept;
  logger: PlatformLogger;
  clock: PlatformClock;
  /** The platform's own few sentences for one person; by their Slack profile's language unless given. */
  texts?: (userId: string) => Promise<SlackTexts>;
}

export interface SlackConnection {
  port: Port;
  /** For POST /slack/events; null in Socket Mode. */
  requestListener: RequestListener | null;
  /** The bot's own id, as mentions name it. */
  botUserId: string;
  /** Shows the outcome of a message that was taken in by `accept` and worked on later. */
  perform(interaction: Interaction, outcome: Outcome): Promise<void>;
  /** Socket Mode: resolves when deliveries come in. HTTP: the server is the caller's. */
  start(): Promise<void>;
  /** Takes nothing new in, finishes what was begun (10 seconds at most), closes the connections. */
  stop(): Promise<void>;
}

const drainWithinMs = 10_000;
const eventsStored: ReadonlySet<string> = new Set(["message", "app_mention"]);

/**
 * Connects to Slack: asks who the bot is, and sets up the way in and the way out. Throws a ConnectionError when Slack refuses
 * the token or can't be reached.
 */
export async function connectSlack(settings: SlackSettings): Promise<SlackConnection> {
  const { config, logger, clock } = settings;
  const clients = webClients(config.botToken, config.apiUrl, logger);
  const bot = await whoAmI(clients.safe, config);
  /** What names no workspace comes from the bot's own; where that has no name, there is one workspace and no other. */
  const workspace = bot.teamId ?? "T0";
  const placed = (interaction: Interaction): Interaction =>
    interaction.workspace && bot.teamId ? interaction : { ...interaction, workspace };
  let sockets: Sockets | null = null;

  const inner = slackPort({ ...config, clients, workspace, logger, clock });
  const port: Port = {
    ...inner,
    async health() {
      if (sockets !== null && sockets.open() === 0)
        return { ok: false, detail: "no Socket Mode connection is open" };
      return await inner.health();
    },
  };
  const to = answers({ port, clients, logger, clock });
  const door = config.mode === "http" ? httpDoor(config.signingSecret, logger, clock) : null;
  if (config.mode === "socket") {
    sockets = socketPair({ ...config, http: clients.http, logger, clock });
  }

  let stopping = false;
  async function store(body: ReceiverEvent["body"]): Promise<boolean> {
    if (stopping) throw new Error("stopping: Slack is to bring this again");
    const event: unknown = body.event;
    const type = typeof event === "object" && event !== null && "type" in event ? event.type : null;
    if (typeof type !== "string" || !eventsStored.has(type)) return false;
    const interaction = parseMessage(body, bot.userId);
    if (interaction !== null) await settings.accept(placed(interaction));
    return true;
  }

  const receiver = door?.receiver ?? sockets?.first;
  if (!receiver) throw new Error("there is one way in");
  const app = new StoringApp(
    {
      receiver,
      token: config.botToken,
      // With these, Bolt asks Slack for nothing of its own accord.
      botId: bot.botId,
      botUserId: bot.userId,
      clientOptions: clientOptions(
        { ...config, logger, http: clients.http },
        { retries: 0, timeoutMs: 10_000 },
      ),
      convoStore: false,
      ignoreSelf: false,
      logger: slackLogger(logger, "bolt"),
    },
    store,
  );
  app.error(async (error) => {
    // Swallowed here, a failed delivery would keep Slack waiting for its full 3 seconds.
    throw error;
  });
  bind(app, {
    dispatch: (interaction) => settings.dispatch(placed(interaction)),
    answers: to,
    port,
    logger,
    clock,
    texts: settings.texts ?? textsByProfile(port, logger),
  });

  return {
    port,
    requestListener: door?.requestListener ?? null,
    botUserId: bot.userId,
    perform: (interaction, outcome) => performLater(interaction, outcome, port, to),
    async start() {
      if (sockets === null) return;
      try {
        await sockets.start(app);
      } catch (error) {
        throw new ConnectionError(
          `Slack opened no Socket Mode connection with SLACK_APP_TOKEN: ${messageOf(error)}`,
        );
      }
    },
    async stop() {
      stopping = true;
      door?.close();
      if (!(await app.drained(drainWithinMs)))
        logger.warn({ part: "slack" }, "stopped with deliveries under way");
      await sockets?.stop();
      clients.http.close();
    },
  };
}

/** https://docs.slack.dev/reference/methods/auth.test */
async function whoAmI(client: ReturnType<typeof webClients>["safe"], config: SlackConfig) {
  try {
    const who = await calling("auth.test", () => client.auth.test());
    // Slack names a bot for a bot's token alone; other workspaces that speak its language may not tell of one.
    if (!who.user_id || (!who.bot_id && isSlackItself(config.apiUrl))) {
      throw new PlatformError("not_a_bot", "the token is not a bot's (it must begin with xoxb-)", true);
    }
    return { userId: who.user_id, botId: who.bot_id ?? who.user_id, teamId: who.team_id ?? null };
  } catch (error) {
    const where = config.apiUrl === null ? "Slack" : `Slack at SLACK_API_URL (${config.apiUrl})`;
    throw new ConnectionError(
      `${where} does not accept SLACK_BOT_TOKEN or can't be reached: ${messageOf(error)}`,
    );
  }
}

const isSlackItself = (apiUrl: string | null): boolean =>
  apiUrl === null || /(^|\.)slack\.com$/.test(new URL(apiUrl).hostname);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A message has no acknowledgement to answer in, and nothing to open a form with. */
async function performLater(
  interaction: Interaction,
  outcome: Outcome,
  port: Port,
  to: Answers,
): Promise<void> {
  switch (outcome.kind) {
    case "nothing":
      return;
    case "home":
      return await port.publishHome(interaction.userId, outcome.card);
    case "reply":
    case "replaceCard": {
      const { conversation, userId } = interaction;
      if (conversation?.kind !== "direct") {
        const body = to.message(outcome.card);
        return await to.whisper(userId, conversation?.id ?? (await port.openDirect(userId)), body);
      }
      await port.send(conversation.id, outcome.card, interaction.deliveryId, { again: true });
      return;
    }
    case "openForm":
    case "formErrors":
    case "options":
      throw new PlatformError("misplaced", `the outcome "${outcome.kind}" cannot answer a message`, true);
  }
}

/** Looked up only when something went wrong or takes long; English when Slack does not say in time. */
function textsByProfile(port: Port, logger: PlatformLogger): (userId: string) => Promise<SlackTexts> {
  return async (userId) => {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), 300);
    });
    const asked = port.profile(userId).catch((error: unknown) => {
      logger.warn({ part: "slack", error: String(error) }, "could not ask for somebody's language");
      return null;
    });
    const profile = await Promise.race([asked, enough]);
    clearTimeout(timer);
    return textsFor(profile?.locale ?? null);
  };
}
