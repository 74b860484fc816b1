import { z } from "zod";

const count = (most: number) => z.coerce.number().int().min(1).max(most);

const environment = z.object({
  /** A server on which databases may be made and dropped; without it an embedded one is started for the run. */
  BENCH_DATABASE_URL: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  /** About how long one measurement lasts. */
  BENCH_SECONDS: z.coerce.number().min(0.2).max(30).default(3),
  BENCH_ROUNDS: count(20).default(3),
  BENCH_CONNECTIONS: z
    .string()
    .default("1,16,64")
    .transform((list) => list.split(",").map(Number))
    .pipe(z.array(z.number().int().min(1).max(256)).min(1).max(8)),
  /** Which comparisons to run: "form", "expense". */
  BENCH_ONLY: z.enum(["form", "expense"]).optional(),
});

export interface Options {
  databaseUrl: string | null;
  seconds: number;
  rounds: number;
  connections: readonly number[];
  only: "form" | "expense" | null;
}

/** The settings of a run; throws a ZodError that names a wrong one. */
export function readOptions(env: NodeJS.ProcessEnv): Options {
  const given = environment.parse(env);
  return {
    databaseUrl: given.BENCH_DATABASE_URL ?? given.DATABASE_URL ?? null,
    seconds: given.BENCH_SECONDS,
    rounds: given.BENCH_ROUNDS,
    connections: given.BENCH_CONNECTIONS,
    only: given.BENCH_ONLY ?? null,
  };
}
