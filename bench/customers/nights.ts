import type { Pool } from "pg";
import { z } from "zod";
import type { Child } from "../child";
import { bareScores, differing } from "./bare-scores";

/** What one duty of a night, or the bare statement beside it, took. Memory in megabytes, of the process alone. */
export interface Night {
  what: string;
  seconds: number;
  idleMemory: number | null;
  mostMemory: number | null;
  mostHeap: number | null;
}

const ran = z.object({
  seconds: z.number(),
  idleMemory: z.number(),
  mostMemory: z.number(),
  mostHeap: z.number(),
});
const dutyMs = 30 * 60_000;
const regrade = "grade all customers anew";
const pool = "mind the public pool";
const mornings = [
  "tell owners of new grades",
  "remind of follow-ups",
  "remind of return visits",
  "put the worst records to their owners",
];
const storing = `update customer set score = bare.score, grade = bare.grade, graded_at = now() from (${bareScores}) as bare
  where bare.id = customer.id and (bare.score is distinct from customer.score or bare.grade is distinct from customer.grade)`;

/**
 * The nightly duties, each in a process of its own so that its most memory is its own: all customers ungraded, as after an
 * import of everything; the night after it; and the public pool. Beside them the bare statement that computes the same scores,
 * read by nobody and stored. Throws where the two disagree.
 */
export async function measureNights(
  database: Pool,
  start: () => Promise<Child>,
  progress: (line: string) => void,
): Promise<Night[]> {
  const nights: Night[] = [];
  const note = (night: Night): void => {
    nights.push(night);
    progress(`${night.what}: ${night.seconds.toFixed(1)} s, ${night.mostMemory?.toFixed(0) ?? "-"} MB`);
  };
  const duty = async (what: string, ask: string): Promise<void> => {
    const child = await start();
    note({ what, ...(await child.ask(ask, ran, dutyMs)) });
    await child.stop();
    await database.query("vacuum analyze customer");
  };
  const bare = async (what: string, sql: string): Promise<void> => {
    const since = Date.now();
    await database.query(sql);
    note({ what, seconds: (Date.now() - since) / 1000, idleMemory: null, mostMemory: null, mostHeap: null });
  };
  const forget = async (): Promise<void> => {
    await database.query("update customer set score = null, grade = null, graded_at = null");
    await database.query("vacuum analyze customer");
  };
  await forget();
  await bare("bare SQL, all scores stored for the first time", storing);
  await forget();
  await duty("regrade, all for the first time", `0 ${regrade}`);
  const { rows } = await database.query<{ differing: number }>(differing);
  if (rows[0]?.differing !== 0)
    throw new Error(`${rows[0]?.differing} customers are graded otherwise than by the bare statement`);
  await duty("regrade, the same night again", `0 ${regrade}`);
  await duty("regrade, a night later", `1 ${regrade}`);
  await bare(
    "bare SQL, scores computed and counted",
    `select count(*), sum(score) from (${bareScores}) as bare`,
  );
  await bare("bare SQL, scores stored where they differ", storing);
  await duty("the public pool, a first night", `0 ${pool}`);
  await duty("the public pool, a night later", `1 ${pool}`);
  for (const name of mornings) await duty(name, `1 ${name}`);
  return nights;
}
