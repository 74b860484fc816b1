import { Prisma } from "../db/generated/client";
import type { Topic } from "./references";
import type { Reader } from "./scope";

/**
 * What must follow a change, enqueued in the transaction that makes it. Payloads hold ids only: whoever does the job
 * reads the record again, so nothing speaks of yesterday's state. (`receive` is the exception: the event exists nowhere else.)
 */
export type Job =
  /** Tell everybody a notice is for. */
  | { task: "announce"; notice: string; subject: Topic }
  /** Draw every copy of a record's cards anew. */
  | { task: "refresh"; subject: Topic }
  /** Put a card before one reader. `sendKey` is the same at every attempt. */
  | { task: "send"; notice: string; subject: Topic; to: Recipient; sendKey: string }
  | { task: "update"; sentMessageId: number }
  /** Put a kept file into somebody's direct conversation, on the platform they asked from. */
  | { task: "send-file"; fileId: number; personId: number; platform: string }
  /** Do what an event asks for that the platform has already been told is taken in. `again`: it was begun before. */
  | { task: "receive"; interaction: unknown; again?: true | undefined }
  /** Read the file of an import, or take in its next rows. */
  | { task: "import"; importId: number }
  /** Write the next part of what somebody exports, of what comes `after` a record, and send it to them. */
  | { task: "export"; export: Export }
  | { task: "warn"; warning: Warning }
  /** Tell one of them. */
  | { task: "warn-one"; warning: Warning; accountId: number };

/** Records that somebody asked for as files: of which kind, whose, and which part is to be written. */
export interface Export {
  personId: number;
  platform: string;
  kind: "customers" | "contacts" | "deals";
  whose: "mine" | "all";
  /** The id of the last record that is written. */
  after: number;
  /** From 1. */
  part: number;
}

export type Recipient = { kind: "account"; accountId: number } | { kind: "channel"; channel: string };

/** What administrators are told, once a day each. */
export type Warning =
  | { kind: "channel_missing"; channel: string; name: string }
  | { kind: "person_unreachable"; personId: number; platform: string };

/** Named queues run one job at a time: what one conversation is sent, and what one message becomes, stays in order. */
function queueOf(job: Job): string | null {
  switch (job.task) {
    case "send":
      return job.to.kind === "account" ? `account:${job.to.accountId}` : `channel:${job.to.channel}`;
    case "update":
      return `message:${job.sentMessageId}`;
    case "warn-one":
      return `account:${job.accountId}`;
    case "send-file":
      return `person:${job.personId}`;
    case "import":
      return `import:${job.importId}`;
    case "export":
      return `export:${job.export.personId}`;
    case "announce":
    case "refresh":
    case "receive":
    case "warn":
      return null;
  }
}

/** A job with a key stands in the queue once: asked for again while it waits, it is the same job. */
function keyOf(job: Job): string | null {
  switch (job.task) {
    case "send":
      return `send:${job.sendKey}`;
    case "update":
      return `update:${job.sentMessageId}`;
    case "refresh":
      return `refresh:${job.subject.kind}:${job.subject.id}`;
    case "announce":
    case "send-file":
    case "import":
    case "export":
    case "receive":
    case "warn":
    case "warn-one":
      return null;
  }
}

/** One call that enqueues `job`, as an SQL expression of type text, for a statement that does more. */
export function enqueueSql(
  job: Job,
  payload: Prisma.Sql = Prisma.sql`${JSON.stringify(job)}::json`,
): Prisma.Sql {
  return Prisma.sql`graphile_worker.add_job(${job.task}::text, ${payload},
    queue_name := ${queueOf(job)}::text, job_key := ${keyOf(job)}::text)::text`;
}

/**
 * One call that enqueues several jobs without keys, as an SQL expression of type bigint, for a statement that does more: in
 * the database two jobs cost little more than one this way. (Two of the same key would be refused.)
 */
export function enqueueAllSql(jobs: readonly { job: Job; payload: Prisma.Sql }[]): Prisma.Sql {
  const specs = jobs.map(
    ({
      job,
      payload,
    }) => Prisma.sql`(${job.task}::text, ${payload}, ${queueOf(job)}::text, null, null, null, null,
      null)::graphile_worker.job_spec`,
  );
  return Prisma.sql`(select count(*) from graphile_worker.add_jobs(array[${Prisma.join(specs)}]))`;
}

/** Enqueues `job` for `seconds` from now. */
export async function enqueueLater(database: Reader, job: Job, seconds: number): Promise<void> {
  await database.$queryRaw`select graphile_worker.add_job(${job.task}::text, ${JSON.stringify(job)}::json,
    queue_name := ${queueOf(job)}::text, job_key := ${keyOf(job)}::text,
    run_at := now() + ${seconds} * interval '1 second')::text`;
}

/** More in one statement are handed over as a set: a call each would be too long a statement. */
const mostCalls = 20;

/** Enqueues `jobs`; within a transaction they exist if and when it commits. */
export async function enqueue(database: Reader, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  if (jobs.length > mostCalls) return enqueueSet(database, jobs);
  await database.$queryRaw`select ${Prisma.join(jobs.map((job) => enqueueSql(job)))}`;
}

async function enqueueSet(database: Reader, jobs: readonly Job[]): Promise<void> {
  // A set must not name one key twice.
  const once = [...new Map(jobs.map((job, index) => [keyOf(job) ?? index, job])).values()];
  await database.$queryRaw`
    select count(*)::int from graphile_worker.add_jobs(array(
      select (task, payload::json, queue, null, null, key, null, null)::graphile_worker.job_spec
      from unnest(${once.map(({ task }) => task)}::text[], ${once.map((job) => JSON.stringify(job))}::text[],
        ${once.map(queueOf)}::text[], ${once.map(keyOf)}::text[]) with ordinality as job (task, payload, queue, key, place)
      order by place))`;
}
