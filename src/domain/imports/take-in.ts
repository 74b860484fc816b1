import type { Prisma } from "../../db/generated/client";
import { audit } from "../audit";
import { enqueue } from "../outbox";
import { may } from "../people/permissions";
import type { Company, Transaction } from "../scope";
import { columnsOfRun, type ImportRun, type ImportWords, scopeOfRun } from "./import-run";
import type { Fate, ImportScope, StagedRow } from "./import-scope";
import { keepRefusedRows } from "./keep-refused-rows";
import { takeRows } from "./take-rows";

/** Rows of one transaction: a crash loses no more than its own, and the next one goes on behind them. */
const atOnce = 500;
/** After so many rows the card that shows how far it is is drawn anew. */
const shownEach = 5_000;

/**
 * Takes in the next rows of a run that was begun, in one transaction with what follows them, and enqueues itself for those
 * behind (policy 8.1). Rows that were refused when the file was read stay so; the others are looked at as things stand now.
 */
export async function takeInNext(company: Company, run: ImportRun, words: ImportWords): Promise<void> {
  const { platform, columns: header } = await company.db.importRun.findUniqueOrThrow({
    where: { id: run.id },
    select: { platform: true, columns: true },
  });
  const scope = await scopeOfRun(company, run, platform);
  await company.db.$transaction(
    async (transaction) => {
      const held = await hold(transaction, run.id);
      if (held?.status !== "running") return;
      if (!may(scope.policy, scope.actor, "customer.import"))
        return finish(transaction, scope, run.id, "not_allowed", words);
      const rows = await nextRows(transaction, run.id, held.takenTo);
      if (rows.length === 0) return finish(transaction, scope, run.id, null, words);
      const good = rows.filter(({ problems }) => problems === null);
      const plans = await takeRows(transaction, scope, run.kind, columnsOfRun(run.kind, header), good);
      const refused = plans.filter(({ fate }) => fate === "rejected");
      await keepProblems(transaction, run.id, refused);
      const count = (fate: Fate) => plans.filter((plan) => plan.fate === fate).length;
      await transaction.importRun.update({
        where: { id: run.id },
        data: {
          takenTo: rows.at(-1)?.line ?? held.takenTo,
          done: { increment: rows.length },
          added: { increment: count("added") },
          changed: { increment: count("changed") },
          unchanged: { increment: count("unchanged") },
          rejected: { increment: refused.length + rows.length - good.length },
        },
        select: { id: true },
      });
      const before = Math.floor(held.done / shownEach);
      await enqueue(transaction, [
        { task: "import", importId: run.id },
        ...(Math.floor((held.done + rows.length) / shownEach) > before
          ? [{ task: "refresh", subject: { kind: "import", id: run.id } } as const]
          : []),
      ]);
    },
    { timeout: 60_000 },
  );
}

interface HeldRun {
  status: string;
  done: number;
  takenTo: number;
}

async function hold(transaction: Transaction, id: number): Promise<HeldRun | undefined> {
  const [held] = await transaction.$queryRaw<HeldRun[]>`
    select status, done, taken_to as "takenTo" from import_run where id = ${id} for update`;
  return held;
}

type KeptRow = StagedRow & { problems: unknown };

/** The rows behind those that are done, in the order of the file. */
function nextRows(transaction: Transaction, id: number, takenTo: number): Promise<KeptRow[]> {
  return transaction.$queryRaw<KeptRow[]>`
    select line, fields, problems from import_row
    where import_id = ${id} and line > ${takenTo} order by line limit ${atOnce}`;
}

async function keepProblems(
  transaction: Transaction,
  importId: number,
  refused: readonly { line: number; problems: readonly object[] }[],
): Promise<void> {
  if (refused.length === 0) return;
  const rows = refused.map(({ line, problems }) => ({ line, problems }));
  await transaction.$executeRaw`
    update import_row set problems = refused.problems
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as refused (line int, problems jsonb)
    where import_id = ${importId} and import_row.line = refused.line`;
}

async function finish(
  transaction: Transaction,
  scope: ImportScope,
  id: number,
  problem: "not_allowed" | null,
  words: ImportWords,
): Promise<void> {
  const data: Prisma.ImportRunUpdateInput = {
    status: problem ? "cancelled" : "done",
    ...(problem ? { problem } : {}),
    finishedAt: scope.now.toJSDate(),
  };
  const { added, changed, unchanged, rejected } = await transaction.importRun.update({
    where: { id },
    data,
    select: { added: true, changed: true, unchanged: true, rejected: true },
  });
  await audit(transaction, {
    actorId: scope.actor.id,
    via: scope.via,
    origin: scope.origin,
    subjectKind: "import",
    subjectId: id,
    action: problem ? "import.cancelled" : "import.done",
    before: null,
    after: { added, changed, unchanged, rejected, ...(problem ? { problem } : {}) },
  });
  await enqueue(transaction, [
    { task: "announce", notice: "import.done", subject: { kind: "import", id } },
    { task: "refresh", subject: { kind: "import", id } },
    ...(await keepRefusedRows(transaction, scope, id, words)),
  ]);
}
