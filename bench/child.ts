import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import type { AppSettings } from "./serve";

const reply = z.object({ id: z.number(), value: z.unknown(), error: z.string().optional() });
const startMs = 60_000;
const answerMs = 20_000;
const keptOutput = 8_000;

/** A process of the run: the stub or one of the apps. */
export class Child {
  #lastId = 0;
  #output = "";
  #stopped = false;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #process: ChildProcess;

  private constructor(
    readonly name: string,
    file: string,
    settings: AppSettings | null,
  ) {
    this.#process = fork(join(__dirname, file), {
      env: { ...process.env, BENCH_APP: JSON.stringify(settings), NODE_ENV: "production" },
      execArgv: process.env.BENCH_NODE_FLAGS?.split(" ").filter(Boolean) ?? [],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on("data", (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString("utf8")).slice(-keptOutput);
      });
    this.#process.on("message", (message) => {
      const { id, value, error } = reply.parse(message);
      const asked = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(new Error(`${name}: ${error}`));
    });
    this.#process.on("exit", (code, signal) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(`${name} ended (${signal ?? code}) and said:\n${this.#output}`));
      this.#waiting.clear();
    });
  }

  /** Starts a compiled file of this folder; resolves with the port it listens on. */
  static async start(
    name: string,
    file: string,
    settings: AppSettings | null,
  ): Promise<{ child: Child; port: number }> {
    const child = new Child(name, file, settings);
    return { child, port: z.number().parse(await child.#answer(0, startMs)) };
  }

  /** What it last printed, for the report of a failure. */
  get output(): string {
    return this.#output;
  }

  async ask<Answer extends z.ZodType>(
    ask: string,
    answer: Answer,
    withinMs = answerMs,
  ): Promise<z.output<Answer>> {
    const id = ++this.#lastId;
    const answered = this.#answer(id, withinMs);
    this.#process.send({ id, ask });
    return answer.parse(await answered);
  }

  /** Milliseconds of processor time it has used since it started, its own and the system's for it. */
  cpu(): Promise<number> {
    return this.ask("cpu", z.number());
  }

  async stop(): Promise<void> {
    if (this.#stopped || this.#process.exitCode !== null) return;
    this.#stopped = true;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    try {
      await this.ask("stop", z.null());
      await within(ended, answerMs, () => new Error(`${this.name} did not end`));
    } catch {
      this.#process.kill("SIGKILL");
    }
  }

  #answer(id: number, ms: number): Promise<unknown> {
    const answered = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    return within(answered, ms, () => new Error(`${this.name} did not answer and said:\n${this.#output}`));
  }
}

async function within<Value>(value: Promise<Value>, ms: number, late: () => Error): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([value, limit]);
  } finally {
    clearTimeout(timer);
  }
}
