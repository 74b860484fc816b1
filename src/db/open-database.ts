import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, type PoolConfig } from "pg";
import { startEmbedded } from "./embedded";
import { PrismaClient } from "./generated/client";
import type { DatabaseLogger } from "./logger";
import { migrate } from "./migrate";
import { queryStraight, statementNames } from "./raw-queries";
import { limitTransactions } from "./transaction-limit";

export interface OpenDatabase {
  client: PrismaClient;
  /** The connections under `client`, for SQL by hand. */
  pool: Pool;
  /** For whoever needs connections of its own (the job queue). */
  connection: PoolConfig;
  kind: "embedded" | "external";
  /** For the log and for /healthz; never holds a password. */
  description: string;
  /** Rejects when the database doesn't answer within two seconds. */
  ping(): Promise<void>;
  /** Ends the connections, then the embedded server. Whoever uses them must have finished. */
  close(): Promise<void>;
}

/** Why the database can't be used, in one sentence that says what to do. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

const oldestVersion = 15;
const pingMs = 2_000;

/**
 * Opens the database of `databaseUrl`, or starts the embedded one in `dataDir` when it is null, and brings it up to date.
 * Throws `DatabaseError`, `EmbeddedDatabaseError` or `MigrationError`, each with one sentence to show as it is.
 */
export async function openDatabase(options: {
  databaseUrl: string | null;
  dataDir: string;
  poolSize: number;
  logger: DatabaseLogger;
}): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, poolSize, logger } = options;
  const embedded = databaseUrl === null ? await startEmbedded({ dataDir, logger }) : null;
  const connection = embedded?.connection ?? { connectionString: databaseUrl ?? "" };
  try {
    const version = await serverVersion(connection, databaseUrl);
    await migrate({ connection, logger });
    const { client, pool, disconnect } = connect(connection, poolSize, logger);
    return {
      client,
      pool,
      connection: sessionOf(connection),
      kind: embedded ? "embedded" : "external",
      description: `${embedded ? "embedded " : ""}PostgreSQL ${version} ${embedded ? `in ${dataDir}` : `at ${withoutPassword(databaseUrl)}`}`,
      ping: () => ping(pool),
      async close() {
        await disconnect();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** A Prisma client and a pool over the same connections, of a database that is up to date. */
export function connect(
  connection: PoolConfig,
  poolSize: number,
  logger: DatabaseLogger,
): { client: PrismaClient; pool: Pool; disconnect(): Promise<void> } {
  const pool = new Pool({ ...sessionOf(connection), max: poolSize });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on("error", (error) => logger.warn({ err: error }, "a database connection broke"));
  const names = statementNames();
  const client = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: names }),
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  });
  return {
    client: queryStraight(limitTransactions(client, Math.max(1, poolSize - 2)), pool, names),
    pool,
    async disconnect() {
      await client.$disconnect();
      await pool.end();
    },
  };
}

/** Prisma's adapter drops the offset of a time it reads, so every session must speak UTC. */
function sessionOf(connection: PoolConfig): PoolConfig {
  return { application_name: "drumbeat", ...connection, options: "-c TimeZone=UTC" };
}

async function ping(pool: Pool): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseError("The database does not answer.")), pingMs);
  });
  try {
    await Promise.race([pool.query("select 1"), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function serverVersion(connection: PoolConfig, databaseUrl: string | null): Promise<string> {
  const pool = new Pool({ ...connection, max: 1, connectionTimeoutMillis: 10_000 });
  pool.on("error", () => undefined);
  try {
    const { rows } = await pool.query<{ server_version: string }>("show server_version");
    const version = rows[0]?.server_version.split(" ")[0] ?? "of an unknown version";
    assertSupported(version);
    return version;
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const reason = error instanceof Error ? error.message || codeOf(error) : String(error);
    throw new DatabaseError(
      `The database ${databaseUrl ? `at ${withoutPassword(databaseUrl)} (DATABASE_URL)` : "that was started"} can't be used: ${reason}.`,
      { cause: error },
    );
  } finally {
    await pool.end();
  }
}

/** Throws when PostgreSQL `version` ("15.3") is older than what the migrations are written for. */
export function assertSupported(version: string): void {
  if (Number.parseInt(version, 10) >= oldestVersion) return;
  throw new DatabaseError(
    `DATABASE_URL names a PostgreSQL ${version}; Drumbeat needs PostgreSQL ${oldestVersion} or newer.`,
  );
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.name;
}

function withoutPassword(databaseUrl: string | null): string {
  try {
    const url = new URL(databaseUrl ?? "");
    return `${url.hostname || url.searchParams.get("host") || "localhost"}${url.port && `:${url.port}`}${url.pathname}`;
  } catch {
    return "DATABASE_URL";
  }
}
