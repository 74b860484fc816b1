import { connectSlack, type SlackConnection } from "../../../../src/platforms/slack/connect";
import type { Interaction } from "../../../../src/ui/interaction";
import { nothing, type Outcome } from "../../../../src/ui/outcome";
import { startWebServer } from "../../../../src/web/server";
import { type Log, recordingLogger } from "../../support/recording-logger";
import { type StubSlack, signingSecret, startStubSlack } from "./stub-slack";

/** The Slack way in and out with a stub behind it and a scripted inside. */
export interface TestBot {
  slack: StubSlack;
  connection: SlackConnection;
  port: number;
  dispatched: Interaction[];
  accepted: Interaction[];
  log: Log[];
  /** What the inside answers; throws where it is to break. */
  answer: (interaction: Interaction) => Outcome | Promise<Outcome>;
  /** What storing an event does. */
  store: (interaction: Interaction) => Promise<void>;
  close(): Promise<void>;
}

export async function startTestBot(): Promise<TestBot> {
  const slack = await startStubSlack();
  const { log, logger } = recordingLogger();
  const dispatched: Interaction[] = [];
  const accepted: Interaction[] = [];
  const connection = await connectSlack({
    config: { mode: "http", botToken: "xoxb-test", signingSecret, apiUrl: slack.apiUrl },
    dispatch: async (interaction) => {
      dispatched.push(interaction);
      return await bot.answer(interaction);
    },
    accept: async (interaction) => {
      await bot.store(interaction);
      accepted.push(interaction);
    },
    logger,
    clock: { now: () => new Date() },
  });
  const { requestListener } = connection;
  if (!requestListener) throw new Error("HTTP mode has a listener");
  const web = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    routes: { "POST /slack/events": requestListener },
    health: async () => ({ slack: await connection.port.health() }),
  });
  const bot: TestBot = {
    slack,
    connection,
    port: web.port,
    dispatched,
    accepted,
    log,
    answer: () => nothing,
    store: async () => undefined,
    async close() {
      await connection.stop();
      await web.close();
      await slack.close();
    },
  };
  return bot;
}
