import { chmodSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type ClientConfig, Pool } from "pg";
import pino from "pino";
import { startEmbedded } from "../src/db/embedded";

/** The server of a run, and the databases that it makes there and drops again. */
export interface Databases {
  /** "PostgreSQL 15.20", for the report. */
  version: string;
  /** Makes an empty database; resolves with its address and a small pool for the driver's own questions. */
  create(name: string): Promise<{ url: string; pool: Pool }>;
  /** One that outlives the run, as it is, or made where there is none: `fresh`. Nothing is kept on an embedded server. */
  keep(name: string): Promise<{ url: string; pool: Pool; fresh: boolean }>;
  close(): Promise<void>;
}

/** Uses the server of `databaseUrl`, or starts an embedded one for the run (fsync on, as in life). */
export async function openDatabases(databaseUrl: string | null): Promise<Databases> {
  const directory = databaseUrl === null ? mkdtempSync(join(tmpdir(), "drumbeat-bench-")) : null;
  // PostgreSQL's own account must get in when the run is root's.
  if (directory) chmodSync(directory, 0o755);
  const embedded = directory
    ? await startEmbedded({ dataDir: directory, logger: pino({ level: "silent" }), maxConnections: 150 })
    : null;
  const server = embedded?.connection ?? { connectionString: databaseUrl ?? "" };
  const made: { name: string; pool: Pool; dropped: boolean }[] = [];
  const administrator = new Client(server);
  await administrator.connect();
  const { rows } = await administrator.query<{ server_version: string }>("show server_version");

  const connectTo = (name: string, dropped: boolean) => {
    const url = urlOf(server, name);
    const pool = new Pool({ connectionString: url, max: 2 });
    pool.on("error", () => undefined);
    made.push({ name, pool, dropped });
    return { url, pool };
  };

  return {
    version: `${embedded ? "embedded " : ""}PostgreSQL ${rows[0]?.server_version.split(" ")[0]}`,
    async create(purpose) {
      const name = `drumbeat_bench_${process.pid}_${purpose}`;
      await administrator.query(`create database ${name} template template0`);
      return connectTo(name, true);
    },
    async keep(purpose) {
      const name = `drumbeat_bench_${purpose}`;
      const known = await administrator.query("select from pg_database where datname = $1", [name]);
      const fresh = known.rows.length === 0;
      if (fresh) await administrator.query(`create database ${name} template template0`);
      return { ...connectTo(name, false), fresh };
    },
    async close() {
      for (const { pool } of made) await pool.end();
      // By now the apps have ended; a connection of one that was killed may linger for a moment.
      for (const { name } of made.filter(({ dropped }) => dropped))
        await administrator.query(`drop database ${name} with (force)`);
      await administrator.end();
      await embedded?.stop();
      if (directory) await rm(directory, { recursive: true, force: true });
    },
  };
}

function urlOf(server: ClientConfig, database: string): string {
  if (server.connectionString) {
    const url = new URL(server.connectionString);
    url.pathname = `/${database}`;
    return url.href;
  }
  const user = encodeURIComponent(String(server.user ?? ""));
  return `postgres://${user}@localhost:${server.port ?? 5432}/${database}?host=${encodeURIComponent(server.host ?? "")}`;
}
