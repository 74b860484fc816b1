import { createHash } from "node:crypto";
import type { Prisma } from "../../db/generated/client";
import { audit } from "../audit";
import { byteOrderMark, csvLines } from "../csv/write-csv";
import { columnKeys, headingOf } from "../imports/columns";
import { type Export, enqueue } from "../outbox";
import { rolesOf } from "../people/identify";
import type { Company, Person } from "../scope";
import { type ExportWords, mayExportAll } from "./export-scope";
import { nextRecords } from "./records";
import { writtenCells } from "./written-cells";

/** What one file holds at most, so that it can be imported again as it is. */
export const exportLimits = { rows: 100_000, bytes: 18 * 1024 * 1024 };
const atOnce = 1_000;

/**
 * Writes one file of an export, keeps it, has it sent, and enqueues itself for what does not fit (policy 8.1): all of it in one
 * transaction, so that a crash sends nothing twice. Whoever may not export any more by then is sent nothing.
 */
export async function writePart(
  company: Company,
  wanted: Export,
  wordsFor: (personId: number) => Promise<ExportWords>,
): Promise<void> {
  const { personId, kind, whose } = wanted;
  const person = await company.db.person.findUniqueOrThrow({ where: { id: personId } });
  const actor: Person = { ...person, roles: rolesOf(person.roles) };
  if (!actor.active || (whose === "all" && !mayExportAll({ ...company, actor }, kind))) return;
  const words = await wordsFor(personId);
  const part = await readPart(company, wanted, words);
  if (part.rows === 0) return;
  await company.db.$transaction(async (transaction) => {
    const { id } = await transaction.storedFile.create({
      data: fileOf(company, wanted, words, part),
      select: { id: true },
    });
    await audit(transaction, {
      actorId: personId,
      via: wanted.platform === "teams" ? "teams" : "slack",
      origin: `export:${kind}`,
      subjectKind: "person",
      subjectId: personId,
      action: "person.exported",
      before: null,
      after: { records: kind, whose, rows: part.rows },
    });
    await enqueue(transaction, [
      { task: "send-file", fileId: id, personId, platform: wanted.platform },
      ...(part.more
        ? [{ task: "export", export: { ...wanted, after: part.last, part: wanted.part + 1 } } as const]
        : []),
    ]);
  });
}

interface Part {
  pieces: readonly Buffer[];
  rows: number;
  /** The id of the last record in it, and whether there are any behind it. */
  last: number;
  more: boolean;
}

async function readPart(
  { db, policy }: Company,
  { personId, kind, whose, after }: Export,
  { locale }: ExportWords,
): Promise<Part> {
  const header = columnKeys(kind).map((column) => headingOf(kind, column, locale));
  const pieces = [Buffer.from(byteOrderMark + csvLines([header]))];
  let bytes = pieces[0]?.length ?? 0;
  let last = after;
  for (let rows = 0; ; ) {
    const ownerId = whose === "mine" ? personId : null;
    const records = await nextRecords(db, kind, { ownerId, after: last, most: atOnce });
    const piece = Buffer.from(csvLines(records.map((record) => writtenCells(policy, locale, kind, record))));
    const full =
      rows > 0 && (rows + records.length > exportLimits.rows || bytes + piece.length > exportLimits.bytes);
    if (full || records.length === 0) return { pieces, rows, last, more: full };
    pieces.push(piece);
    rows += records.length;
    bytes += piece.length;
    last = records.at(-1)?.id ?? last;
  }
}

function fileOf(
  { now }: Company,
  { personId, kind, part }: Export,
  { kinds }: ExportWords,
  { pieces, more }: Part,
): Prisma.StoredFileUncheckedCreateInput {
  const content = Buffer.concat(pieces);
  const number = part > 1 || more ? `-${part}` : "";
  return {
    ownerId: personId,
    name: `${kinds[kind]}-${now.toISODate()}${number}.csv`,
    mimeType: "text/csv",
    size: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
    content,
    purpose: "table",
    createdAt: now.toJSDate(),
  };
}
