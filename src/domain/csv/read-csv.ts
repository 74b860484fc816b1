import { type CsvErrorCode, type Options, CsvError as ParserError, parse as parserOf } from "csv-parse";
import { CsvError as OtherParserError, parse } from "csv-parse/sync";

/** One record of a CSV text. */
export interface CsvRecord {
  /** 1-based, of the line it starts on. */
  line: number;
  fields: string[];
}

export type CsvReason = "unclosed_quote" | "text_after_quote" | "quote_in_text";

/** A text that is no CSV: a quoted field that never ends, text after its closing quote, or a quote amid a field without them. */
export class CsvError extends Error {
  override readonly name = "CsvError";
  constructor(
    readonly line: number,
    readonly reason: CsvReason,
  ) {
    super(`line ${line}: ${reason}`);
  }
}

const options = {
  // The parser says on which line a record ends: the line it starts on goes before its fields.
  on_record: (fields: string[], { lines }: { lines: number }) => [
    String(lines - fields.reduce((sum, field) => sum + field.split("\n").length - 1, 0)),
    ...fields,
  ],
  relax_column_count: true,
  skip_records_with_empty_values: true,
  // The parser counts the two characters of one line end within quotes as two lines: they are one before it sees them.
  record_delimiter: "\n",
} satisfies Options;

/**
 * Reads CSV by RFC 4180: commas, fields in double quotes with "" for a quote in them, LF, CRLF or CR line ends, which all
 * read as LF, and a byte order mark, which spreadsheets write. Empty lines are left out. Throws CsvError.
 */
export function readCsv(text: string): CsvRecord[] {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    return parse(source.replace(/\r\n?/g, "\n"), options).map(recordOf);
  } catch (error) {
    throw explained(error);
  }
}

/** Nothing that people keep in a row is longer; a quote that never ends would else take a whole file for one field. */
const longestRecord = 200_000;

/**
 * The same piece by piece, for a file of any length, fields parted by `separator`. What a person would still read is read: a quote
 * amid a field is one of its characters. Throws CsvError for a quoted field that never ends.
 */
export async function* streamCsv(pieces: Iterable<string>, separator: string): AsyncGenerator<CsvRecord> {
  const parser = parserOf({
    ...options,
    delimiter: separator,
    relax_quotes: true,
    max_record_size: longestRecord,
  });
  const feed = async (): Promise<void> => {
    for (const piece of withOneLineEnd(pieces)) {
      if (parser.destroyed) return;
      if (!parser.write(piece))
        await new Promise<void>((go) => {
          const on = (): void => {
            parser.off("drain", on).off("close", on);
            go();
          };
          parser.on("drain", on).on("close", on);
        });
    }
    parser.end();
  };
  const fed = feed();
  try {
    for await (const parsed of parser) yield recordOf(parsed);
    await fed;
  } catch (error) {
    throw explained(error);
  }
}

function* withOneLineEnd(pieces: Iterable<string>): Generator<string> {
  let held = "";
  for (const piece of pieces) {
    const text = held + piece;
    // The other half of a CRLF may be in the next piece.
    held = text.endsWith("\r") ? "\r" : "";
    yield (held ? text.slice(0, -1) : text).replace(/\r\n?/g, "\n");
  }
  if (held) yield "\n";
}

const recordOf = ([line, ...fields]: string[]): CsvRecord => ({ line: Number(line), fields });

const reasons: Partial<Record<CsvErrorCode, CsvReason>> = {
  CSV_QUOTE_NOT_CLOSED: "unclosed_quote",
  CSV_MAX_RECORD_SIZE: "unclosed_quote",
  CSV_INVALID_CLOSING_QUOTE: "text_after_quote",
  INVALID_OPENING_QUOTE: "quote_in_text",
};

function explained(error: unknown): unknown {
  // The two entries of the package are built apart, each with a class of its own.
  if (!(error instanceof ParserError || error instanceof OtherParserError)) return error;
  const reason = reasons[error.code];
  return reason ? new CsvError(Number(error.lines ?? 1), reason) : error;
}
