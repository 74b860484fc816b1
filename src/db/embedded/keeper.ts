import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import type { Account } from "./account";

/**
 * Runs the server and stands between it and us: it reads a pipe whose other end only we hold. However we end, also by
 * SIGKILL, the kernel closes that end, and the keeper stops the server in good order. It ignores the stop signals that a
 * service manager sends to everyone, since the server must outlast our draining. A shell costs one megabyte where a
 * second Node would cost forty.
 */
const keeperScript = `
trap '' HUP INT TERM
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
( cat <&3 >/dev/null; kill -INT $server; for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 2; done; kill -QUIT $server ) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $server
status=$?
kill -KILL $watcher 2>/dev/null
exit $status
`;

const logLimitBytes = 10 * 1024 * 1024;

/** A server under its keeper. */
export interface KeptServer {
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** Stops the server ("fast" shutdown) and waits for its end. */
  stop(): Promise<void>;
  /** The last lines that the server logged since this start. */
  lastWords(): string;
}

/** Starts `command` under a keeper, in a session of its own: Ctrl-C in the terminal reaches us, and not the server before us. */
export function keep(
  command: readonly string[],
  account: Account | null,
  cwd: string,
  logFile: string,
): KeptServer {
  const log = openLog(logFile);
  const begin = statSync(logFile).size;
  const child = spawn("/bin/sh", ["-c", keeperScript, "keeper", ...command], {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd,
    detached: true,
    stdio: ["pipe", log, log],
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
  });
  closeSync(log);
  const ended = endOf(child);
  let over = false;
  void ended.then(() => {
    over = true;
  });
  return {
    ended,
    hasEnded: () => over,
    async stop() {
      child.stdin?.end();
      await ended;
    },
    lastWords: () =>
      readFileSync(logFile).subarray(begin).toString("utf8").trim().split("\n").slice(-6).join("\n"),
  };
}

async function endOf(child: ChildProcess): Promise<void> {
  // The pipe breaks when the keeper ends first.
  child.stdin?.on("error", () => undefined);
  await once(child, "exit").catch(() => undefined);
}

function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > logLimitBytes) renameSync(path, `${path}.old`);
  return openSync(path, "a", 0o600);
}
