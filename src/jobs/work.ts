import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import type { Pool } from "pg";
import { z } from "zod";
import { writePart } from "../domain/exports/write-part";
import { importKinds } from "../domain/imports/columns";
import { workOnImport } from "../domain/imports/work-on-import";
import { enqueueLater, type Job } from "../domain/outbox";
import { topicKinds } from "../domain/references";
import { PlatformError } from "../platforms/port";
import { announce, refresh } from "./announce";
import { receiveEvent } from "./receive-event";
import { sendCard } from "./send-card";
import { sendFile } from "./send-file";
import type { JobSurroundings } from "./surroundings";
import { updateCopy } from "./update-copy";
import { warnAdministrators, warnOne } from "./warn-administrators";

const subject = z.object({ kind: z.enum(topicKinds), id: z.number() });
const recipient = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("account"), accountId: z.number() }),
  z.object({ kind: z.literal("channel"), channel: z.string() }),
]);
const warning = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("channel_missing"), channel: z.string(), name: z.string() }),
  z.object({ kind: z.literal("person_unreachable"), personId: z.number(), platform: z.string() }),
]);

/** Payloads come back from the database, possibly written by another version: they are read like any other input. */
const payload = z.discriminatedUnion("task", [
  z.object({ task: z.literal("announce"), notice: z.string(), subject }),
  z.object({ task: z.literal("refresh"), subject }),
  z.object({ task: z.literal("send"), notice: z.string(), subject, to: recipient, sendKey: z.string() }),
  z.object({ task: z.literal("update"), sentMessageId: z.number() }),
  z.object({
    task: z.literal("send-file"),
    fileId: z.number(),
    personId: z.number(),
    platform: z.string(),
  }),
  z.object({ task: z.literal("import"), importId: z.number() }),
  z.object({
    task: z.literal("export"),
    export: z.object({
      personId: z.number(),
      platform: z.string(),
      kind: z.enum(importKinds),
      whose: z.enum(["mine", "all"]),
      after: z.number(),
      part: z.number(),
    }),
  }),
  z.object({ task: z.literal("receive"), interaction: z.unknown(), again: z.literal(true).optional() }),
  z.object({ task: z.literal("warn"), warning }),
  z.object({ task: z.literal("warn-one"), warning, accountId: z.number() }),
]) satisfies z.ZodType<Job>;

function perform(surroundings: JobSurroundings, job: Job, jobId: string, again: boolean): Promise<void> {
  switch (job.task) {
    case "announce":
      return announce(surroundings, job, jobId);
    case "refresh":
      return refresh(surroundings, job);
    case "send":
      return sendCard(surroundings, job, again);
    case "update":
      return updateCopy(surroundings, job);
    case "send-file":
      return sendFile(surroundings, job, jobId);
    case "import":
      return workOnImport(surroundings.company(), job.importId, surroundings.importWords);
    case "export":
      return writePart(surroundings.company(), job.export, surroundings.exportWords);
    case "receive":
      return receiveEvent(surroundings, job, again);
    case "warn":
      return warnAdministrators(surroundings, job);
    case "warn-one":
      return warnOne(surroundings, job, jobId, again);
  }
}

const tasks = [
  "announce",
  "refresh",
  "send",
  "update",
  "send-file",
  "import",
  "export",
  "receive",
  "warn",
  "warn-one",
] as const satisfies readonly Job["task"][];

/** Works on the queue until it is stopped; `stop` waits for the jobs under way. Failed jobs come again, later each time. */
export async function startWork(surroundings: JobSurroundings, pool: Pool, concurrency = 5): Promise<Runner> {
  const { log } = surroundings;
  const taskList: TaskList = Object.fromEntries(
    tasks.map((task) => [
      task,
      async (stored: unknown, { job }) => {
        const read = payload.parse(stored);
        try {
          await perform(surroundings, read, job.id, job.attempts > 1);
        } catch (error) {
          if (!(error instanceof PlatformError) || error.retryAfter === null) throw error;
          // Asked to wait so long and no longer: that is no failure, and waits no longer for having been asked before.
          log.info({ job: job.id, task: read.task, seconds: error.retryAfter }, "the platform asks to wait");
          // Waiting begins a job anew, and what was done of this one must not be done by that one again.
          const later: Job = read.task === "receive" ? { ...read, again: true } : read;
          await enqueueLater(surroundings.db, later, error.retryAfter);
        }
      },
    ]),
  );
  return run({
    pgPool: pool,
    taskList,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: new Logger(() => (level, message, meta) => {
      if (level === "error") log.error({ ...meta }, message);
      else if (level === "warning") log.warn({ ...meta }, message);
    }),
  });
}
