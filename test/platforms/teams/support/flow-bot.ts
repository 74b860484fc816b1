import { createServer } from "node:http";
import {
  connectTeams,
  type OfferedFile,
  type TeamsConnection,
} from "../../../../src/platforms/teams/connect";
import type { ConversationReference, ConversationStore } from "../../../../src/platforms/teams/references";
import type { Interaction } from "../../../../src/ui/interaction";
import { nothing, type Outcome } from "../../../../src/ui/outcome";
import { type Log, recordingLogger } from "../../support/recording-logger";
import { type FlowConnector, startFlowConnector } from "./flow-connector";
import { fixture, type Payload } from "./flow-fixtures";

/** The references in memory; `kept` and `asked` count every call, so that needless ones are seen. */
export interface MemoryStore extends ConversationStore {
  kept: ConversationReference[];
  asked: number;
  all: Map<string, ConversationReference>;
}

function memoryStore(): MemoryStore {
  const all = new Map<string, ConversationReference>();
  const kept: ConversationReference[] = [];
  const list = () => [...all.values()];
  const store: MemoryStore = {
    all,
    kept,
    asked: 0,
    async keep(reference) {
      kept.push(reference);
      all.delete(reference.conversationId);
      all.set(reference.conversationId, reference);
    },
    async find(id) {
      store.asked += 1;
      return all.get(id) ?? null;
    },
    findPersonal: async (userId) => list().find((each) => each.userId === userId) ?? null,
    teams: async () => list().filter(({ kind }) => kind === "team"),
    newest: async () => list().at(-1) ?? null,
    forget: async (id) => void all.delete(id),
  };
  return store;
}

/** The way in and out of Teams with a stub behind it and a scripted inside. */
export interface FlowBot {
  connector: FlowConnector;
  connection: TeamsConnection;
  store: MemoryStore;
  dispatched: Interaction[];
  accepted: Interaction[];
  log: Log[];
  /** What the inside answers; throws where it is to break. */
  answer: (interaction: Interaction) => Outcome | Promise<Outcome>;
  /** Answers so from now on, but not before the returned function is called. */
  holdAnswer(answer: FlowBot["answer"]): () => void;
  /** What storing a message does. */
  accept: (interaction: Interaction) => Promise<void>;
  offered: Map<string, OfferedFile>;
  locale: string | null;
  /** Delivers a fixture with some of its fields replaced. */
  deliver(name: string, changes?: Payload): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

export async function startFlowBot({ answerWithinMs }: { answerWithinMs?: number } = {}): Promise<FlowBot> {
  const connector = await startFlowConnector();
  const store = memoryStore();
  const { log, logger } = recordingLogger();
  const connection = await connectTeams({
    config: { kind: "anonymous" },
    async dispatch(interaction) {
      bot.dispatched.push(interaction);
      return await bot.answer(interaction);
    },
    async accept(interaction) {
      await bot.accept(interaction);
      bot.accepted.push(interaction);
    },
    conversations: store,
    offeredFile: async (key, userId) => bot.offered.get(`${key} ${userId}`) ?? null,
    localeOf: async () => bot.locale,
    commands: ["expense", "Customer"],
    recordSearches: [{ source: "customers", show: "customer.show" }],
    logger,
    clock: { now: () => new Date() },
    ...(answerWithinMs === undefined ? {} : { answerWithinMs }),
  });
  const server = createServer(connection.requestListener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on a port");
  const url = `http://127.0.0.1:${address.port}/api/messages`;
  const bot: FlowBot = {
    connector,
    connection,
    store,
    dispatched: [],
    accepted: [],
    log,
    answer: () => nothing,
    holdAnswer(answer) {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      bot.answer = async (interaction) => {
        await held;
        return await answer(interaction);
      };
      return release;
    },
    accept: async () => undefined,
    offered: new Map(),
    locale: null,
    async deliver(name, changes = {}) {
      const activity = fixture(name, { serviceUrl: connector.serviceUrl, ...changes });
      const response = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? null : JSON.parse(text) };
    },
    async close() {
      await connection.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await connector.close();
    },
  };
  return bot;
}
