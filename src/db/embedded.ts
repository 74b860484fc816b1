import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { EmbeddedDatabaseError, serverAccount } from "./embedded/account";
import { findBinaries } from "./embedded/binaries";
import { clusterDirectory, ensureCluster, socketDirectory } from "./embedded/cluster";
import { type KeptServer, keep } from "./embedded/keeper";
import {
  connectionTo,
  inUse,
  readPostmaster,
  settleEarlierServer,
  tryConnect,
  tryOwn,
} from "./embedded/postmaster";
import type { DatabaseLogger } from "./logger";

/** A PostgreSQL of our own that runs for as long as this process does. */
export interface EmbeddedServer {
  /** Reaches the database `drumbeat`; for another one, replace `database`. */
  connection: ClientConfig;
  /** Settles when the server has ended, asked or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  dataDir: string;
  logger: DatabaseLogger;
  /** False lets PostgreSQL skip fsync: several times faster, and a power cut loses everything. For tests. */
  durable?: boolean;
  maxConnections?: number;
}

const databaseName = "drumbeat";
/** Replaying the log after a crash may take its time. */
const startMs = 120_000;

/**
 * Starts the PostgreSQL that npm installed, on a unix socket in `dataDir` and nowhere else, making its files the first
 * time. It ends with this process, however that ends. Throws `EmbeddedDatabaseError` with one sentence: another Drumbeat
 * runs on the same folder, no programs for this platform, files of another user or version.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, logger, durable = true } = options;
  const account = serverAccount();
  const cluster = clusterDirectory(dataDir, account, logger);
  const binaries = await findBinaries(account, dataDir, logger);
  if ((await ensureCluster(cluster, binaries, account, durable)) === "made") {
    logger.info({ cluster }, "made the embedded database");
  }
  await settleEarlierServer(cluster, logger);
  const socket = socketDirectory(cluster, account);
  const command = [binaries.postgres, "-D", cluster, ...settings(socket, durable, options.maxConnections)];
  const server = keep(command, account, cluster, `${cluster}.log`);
  try {
    const first = await whenReady(server, connectionTo(socket, "postgres"), cluster);
    const releaseOwnership = await own(first, connectionTo(socket, "postgres"), cluster, server, logger);
    await ensureDatabase(connectionTo(socket, "postgres"));
    let asked = false;
    void server.ended.then(() => {
      if (!asked) logger.error({ log: `${cluster}.log` }, "the embedded database ended; restart Drumbeat");
    });
    return {
      connection: connectionTo(socket, databaseName),
      ended: server.ended,
      async stop() {
        asked = true;
        await releaseOwnership();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** How to reach the embedded database of `dataDir` that a Drumbeat is running right now; null when none is. */
export async function findRunningEmbedded(
  dataDir: string,
  logger: DatabaseLogger,
): Promise<ClientConfig | null> {
  if (!existsSync(dataDir)) return null;
  const postmaster = readPostmaster(clusterDirectory(dataDir, serverAccount(), logger));
  if (!postmaster?.socket) return null;
  const client = await tryConnect(connectionTo(postmaster.socket, databaseName));
  if (!(client instanceof Client)) return null;
  await client.end();
  return connectionTo(postmaster.socket, databaseName);
}

/** Given on the command line, not in postgresql.conf, so that a newer Drumbeat's settings hold for an older cluster. */
function settings(socket: string, durable: boolean, maxConnections = 100): string[] {
  const values: Record<string, string | number> = {
    listen_addresses: "",
    unix_socket_directories: socket,
    unix_socket_permissions: "0700",
    max_connections: maxConnections,
    shared_buffers: "64MB",
    max_wal_size: "256MB",
    wal_level: "minimal",
    max_wal_senders: 0,
    // One machine, small tables: workers that read ahead or in parallel cost more memory than they bring.
    io_method: "sync",
    max_parallel_workers_per_gather: 0,
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    ...(!durable && { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/**
 * What PostgreSQL says where another Drumbeat started at the same moment: it was first to lock the directory or the socket, or
 * it took this server, which nobody owned yet, for one left behind, and stopped it.
 */
const overtaken = /postmaster\.pid|lock file .* already exists|database system is shut down/;

async function whenReady(server: KeptServer, connection: ClientConfig, cluster: string): Promise<Client> {
  const deadline = Date.now() + startMs;
  while (!server.hasEnded()) {
    const client = await tryConnect({ ...connection, application_name: `process ${process.pid}` });
    if (client instanceof Client) return client;
    if (Date.now() > deadline) break;
    await pause(15);
  }
  const words = server.lastWords();
  if (overtaken.test(words)) throw inUse(cluster, null);
  throw new EmbeddedDatabaseError(
    `The embedded database in ${cluster} did not start; PostgreSQL said: ${words}`,
  );
}

/**
 * Holds the ownership on a connection of its own. A crash of one PostgreSQL process ends all sessions, so it is taken
 * again whenever it is lost while the server lives. Returns what lets go of it.
 */
async function own(
  first: Client,
  connection: ClientConfig,
  cluster: string,
  server: KeptServer,
  logger: DatabaseLogger,
): Promise<() => Promise<void>> {
  let holder = first;
  let released = false;
  if (!(await tryOwn(holder))) {
    await holder.end().catch(() => undefined);
    throw inUse(cluster, null);
  }
  const watch = (): void => {
    holder.once("end", () => void takeAgain());
  };
  const takeAgain = async (): Promise<void> => {
    while (!released && !server.hasEnded()) {
      await pause(250);
      // On the same socket there may be another's server by now.
      if (released || server.hasEnded()) return;
      const client = await tryConnect({ ...connection, application_name: `process ${process.pid}` }).catch(
        () => "silent" as const,
      );
      if (!(client instanceof Client)) continue;
      if (released || server.hasEnded() || !(await tryOwn(client))) {
        await client.end().catch(() => undefined);
        continue;
      }
      holder = client;
      logger.warn("the embedded database recovered from a crash");
      return watch();
    }
  };
  watch();
  return async () => {
    released = true;
    await holder.end().catch(() => undefined);
  };
}

async function ensureDatabase(connection: ClientConfig): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}
