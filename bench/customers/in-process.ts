import pino from "pino";
import { readConfig } from "../../src/config";
import { openDatabase } from "../../src/db/open-database";
import { loadPolicy } from "../../src/policy/load-policy";
import { readAppSettings } from "../serve";

/** The company of a process of its own: its database, its policy, and where its messages go. */
export async function openCompany() {
  const { databaseUrl } = readAppSettings();
  const config = readConfig({ DATABASE_URL: databaseUrl ?? "" });
  const log = pino({ level: "warn" });
  const db = await openDatabase({ databaseUrl, dataDir: config.dataDir, poolSize: 5, logger: log });
  return { db, log, policy: loadPolicy(null), timeZone: config.timeZone, currency: config.currency };
}

const megabytes = (bytes: number): number => bytes / 2 ** 20;

/** What a process took: megabytes, before and at most. */
export interface MemoryTaken {
  idleMemory: number;
  mostMemory: number;
  mostHeap: number;
}

/** Does `work`, and says what memory it took. The most is the whole process's: to be asked once of one. */
export async function withMemory<Value>(work: () => Promise<Value>): Promise<Value & MemoryTaken> {
  const before = process.memoryUsage();
  let heap = before.heapUsed;
  const sampling = setInterval(() => {
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  }, 20);
  try {
    const value = await work();
    return {
      ...value,
      idleMemory: megabytes(before.rss),
      mostMemory: process.resourceUsage().maxRSS / 1024,
      mostHeap: megabytes(heap),
    };
  } finally {
    clearInterval(sampling);
  }
}
