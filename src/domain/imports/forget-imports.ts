import { audit } from "../audit";
import { enqueue } from "../outbox";
import type { Company, Transaction } from "../scope";
import type { FileProblem } from "./import-run";

/** Days for which a file that nobody decided on waits, and for which what was sent back or exported is kept. */
const keptDays = 8;

/**
 * Ends imports that were shown and never decided on, and forgets the rows of those that ended and the files that were made of
 * records: whoever asked for them has them. One that is still offered to its reader is kept.
 */
export async function forgetImports({ db, now }: Pick<Company, "db" | "now">): Promise<void> {
  const before = now.minus({ days: keptDays }).toJSDate();
  await db.$transaction((transaction) => endForgotten(transaction, before, now.toJSDate()));
  await db.$executeRaw`
    delete from import_row using import_run
    where import_run.id = import_row.import_id and import_run.created_at < ${before} and import_run.finished_at is not null`;
  await db.$executeRaw`
    delete from stored_file where purpose = 'table' and created_at < ${before}
      and not exists (select from offered_file where offered_file.file_id = stored_file.id)`;
}

async function endForgotten(transaction: Transaction, before: Date, now: Date): Promise<void> {
  const ended = await transaction.importRun.updateManyAndReturn({
    where: { status: { in: ["reading", "preview"] }, createdAt: { lt: before } },
    data: {
      status: "cancelled",
      problem: "not_decided" satisfies FileProblem,
      content: null,
      added: 0,
      changed: 0,
      unchanged: 0,
      rejected: 0,
      finishedAt: now,
    },
    select: { id: true },
  });
  for (const { id } of ended) {
    await audit(transaction, {
      actorId: null,
      via: "clock",
      origin: "forget-imports",
      subjectKind: "import",
      subjectId: id,
      action: "import.cancelled",
      before: null,
      after: { problem: "not_decided" },
    });
    await enqueue(transaction, [{ task: "refresh", subject: { kind: "import", id } }]);
  }
}
