import { createHash } from "node:crypto";
import { byteOrderMark, csvLines } from "../csv/write-csv";
import type { Job } from "../outbox";
import type { Transaction } from "../scope";
import { type ImportWords, type RefusedRow, refusedRows, runOf } from "./import-run";
import type { ImportScope } from "./import-scope";

const atOnce = 5_000;

/**
 * Keeps the refused rows of a run as a file of their own, each with its line and why, and gives the job that sends it to
 * whoever handed them in: mended, it is handed in again. Nothing where none was refused.
 */
export async function keepRefusedRows(
  transaction: Transaction,
  { actor, now }: ImportScope,
  importId: number,
  words: ImportWords,
): Promise<Job[]> {
  const run = await transaction.importRun.findUniqueOrThrow({
    where: { id: importId },
    omit: { content: true },
  });
  const pieces = [byteOrderMark, csvLines([[...run.columns, words.line, words.refusedBecause]])];
  let refused = 0;
  for (let after = 0; ; ) {
    const rows = await refusedRows(transaction, importId, { after, most: atOnce });
    pieces.push(
      csvLines(
        rows.map((row) =>
          rowBack(row, run.columns.length, (problems) => words.explain(runOf(run).kind, problems)),
        ),
      ),
    );
    refused += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) break;
    after = last.line;
  }
  // What was taken in stands in the records, and what was refused goes back: neither is kept here as well.
  await transaction.$executeRaw`delete from import_row where import_id = ${importId} and problems is null`;
  if (refused === 0) return [];
  const content = Buffer.from(pieces.join(""), "utf8");
  const file = await transaction.storedFile.create({
    data: {
      ownerId: actor.id,
      name: `${run.fileName.replace(/\.[^.]*$/, "")}-refused.csv`,
      mimeType: "text/csv",
      size: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      content,
      purpose: "table",
      createdAt: now.toJSDate(),
    },
    select: { id: true },
  });
  return [{ task: "send-file", fileId: file.id, personId: actor.id, platform: run.platform }];
}

const rowBack = (
  { line, fields, problems }: RefusedRow,
  width: number,
  explain: (problems: RefusedRow["problems"]) => string,
): string[] => [
  ...Array.from({ length: width }, (_, index) => fields[index] ?? ""),
  String(line),
  explain(problems),
];
