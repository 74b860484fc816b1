import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import type { DatabaseLogger } from "../logger";
import { type Account, assertPrivate, canReach, EmbeddedDatabaseError } from "./account";
import { type Binaries, systemDirectory } from "./binaries";
import { codeOf } from "./error-code";

/** The superuser of the embedded database; only who may enter its folder can connect, so it has no password. */
export const superuser = "drumbeat";
/** The major version of the programs that this version of Drumbeat carries. */
const majorVersion = "18";
/** The kernel allows 104 to 108 bytes for a socket's whole path. */
const longestSocketPath = 100;

/**
 * Where PostgreSQL's files for `dataDir` are: inside it, or, when the server's account can't enter it (root with a
 * folder under /root), in a folder under /var/lib/drumbeat that a note in `dataDir` names. Deleting `dataDir` gives a
 * fresh database either way.
 */
export function clusterDirectory(dataDir: string, account: Account | null, logger: DatabaseLogger): string {
  const inside = resolve(dataDir, "postgresql");
  mkdirSync(resolve(dataDir), { recursive: true });
  if (canReach(account, resolve(dataDir))) return inside;
  const note = resolve(dataDir, "postgresql-is-at");
  if (!existsSync(note)) {
    writeFileSync(note, `${join(systemDirectory, `data-${randomUUID()}`)}\n`);
  }
  const elsewhere = readFileSync(note, "utf8").trim();
  logger.info(
    { path: elsewhere },
    `the database is kept in ${elsewhere}, since PostgreSQL may not run as root and its account can't enter ${resolve(dataDir)}`,
  );
  mkdirSync(systemDirectory, { recursive: true, mode: 0o755 });
  return elsewhere;
}

/** A folder for the socket that only the server's account can enter, with a path short enough for the kernel. */
export function socketDirectory(cluster: string, account: Account | null): string {
  const short = `drumbeat-${createHash("sha256").update(cluster).digest("hex").slice(0, 12)}`;
  const candidates = [`${cluster}.socket`, join(tmpdir(), short), join("/tmp", short)];
  const directory = candidates.find((path) => Buffer.byteLength(socketPath(path)) < longestSocketPath);
  if (!directory)
    throw new EmbeddedDatabaseError(`No short enough folder for a socket was found; shorten DATA_DIR.`);
  makePrivate(directory, account);
  return directory;
}

/** The file that PostgreSQL listens on in `directory`. The number is part of its name only: there is no port. */
export function socketPath(directory: string): string {
  return join(directory, ".s.PGSQL.5432");
}

function makePrivate(directory: string, account: Account | null): void {
  if (!existsSync(directory)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (account) chownSync(directory, account.uid, account.gid);
  }
  assertPrivate(directory, account);
}

/**
 * Makes the cluster when there is none. It is made under another name and renamed, so that a start that was interrupted
 * leaves nothing behind that looks like a database.
 */
export async function ensureCluster(
  cluster: string,
  binaries: Binaries,
  account: Account | null,
  durable: boolean,
): Promise<"made" | "found"> {
  if (existsSync(join(cluster, "PG_VERSION"))) {
    assertPrivate(cluster, account);
    const version = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
    if (version === majorVersion) return "found";
    throw new EmbeddedDatabaseError(
      `The database in ${cluster} was made by PostgreSQL ${version} and this version of Drumbeat carries PostgreSQL ${majorVersion}; dump it with the Drumbeat that made it and restore it into a new DATA_DIR, or set DATABASE_URL.`,
    );
  }
  removeUnfinished(cluster);
  const unfinished = `${cluster}.new-${process.pid}-${randomUUID().slice(0, 8)}`;
  makePrivate(unfinished, account);
  // The built-in locale sorts by code point and folds case by Unicode's rules, the same on every operating system.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const args = ["-D", unfinished, "-U", superuser, "--auth=trust", ...locale];
  if (!durable) args.push("--no-sync");
  try {
    await promisify(execFile)(binaries.initdb, args, {
      ...(account && { uid: account.uid, gid: account.gid }),
      cwd: unfinished,
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    });
    renameSync(unfinished, cluster);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another Drumbeat, started at the same moment, made it first; who may use it is settled when it is started.
    if (existsSync(join(cluster, "PG_VERSION"))) return "found";
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedDatabaseError(`The embedded database could not be made in ${cluster}: ${reason}`, {
      cause: error,
    });
  }
  return "made";
}

/** What starts that were interrupted have left. A process that still lives may be making its own. */
function removeUnfinished(cluster: string): void {
  const prefix = `${basename(cluster)}.new-`;
  for (const name of readdirSync(dirname(cluster)).filter((each) => each.startsWith(prefix))) {
    if (!isAlive(Number.parseInt(name.slice(prefix.length), 10))) {
      rmSync(join(dirname(cluster), name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}
