import { audit } from "../audit";
import { CsvError } from "../csv/read-csv";
import { enqueue } from "../outbox";
import type { Company } from "../scope";
import { hasOtherLength } from "./cells";
import { columnsOfRun, type FileProblem, type ImportRun, scopeOfRun } from "./import-run";
import type { Fate, ImportScope, Plan, RowProblem, StagedRow } from "./import-scope";
import { readTable, rowsOf } from "./read-table";
import { planRows } from "./take-rows";

/** More are handed in in several files. */
export const mostImportRows = 100_000;
/** So many are looked up and written at once: enough to be quick, few enough to be little. */
const atOnce = 1_000;

/**
 * Reads the file of a run into rows, says of each what would become of it, and shows whoever handed it in (policy 8.1). Done
 * again from the start where it ended half way. What two rows say of one record, the later one is refused for.
 */
export async function stageRows(company: Company, run: ImportRun): Promise<void> {
  const stored = await company.db.importRun.findUniqueOrThrow({ where: { id: run.id } });
  if (stored.status !== "reading" || !stored.content) return;
  const scope = await scopeOfRun(company, run, stored.platform);
  await company.db.$executeRaw`delete from import_row where import_id = ${run.id}`;
  const counts: Record<Fate, number> = { added: 0, changed: 0, unchanged: 0, rejected: 0 };
  const said = new Map<string, number>();
  let rows = 0;
  try {
    for await (const batch of batches(stored.content)) {
      rows += batch.length;
      if (rows > mostImportRows) return await refuse(scope, run, "too_many_rows");
      for (const fate of await stage(scope, run, stored.columns, batch, said)) counts[fate] += 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse(scope, run, "not_csv");
  }
  if (rows === 0) return refuse(scope, run, "no_rows");
  await company.db.$transaction(async (transaction) => {
    const { count } = await transaction.importRun.updateMany({
      where: { id: run.id, status: "reading" },
      data: { status: "preview", rows, done: 0, ...counts },
    });
    if (count === 0) return;
    await enqueue(transaction, [
      { task: "announce", notice: "import.read", subject: { kind: "import", id: run.id } },
      { task: "refresh", subject: { kind: "import", id: run.id } },
    ]);
  });
}

async function* batches(content: Uint8Array): AsyncGenerator<StagedRow[]> {
  const table = await readTable(content);
  if (!table) return;
  let batch: StagedRow[] = [];
  for await (const row of rowsOf(content, table)) {
    batch.push(row);
    if (batch.length < atOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Keeps a batch of rows, the refused ones with why; gives what would become of each. */
async function stage(
  scope: ImportScope,
  run: ImportRun,
  header: readonly string[],
  batch: readonly StagedRow[],
  said: Map<string, number>,
): Promise<Fate[]> {
  const plans = await planRows(scope.db, scope, run.kind, columnsOfRun(run.kind, header), batch);
  const kept = batch.map((row, index) => {
    const problems = refusedBy(plans[index], header, row, said);
    return { line: row.line, fields: row.fields, problems: problems.length ? problems : null };
  });
  await scope.db.$executeRaw`
    insert into import_row (import_id, line, fields, problems)
    select ${run.id}, line, array(select jsonb_array_elements_text(fields)), nullif(problems, 'null')
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as kept (line int, fields jsonb, problems jsonb)`;
  return kept.map(({ problems }, index) => (problems ? "rejected" : (plans[index]?.fate ?? "rejected")));
}

/** What is wrong with a row, be it by itself or because an earlier one said the same already. */
function refusedBy(
  plan: Plan | undefined,
  header: readonly string[],
  row: StagedRow,
  said: Map<string, number>,
): RowProblem[] {
  if (hasOtherLength(header, row)) return [{ column: null, rule: "other_length", limit: header.length }];
  if (!plan || plan.problems.length > 0) return [...(plan?.problems ?? [])];
  const before = plan.keys.map((key) => said.get(key)).find((line) => line !== undefined);
  if (before !== undefined) return [{ column: null, rule: "said_before", limit: before }];
  for (const mark of plan.marks) if (!said.has(mark)) said.set(mark, row.line);
  return [];
}

async function refuse(scope: ImportScope, run: ImportRun, problem: FileProblem): Promise<void> {
  await scope.db.$transaction(async (transaction) => {
    const { count } = await transaction.importRun.updateMany({
      where: { id: run.id, status: "reading" },
      data: { status: "refused", problem, content: null, finishedAt: scope.now.toJSDate() },
    });
    if (count === 0) return;
    await transaction.importRow.deleteMany({ where: { importId: run.id } });
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "import",
      subjectId: run.id,
      action: "import.refused",
      before: null,
      after: { problem },
    });
    await enqueue(transaction, [
      { task: "announce", notice: "import.read", subject: { kind: "import", id: run.id } },
    ]);
  });
}
