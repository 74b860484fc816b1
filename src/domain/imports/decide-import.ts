import { audit } from "../audit";
import { DomainError } from "../errors";
import { enqueue, type Job } from "../outbox";
import { requirePermission } from "../people/permissions";
import { referenceOf } from "../references";
import type { Scope, Transaction } from "../scope";
import { canBe, type ImportKind, readHeader } from "./columns";
import { type ImportRun, type ImportStatus, requireRun } from "./import-run";
import type { NewOwner } from "./import-scope";

/**
 * Says of what kind a file is, where it was guessed wrong, and whose customers become that name no owner. Of another kind the
 * file is read anew. Throws NOT_FOUND, NOT_ALLOWED, WRONG_STATE unless it is being shown, INVALID about "kind".
 */
export async function chooseImport(
  scope: Scope,
  id: number,
  { kind, newOwner }: { kind?: ImportKind; newOwner?: NewOwner },
): Promise<ImportRun> {
  const run = await requireStatus(scope, id, ["preview"]);
  const anew = kind !== undefined && kind !== run.kind;
  if (anew) {
    const { columns } = await scope.db.importRun.findUniqueOrThrow({
      where: { id },
      select: { columns: true },
    });
    if (!canBe(kind, readHeader(kind, columns)))
      throw new DomainError({ code: "INVALID", field: "kind", rule: "unknown_choice" });
  }
  await change(scope, run, {
    data: { ...(newOwner ? { newOwner } : {}), ...(anew ? { kind, status: "reading" } : {}) },
    jobs: anew ? [{ task: "import", importId: id }] : [],
  });
  return requireRun(scope, id);
}

/** Takes in what was shown. Throws NOT_FOUND, NOT_ALLOWED, WRONG_STATE where it was begun or ended already. */
export async function beginImport(scope: Scope, id: number): Promise<ImportRun> {
  const run = await requireStatus(scope, id, ["preview"]);
  const { rows, added, changed, unchanged, rejected } = run;
  await change(scope, run, {
    // From here on the counts say what became of the rows, not what would, and the file is not read again.
    data: { status: "running", content: null, done: 0, added: 0, changed: 0, unchanged: 0, rejected: 0 },
    action: "import.begun",
    facts: { rows, added, changed, unchanged, rejected },
    jobs: [{ task: "import", importId: id }],
  });
  return requireRun(scope, id);
}

/**
 * Takes in no more of it; what is in stays in, and the run says how much that is. Throws NOT_FOUND, NOT_ALLOWED, WRONG_STATE
 * where it has ended.
 */
export async function cancelImport(scope: Scope, id: number): Promise<ImportRun> {
  const run = await requireStatus(scope, id, ["reading", "preview", "running"]);
  const untouched = run.status === "running" ? {} : { added: 0, changed: 0, unchanged: 0, rejected: 0 };
  await change(scope, run, {
    data: { status: "cancelled", content: null, finishedAt: scope.now.toJSDate(), ...untouched },
    action: "import.cancelled",
    facts: { done: run.done },
    jobs: [],
    also: async (transaction) => void (await transaction.importRow.deleteMany({ where: { importId: id } })),
  });
  return requireRun(scope, id);
}

async function requireStatus(
  scope: Scope,
  id: number,
  statuses: readonly ImportStatus[],
): Promise<ImportRun> {
  const run = await requireRun(scope, id);
  await requirePermission(scope, "customer.import");
  if (!statuses.includes(run.status)) throw wrongState(run);
  return run;
}

const wrongState = ({ id, status }: ImportRun) =>
  new DomainError({ code: "WRONG_STATE", reference: referenceOf("import", id), status });

interface Change {
  data: Parameters<Transaction["importRun"]["updateMany"]>[0]["data"];
  action?: string;
  facts?: Record<string, number>;
  jobs: readonly Job[];
  also?: (transaction: Transaction) => Promise<void>;
}

async function change(
  scope: Scope,
  run: ImportRun,
  { data, action, facts, jobs, also }: Change,
): Promise<void> {
  const { id, status } = run;
  const first = await scope.db.$transaction(async (transaction) => {
    const { count } = await transaction.importRun.updateMany({ where: { id, status }, data });
    if (count === 0) return false;
    await also?.(transaction);
    if (action)
      await audit(transaction, {
        actorId: scope.actor.id,
        via: scope.via,
        origin: scope.origin,
        subjectKind: "import",
        subjectId: id,
        action,
        before: { status },
        after: facts ?? {},
      });
    await enqueue(transaction, [...jobs, { task: "refresh", subject: { kind: "import", id } }]);
    return true;
  });
  if (!first) throw wrongState(await requireRun(scope, id));
}
