import { DateTime } from "luxon";
import type { JobSurroundings } from "../../../src/jobs/surroundings";
import { PlatformError, type Port } from "../../../src/platforms/port";
import { loadPolicy } from "../../../src/policy/load-policy";
import type { Card } from "../../../src/ui/card";
import type { TestDatabase } from "../../support/database";

export interface Sent {
  conversationId: string;
  card: Card;
  sendKey: string;
}

/** A chat platform that remembers what it was sent; `before` may refuse a call, or do something at that moment. */
export interface RememberedPlatform {
  port: Port;
  sent: Sent[];
  files: string[];
  before: { send: (conversationId: string) => Promise<void>; channel: string | null };
}

export function rememberedPlatform(name: "slack" | "teams" = "slack"): RememberedPlatform {
  const sent: Sent[] = [];
  const files: string[] = [];
  const before: RememberedPlatform["before"] = { send: async () => undefined, channel: `${name}-channel` };
  const port: Port = {
    name,
    workspace: "W",
    abilities: { personalViews: name === "teams", offersFiles: name === "teams" },
    profile: async () => null,
    findByEmail: async () => null,
    openDirect: async (userId) => `direct-${userId}`,
    findChannel: async () => before.channel,
    send: async (conversationId, card, sendKey) => {
      await before.send(conversationId);
      sent.push({ conversationId, card, sendKey });
      return { messageId: `message-${sent.length}` };
    },
    update: async () => undefined,
    sendFile: async (conversationId) => {
      await before.send(conversationId);
      files.push(conversationId);
    },
    publishHome: async () => undefined,
    readFile: async () => new Uint8Array(),
    health: async () => ({ ok: true, detail: "" }),
  };
  return { port, sent, files, before };
}

/** Jobs on a database, whose cards say what `say` says at that moment. */
export function surroundingsOf(
  database: TestDatabase,
  platforms: readonly RememberedPlatform[],
  say: () => string = () => "a card",
): JobSurroundings {
  const policy = loadPolicy(null);
  const card = (): Card => ({ title: say(), elements: [] });
  return {
    db: database.client,
    company: () => ({
      db: database.client,
      policy,
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      now: DateTime.now(),
    }),
    policy,
    ports: new Map(platforms.map(({ port }) => [port.name, port])),
    notices: {
      audience: async () => ({ people: [], channels: [] }),
      card: async () => ({ card: card(), locale: "en" }),
      personal: async () => ({ action: "notice.view", id: "view", people: [] }),
    },
    perform: async () => undefined,
    exportWords: async () => ({ locale: "en", kinds: { customers: "", contacts: "", deals: "" } }),
    importWords: async () => ({ line: "", refusedBecause: "", explain: () => "" }),
    warningCard: async () => card(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
}

export const failure = (code: string, gone = false): PlatformError =>
  new PlatformError(code, code, gone, null, gone);

/** What waits in the queue, oldest first. */
export async function queued({ client }: TestDatabase): Promise<{ task: string; [fact: string]: unknown }[]> {
  const rows = await client.$queryRaw<{ payload: { task: string } }[]>`
    select payload from graphile_worker._private_jobs order by id`;
  return rows.map(({ payload }) => payload);
}
