import { z } from "zod";
import type { Child } from "../child";

/** What one file took. Memory in megabytes, of the process alone. */
export interface Imported {
  what: string;
  previewSeconds: number;
  seconds: number;
  fileMegabytes: number;
  idleMemory: number;
  mostMemory: number;
  mostHeap: number;
}

const counts = z.object({
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
});
const took = z.object({
  previewSeconds: z.number(),
  seconds: z.number(),
  counts,
  fileMegabytes: z.number(),
  idleMemory: z.number(),
  mostMemory: z.number(),
  mostHeap: z.number(),
});
const fileMs = 30 * 60_000;

/**
 * Files of so many rows handed in and taken in, each in a process of its own: customers, the same file again, contacts and
 * deals of theirs. Throws where another number of rows was taken in than the file has good ones.
 */
export async function measureImports(
  rows: number,
  start: () => Promise<Child>,
  progress: (line: string) => void,
): Promise<Imported[]> {
  const imports: Imported[] = [];
  // The deals of customers that were refused are refused with them: they are the same rows of a hundred.
  const rejected = Math.floor(rows / 100);
  const good = rows - rejected;
  const file = async (what: string, kind: string, expected: Partial<z.output<typeof counts>>) => {
    const child = await start();
    const { counts: found, ...figures } = await child.ask(`${rows} ${kind}`, took, fileMs);
    await child.stop();
    const wanted = { added: 0, changed: 0, unchanged: 0, rejected, ...expected };
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      throw new Error(`${what}: ${JSON.stringify(found)} in place of ${JSON.stringify(wanted)}`);
    imports.push({ what, ...figures });
    progress(
      `${what}: read in ${figures.previewSeconds.toFixed(1)} s, taken in in ${figures.seconds.toFixed(1)} s, ${figures.mostMemory.toFixed(0)} MB`,
    );
  };
  await file("customers", "customers", { added: good });
  await file("the same customers again", "customers", { unchanged: good });
  await file("contacts", "contacts", { added: good });
  await file("deals", "deals", { added: good });
  return imports;
}
