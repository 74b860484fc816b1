import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { z } from "zod";

const root = resolve(__dirname, "..", "..", "..");
const line = z.looseObject({ msg: z.string(), port: z.number().optional() });

/** Drumbeat as a process of its own, known by what it prints and by how it ends. */
export interface BotProcess {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with the port when it is ready; throws with what it said when it ends before. */
  ready(): Promise<number>;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  /** Ends it, by SIGTERM unless told otherwise. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Ends those that a failed test left behind. */
export function endBotProcesses(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** Starts src/main.ts with these settings and none of ours. */
export function startBotProcess(settings: Readonly<Record<string, string>>): BotProcess {
  const { PATH = "", HOME = "" } = process.env;
  // Not tsx's own command: that one is a process in between, which would take the signals.
  const child = spawn(process.execPath, ["--require", "tsx/cjs", resolve(root, "src/main.ts")], {
    cwd: root,
    env: { PATH, HOME, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  running.add(child);
  const ended = once(child, "close").then(() => {
    running.delete(child);
    return child.exitCode;
  });
  const portNow = (): number | undefined =>
    stdout
      .split("\n")
      .filter((text) => text.includes('"Drumbeat is ready"'))
      .flatMap((text) => line.parse(JSON.parse(text)).port ?? [])[0];
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    ready: () =>
      new Promise((resolvePort, reject) => {
        const look = () => {
          const port = portNow();
          if (port !== undefined) resolvePort(port);
        };
        child.stdout.on("data", look);
        ended.then((code) => reject(new Error(`ended with ${code}: ${stderr}${stdout}`)), reject);
        look();
      }),
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}
