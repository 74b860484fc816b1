import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { runMigrations as installQueue } from "graphile-worker";
import { Client, type ClientConfig, Pool } from "pg";
import type { DatabaseLogger } from "./logger";

/** Why the schema can't be brought up to date, in one sentence that says what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

interface Migration {
  name: string;
  sql: string;
}

interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  logs: string | null;
}

/** The advisory lock of `prisma migrate deploy`: whoever migrates, ours or theirs, is alone. */
const migrationLock = 72707369;
/** Long enough for another replica's slow migration; a lock held longer is held by something that hangs. */
const lockWaitMs = 10 * 60_000;

/** As `prisma migrate` makes it, so that its `deploy` and `status` agree with what is done here. */
const migrationTable = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/**
 * Brings the database up to date: first the job queue's own schema (our statements call its `add_job`), then every
 * migration of `directory` that is not applied yet, in order. Replicas that start together apply each once.
 * Returns the names applied now. Throws `MigrationError` when an earlier attempt failed, an applied file was changed, or the
 * database knows migrations that this version does not.
 */
export async function migrate(options: {
  connection: ClientConfig;
  directory?: string;
  logger: DatabaseLogger;
}): Promise<string[]> {
  const migrations = await readMigrations(options.directory ?? migrationsDirectory());
  const client = new Client(options.connection);
  // Without a listener, losing the connection between two queries would end the process without a sentence.
  client.on("error", (error) => options.logger.warn({ err: error }, "lost the connection that migrates"));
  await client.connect();
  try {
    await lock(client, options.logger);
    await installJobQueue(options.connection);
    await client.query(migrationTable);
    const pending = await findPending(client, migrations);
    for (const migration of pending) {
      options.logger.info({ migration: migration.name }, "applying a migration");
      await apply(client, migration);
    }
    return pending.map((migration) => migration.name);
  } finally {
    // Ending the session frees the lock, whatever state the session is in.
    await client.end();
  }
}

/** `prisma/migrations`, found upwards from this file: it runs from src and from dist/src. */
export function migrationsDirectory(from: string = __dirname): string {
  const candidate = join(from, "prisma", "migrations");
  if (existsSync(candidate)) return candidate;
  if (dirname(from) === from) {
    throw new MigrationError(
      "The folder prisma/migrations is missing; it must be installed beside the program.",
    );
  }
  return migrationsDirectory(dirname(from));
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      sql: await readFile(join(directory, name, "migration.sql"), "utf8"),
    })),
  );
}

/** Polls instead of waiting inside a query: a waiting query's snapshot would block `create index concurrently`. */
async function lock(client: Client, logger: DatabaseLogger): Promise<void> {
  const deadline = Date.now() + lockWaitMs;
  for (let attempt = 0; ; attempt++) {
    const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
      migrationLock,
    ]);
    if (rows[0]?.locked) return;
    if (attempt === 50) logger.info("waiting for another process that is migrating this database");
    if (Date.now() > deadline) {
      throw new MigrationError(
        "Another process has held the migration lock for ten minutes; look for it in pg_stat_activity and end it, then start again.",
      );
    }
    await pause(100);
  }
}

async function installJobQueue(connection: ClientConfig): Promise<void> {
  const pool = new Pool({ ...connection, max: 1 });
  try {
    await installQueue({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

/** Which of `migrations` are still to be applied. A row that was rolled back counts as never applied, as with Prisma. */
async function findPending(client: Client, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<AppliedMigration>(
    "select migration_name, checksum, finished_at, logs from _prisma_migrations where rolled_back_at is null order by started_at",
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) throw new MigrationError(failureSentence(failed.migration_name, failed.logs));
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) {
    const migration = byName.get(row.migration_name);
    if (!migration) {
      throw new MigrationError(
        `The database has the migration ${row.migration_name}, which this version of Drumbeat does not know; start the version that made it, or a newer one.`,
      );
    }
    if (!checksums(migration.sql).includes(row.checksum)) {
      throw new MigrationError(
        `The migration ${row.migration_name} was changed after it was applied to this database; restore its migration.sql and put the change into a new migration.`,
      );
    }
  }
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

/** The script goes as one simple query: PostgreSQL runs it in one transaction, unless it says otherwise itself. */
async function apply(client: Client, migration: Migration): Promise<void> {
  const id = randomUUID();
  await client.query("insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)", [
    id,
    sha256(migration.sql),
    migration.name,
  ]);
  try {
    await client.query(migration.sql);
  } catch (error) {
    const logs = error instanceof Error ? error.message : String(error);
    // A script with its own `begin` leaves its transaction open and broken; the log must still be written.
    await client.query("rollback");
    await client.query("update _prisma_migrations set logs = $2 where id = $1", [id, logs]);
    throw new MigrationError(failureSentence(migration.name, logs), { cause: error });
  }
  await client.query(
    "update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1",
    [id],
  );
}

function failureSentence(name: string, logs: string | null): string {
  return `The migration ${name} failed (${logs ?? "it was interrupted"}); put the cause right, make sure that nothing of it is left behind, then run "update _prisma_migrations set rolled_back_at = now() where migration_name = '${name}' and finished_at is null" and start again.`;
}

/** Git may check the same file out with other line ends; that is no change. */
function checksums(sql: string): string[] {
  const unix = sql.replaceAll("\r\n", "\n");
  return [sql, unix, unix.replaceAll("\n", "\r\n")].map(sha256);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
