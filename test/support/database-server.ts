import { chmodSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type ClientConfig } from "pg";
import pino from "pino";
import { z } from "zod";
import { type EmbeddedServer, startEmbedded } from "../../src/db/embedded";
import { migrate } from "../../src/db/migrate";

/** What the run's test processes need to clone the template. */
export interface TestServer {
  connection: ClientConfig;
  template: string;
}

const variable = "TEST_DATABASE_SERVER";
const testServer = z.object({
  template: z.string(),
  connection: z.union([
    z.object({ connectionString: z.string() }),
    z.object({ host: z.string(), port: z.number(), user: z.string(), database: z.string() }),
  ]),
});

let started: { server: TestServer; embedded: EmbeddedServer | null; directory: string | null } | undefined;

/** Starts the run's one server (or takes TEST_DATABASE_URL's) and makes the template that suites are cloned from. */
export async function startTestServer(): Promise<void> {
  const url = process.env.TEST_DATABASE_URL;
  const directory = url ? null : mkdtempSync(join(tmpdir(), "drumbeat-test-"));
  // PostgreSQL's own account must get in when the tests run as root; what is inside stays closed to others.
  if (directory) chmodSync(directory, 0o755);
  const logger = pino({ level: "silent" });
  const embedded = directory
    ? await startEmbedded({ dataDir: directory, logger, durable: false, maxConnections: 300 })
    : null;
  const connection = embedded?.connection ?? { connectionString: url ?? "" };
  const template = `drumbeat_template_${process.pid}_${Date.now()}`;
  await asAdministrator(connection, async (client) => {
    await client.query(`create database ${template}`);
    await migrate({ connection: connectionTo(connection, template), logger });
    // Nothing may be connected to a template while it is cloned, and autovacuum would be.
    await client.query(`alter database ${template} with allow_connections false is_template true`);
  });
  const server = { connection, template };
  started = { server, embedded, directory };
  process.env[variable] = JSON.stringify(server);
}

export async function stopTestServer(): Promise<void> {
  if (!started) return;
  const { server, embedded, directory } = started;
  if (embedded) await embedded.stop();
  else {
    await asAdministrator(server.connection, async (client) => {
      await client.query(`alter database ${server.template} with is_template false`);
      await client.query(`drop database ${server.template}`);
    });
  }
  if (directory) await rm(directory, { recursive: true, force: true });
}

/** The server of this run, as the processes that jest starts find it. */
export function currentTestServer(): TestServer {
  const described = process.env[variable];
  if (!described) throw new Error("No test server runs: jest's globalSetup starts it.");
  return testServer.parse(JSON.parse(described));
}

/** `connection`, to another database of the same server. */
export function connectionTo(connection: ClientConfig, database: string): ClientConfig {
  if (!connection.connectionString) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}

/** Does `work` on a connection that may create and drop databases. */
export async function asAdministrator(
  connection: ClientConfig,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
