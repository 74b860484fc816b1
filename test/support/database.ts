import { randomBytes } from "node:crypto";
import type { Pool, PoolConfig } from "pg";
import pino from "pino";
import type { PrismaClient } from "../../src/db/generated/client";
import { connect } from "../../src/db/open-database";
import { asAdministrator, connectionTo, currentTestServer } from "./database-server";

/** A database of a suite's own, with every migration applied and nothing in it. */
export interface TestDatabase {
  client: PrismaClient;
  pool: Pool;
  connection: PoolConfig;
  /** The same as DATABASE_URL would name it. */
  url: string;
  /** Ends the connections and drops the database. Whoever uses it must have finished. */
  drop(): Promise<void>;
}

/** Clones the run's template: call it in `beforeAll`, and `drop()` in `afterAll`. */
export async function createDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const server = currentTestServer();
  const name = `drumbeat_test_${process.pid}_${randomBytes(5).toString("hex")}`;
  await asAdministrator(server.connection, async (client) => {
    await client.query(`create database ${name} template ${server.template}`);
  });
  const connection = connectionTo(server.connection, name);
  const { client, pool, disconnect } = connect(connection, options.poolSize ?? 10, pino({ level: "silent" }));
  return {
    client,
    pool,
    connection,
    url: urlOf(connection),
    async drop() {
      await disconnect();
      await asAdministrator(server.connection, async (administrator) => {
        await administrator.query(`drop database ${name}`);
      });
    },
  };
}

/** An empty database without any migration, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<{
  connection: PoolConfig;
  url: string;
  drop(): Promise<void>;
}> {
  const server = currentTestServer();
  const name = `drumbeat_empty_${process.pid}_${randomBytes(5).toString("hex")}`;
  await asAdministrator(server.connection, async (client) => {
    await client.query(`create database ${name} template template0`);
  });
  const connection = connectionTo(server.connection, name);
  return {
    connection,
    url: urlOf(connection),
    drop: () =>
      asAdministrator(server.connection, async (client) => {
        await client.query(`drop database ${name}`);
      }),
  };
}

function urlOf(connection: PoolConfig): string {
  if (connection.connectionString) return connection.connectionString;
  const host = encodeURIComponent(connection.host ?? "");
  return `postgres://${connection.user}@localhost/${connection.database}?host=${host}`;
}
