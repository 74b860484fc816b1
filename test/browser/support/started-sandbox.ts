import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const program = resolve(__dirname, "..", "..", "..", "dist", "src", "main.js");
const longestStartMs = 60_000;

/** Drumbeat with its sandbox, as `npm start` runs it, in a data directory of its own. */
export interface StartedSandbox {
  address: string;
  /** Sends SIGTERM, as a service manager does, and gives the exit code. */
  stop(): Promise<number | null>;
}

export async function startAsUsersDo(): Promise<StartedSandbox> {
  const directory = mkdtempSync(join(tmpdir(), "drumbeat-browser-"));
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: "0", DATA_DIR: join(directory, "data"), LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(directory, { recursive: true, force: true });
    return child.exitCode;
  };
  try {
    return { address: await printedAddress(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let printed = "";
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /sandbox is open: (http\S+)/.exec(printed)?.[1];
      if (address) found(address);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) =>
      failed(new Error(`Drumbeat ended with ${code} before it was ready:\n${printed}`)),
    );
    setTimeout(
      () => failed(new Error(`Drumbeat was not ready in time:\n${printed}`)),
      longestStartMs,
    ).unref();
  });
}
