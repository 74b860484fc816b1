import { audit } from "../audit";
import { CsvError } from "../csv/read-csv";
import { DomainError } from "../errors";
import { enqueue } from "../outbox";
import { requirePermission } from "../people/permissions";
import type { Scope } from "../scope";
import { guessKind } from "./columns";
import { type FileProblem, type ImportRun, requireRun } from "./import-run";
import { mostColumns, readTable } from "./read-table";

/** Enough for as many rows as are taken at once; a larger file is handed in in parts. */
export const mostImportBytes = 20 * 1024 * 1024;

export const tooLarge = (): DomainError =>
  new DomainError({
    code: "INVALID",
    field: "file",
    rule: "file_too_large",
    limit: `${mostImportBytes / 1024 / 1024} MB`,
  });

/**
 * Takes a file of customers, contacts or deals from somebody who may import (policy 8.1). Nothing of it is taken in yet: a job
 * reads it, and they are shown what would become of it. A file that is no table, or whose headings say nothing, is refused at
 * once, as the run says. Throws NOT_ALLOWED, INVALID about "file".
 */
export async function startImport(
  scope: Scope,
  { name, content }: { name: string; content: Uint8Array },
): Promise<ImportRun> {
  await requirePermission(scope, "customer.import");
  if (content.length > mostImportBytes) throw tooLarge();
  const table = await readTable(content).catch((error: unknown) => {
    if (error instanceof CsvError) return "not_csv" as const;
    throw error;
  });
  const header =
    table === null || table === "not_csv" ? [] : table.header.map((heading) => heading.trim().slice(0, 200));
  const kind = guessKind(header);
  const problem = ((): FileProblem | null => {
    if (table === null) return "no_table";
    if (table === "not_csv") return "not_csv";
    return kind === null || header.length > mostColumns ? "no_columns" : null;
  })();
  const id = await scope.db.$transaction(async (transaction) => {
    const run = await transaction.importRun.create({
      data: {
        personId: scope.actor.id,
        kind: kind ?? "customers",
        fileName: name.slice(0, 200),
        encoding: table === null || table === "not_csv" ? "utf-8" : table.encoding,
        content: problem ? null : Buffer.from(content),
        columns: header,
        status: problem ? "refused" : "reading",
        ...(problem ? { problem, finishedAt: scope.now.toJSDate() } : {}),
        platform: scope.via,
        policyVersion: scope.policy.version,
        createdAt: scope.now.toJSDate(),
      },
      select: { id: true },
    });
    await audit(transaction, {
      actorId: scope.actor.id,
      via: scope.via,
      origin: scope.origin,
      subjectKind: "import",
      subjectId: run.id,
      action: problem ? "import.refused" : "import.started",
      before: null,
      after: { name, kind, ...(problem ? { problem } : {}) },
    });
    if (!problem) await enqueue(transaction, [{ task: "import", importId: run.id }]);
    return run.id;
  });
  return requireRun(scope, id);
}
