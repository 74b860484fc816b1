import { decoded, type Encoding, encodingsOf } from "../csv/decode-table";
import { type CsvRecord, streamCsv } from "../csv/read-csv";
import { columnKeys, guessKind, readHeader } from "./columns";

/** A file as a table: how its bytes read, what parts its fields, and its first line. */
export interface Table {
  encoding: Encoding;
  separator: string;
  header: readonly string[];
}

const separators = [",", ";", "\t"] as const;

/** The table in a file, or null where it is none: a workbook, a picture, or nothing at all. */
export async function readTable(bytes: Uint8Array): Promise<Table | null> {
  const tables: Table[] = [];
  for (const encoding of encodingsOf(bytes)) {
    const separator = separatorOf(bytes, encoding);
    for await (const { fields } of streamCsv(decoded(bytes, encoding), separator)) {
      tables.push({ encoding, separator, header: fields });
      break;
    }
  }
  // Both old Chinese encodings read most bytes as something: the one in which headings make sense is meant.
  const [best] = tables.toSorted((a, b) => understood(b) - understood(a));
  return best ?? null;
}

/** Its rows below the first line. Throws CsvError for a quoted field that never ends. */
export async function* rowsOf(bytes: Uint8Array, { encoding, separator }: Table): AsyncGenerator<CsvRecord> {
  let first = true;
  for await (const record of streamCsv(decoded(bytes, encoding), separator)) {
    if (!first) yield record;
    first = false;
  }
}

function understood({ header }: Table): number {
  const kind = guessKind(header);
  return kind === null ? 0 : readHeader(kind, header).filter((column) => column !== null).length;
}

/** What stands most often in the first line: a spreadsheet writes commas, semicolons or tabs, by where it was made. */
function separatorOf(bytes: Uint8Array, encoding: Encoding): string {
  const [start = ""] = decoded(bytes, encoding);
  const [line = ""] = start.split(/[\r\n]/, 1);
  const count = (separator: string): number => line.split(separator).length;
  return separators.reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** How many columns the widest kind of file has, and twice as many for what is only passed over. */
export const mostColumns = columnKeys("customers").length + columnKeys("deals").length + 100;
