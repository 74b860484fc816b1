import { z } from "zod";

const question = z.object({ id: z.number(), ask: z.string() });

/** What a process of the run is told in its environment. */
export const appSettings = z.object({
  apiUrl: z.string(),
  token: z.string(),
  signingSecret: z.string(),
  databaseUrl: z.string().nullable(),
  /** A database whose queue stays empty: the worker looks there, and the jobs of `databaseUrl` wait. */
  idleDatabaseUrl: z.string().nullable(),
});
export type AppSettings = z.output<typeof appSettings>;

export const readAppSettings = (): AppSettings =>
  appSettings.parse(JSON.parse(process.env.BENCH_APP ?? "null"));

/** Answers the driver's questions, and ends with it. `stop` closes what is open; it is asked by "stop". */
export function serve(
  port: number,
  stop: () => Promise<void>,
  answers: Readonly<Record<string, () => unknown>> = {},
): void {
  const all: Readonly<Record<string, () => unknown>> = {
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    stop,
    ...answers,
  };
  process.on("message", (message) => {
    const { id, ask } = question.parse(message);
    const answer = all[ask];
    if (!answer) throw new Error(`nobody here answers "${ask}"`);
    Promise.resolve(answer()).then(
      (value) => {
        tell({ id, value: value ?? null });
        if (ask === "stop") process.disconnect();
      },
      (error: unknown) => tell({ id, error: String(error) }),
    );
  });
  // The driver is gone, however it went: nothing may outlive it.
  process.on("disconnect", () => process.exit(0));
  tell({ id: 0, value: port });
}

function tell(message: object): void {
  process.send?.(message);
}
