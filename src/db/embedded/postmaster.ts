import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client, type ClientConfig, DatabaseError } from "pg";
import type { DatabaseLogger } from "../logger";
import { EmbeddedDatabaseError } from "./account";
import { superuser } from "./cluster";
import { codeOf } from "./error-code";

/** Held by the Drumbeat that owns the server, for as long as it lives: the database itself says whose it is. */
const ownerLock = 471_628_301;
const settleMs = 60_000;
/** How often, at 50 ms, a pid file without a number in it is looked at again before it counts as a crash's. */
const triesForUnwritten = 40;

/** How to reach a server whose socket is in `directory`. */
export function connectionTo(directory: string, database: string): ClientConfig {
  return { host: directory, port: 5432, user: superuser, database };
}

/** What PostgreSQL wrote about the server that runs, or ran, on `cluster`; null when it ended in good order. */
export function readPostmaster(cluster: string): { pid: number; socket: string } | null {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number.parseInt(lines[0] ?? "", 10), socket: lines[4]?.trim() ?? "" };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/**
 * Makes sure that no server runs on `cluster`. One whose Drumbeat is gone (both it and the server's keeper were killed)
 * is stopped; one that is starting or stopping is waited for; one that a living Drumbeat owns is an error.
 */
export async function settleEarlierServer(cluster: string, logger: DatabaseLogger): Promise<void> {
  const deadline = Date.now() + settleMs;
  let asked = 0;
  let unwritten = 0;
  while (Date.now() < deadline) {
    const earlier = readPostmaster(cluster);
    if (!earlier) return;
    const client = earlier.socket ? await tryConnect(connectionTo(earlier.socket, "postgres")) : "silent";
    if (client instanceof Client) {
      try {
        if (!(await tryOwn(client))) throw inUse(cluster, await ownerOf(client));
      } finally {
        await client.end().catch(() => undefined);
      }
      if (asked++ === 0)
        logger.warn({ pid: earlier.pid }, "stopping a database server left by an earlier run");
      signalServer(earlier.pid);
    } else if (!Number.isInteger(earlier.pid) && unwritten++ < triesForUnwritten) {
      // Just made by a server that starts at this moment, and not written yet.
    } else if (client === "silent" && !isServer(earlier.pid)) {
      // The process is gone, or its number is another program's by now, which PostgreSQL itself would take for a server.
      rmSync(join(cluster, "postmaster.pid"), { force: true });
      return;
    }
    await pause(50);
  }
  throw new EmbeddedDatabaseError(
    `A database server that an earlier run left in ${cluster} (process ${readPostmaster(cluster)?.pid ?? "unknown"}) neither answers nor ends; end it, then start again.`,
  );
}

/** Takes the ownership of the server that `client` is connected to, for as long as the connection lasts. */
export async function tryOwn(client: Client): Promise<boolean> {
  try {
    const { rows } = await client.query<{ owned: boolean }>("select pg_try_advisory_lock($1) as owned", [
      ownerLock,
    ]);
    return rows[0]?.owned === true;
  } catch {
    return false;
  }
}

/** The sentence for a second Drumbeat on the same folder. */
export function inUse(cluster: string, owner: string | null): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `Another Drumbeat${owner ? ` (${owner})` : ""} is running on the database in ${cluster}; stop it, or set DATA_DIR to another folder for this one.`,
  );
}

async function ownerOf(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ application_name: string }>(
    "select application_name from pg_stat_activity join pg_locks using (pid) where locktype = 'advisory' and objid = $1 and granted",
    [ownerLock],
  );
  return rows[0]?.application_name ?? null;
}

/** "busy": it answers, but is starting or stopping. "silent": nobody listens there. */
export async function tryConnect(connection: ClientConfig): Promise<Client | "busy" | "silent"> {
  const client = new Client(connection);
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof DatabaseError && error.code !== "57P03") throw error;
    return error instanceof DatabaseError ? "busy" : "silent";
  }
}

/** Asks the server to end its sessions and stop ("fast" shutdown). */
function signalServer(pid: number): void {
  try {
    process.kill(pid, "SIGINT");
  } catch (error) {
    if (codeOf(error) === "ESRCH") return;
    throw new EmbeddedDatabaseError(
      `A database server left by another user (process ${pid}) is running on the same folder; end it, then start again.`,
      { cause: error },
    );
  }
}

/** Whether process `pid` is a PostgreSQL server. */
function isServer(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    const name = existsSync("/proc/self/comm")
      ? readFileSync(`/proc/${pid}/comm`, "utf8")
      : execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
    return name.trim().endsWith("postgres");
  } catch {
    return false;
  }
}
