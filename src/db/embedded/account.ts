import { lstatSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** The operating-system account that PostgreSQL runs as. PostgreSQL refuses to be root. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Why the embedded database can't be used here, in one sentence that says what to do. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = "EmbeddedDatabaseError";
}

/**
 * Null: PostgreSQL runs as whoever runs this process. For root it is `postgres` where that account exists, else `nobody`.
 */
export function serverAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readAccounts();
  for (const name of ["postgres", "nobody"]) {
    const account = accounts.find((each) => each.name === name && each.uid !== 0);
    if (account) return account;
  }
  throw new EmbeddedDatabaseError(
    "PostgreSQL does not run as root, and there is no account postgres or nobody to run it as; start Drumbeat as another user, or set DATABASE_URL.",
  );
}

function readAccounts(): Account[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** Whether `account` may enter every directory on the way to `path`, and read (and run) what is there. */
export function canReach(account: Account | null, path: string): boolean {
  if (!account) return true;
  const read = 4;
  const enter = 1;
  for (let at = dirname(resolve(path)); ; at = dirname(at)) {
    if (!allows(account, at, enter)) return false;
    if (dirname(at) === at) break;
  }
  return allows(account, path, read | enter);
}

function allows(account: Account, path: string, wanted: number): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) return false;
  const shift = status.uid === account.uid ? 6 : status.gid === account.gid ? 3 : 0;
  return ((status.mode >> shift) & wanted) === wanted;
}

/** The user id that must own the server's files. */
export function ownerId(account: Account | null): number | undefined {
  return account?.uid ?? process.getuid?.();
}

/** Throws unless `directory` is a real directory of the server's account that nobody else can enter. */
export function assertPrivate(directory: string, account: Account | null): void {
  const status = lstatSync(directory);
  if (!status.isDirectory() || status.uid !== ownerId(account)) {
    throw new EmbeddedDatabaseError(
      `${directory} belongs to another user than the one PostgreSQL runs as here; start Drumbeat as the user who made it, or set DATA_DIR to another folder.`,
    );
  }
}
