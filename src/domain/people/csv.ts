/** One record of a CSV text. */
export interface CsvRecord {
  /** 1-based, of the line it starts on. */
  line: number;
  fields: string[];
}

/** A text that is no CSV: a quoted field that never ends, or text after its closing quote. */
export class CsvError extends Error {
  override readonly name = "CsvError";
  constructor(
    readonly line: number,
    readonly reason: "unclosed_quote" | "text_after_quote",
  ) {
    super(`line ${line}: ${reason}`);
  }
}

/**
 * Reads CSV by RFC 4180: commas, fields in double quotes with "" for a quote in them, LF, CRLF or CR line ends, and a byte
 * order mark, which spreadsheets write. Empty lines are left out. Throws CsvError.
 */
export function readCsv(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  let line = 1;
  let start = 0;
  while (start < source.length) {
    const record: CsvRecord = { line, fields: [] };
    for (let ended = false; !ended; ) {
      const field = source[start] === '"' ? quoted(source, start, line) : bare(source, start);
      record.fields.push(field.value);
      line += lineEndsIn(source.slice(start, field.end));
      start = field.end;
      if (source[start] === ",") start += 1;
      else {
        if (source[start] === "\r" && source[start + 1] === "\n") start += 1;
        if (start < source.length) line += 1;
        start += 1;
        ended = true;
      }
    }
    if (record.fields.some((field) => field.trim() !== "")) records.push(record);
  }
  return records;
}

interface Field {
  value: string;
  /** Where the comma, the line end or the end of the text after it is. */
  end: number;
}

function bare(source: string, start: number): Field {
  let end = start;
  while (end < source.length && !",\r\n".includes(source.charAt(end))) end += 1;
  return { value: source.slice(start, end), end };
}

function quoted(source: string, start: number, line: number): Field {
  let value = "";
  for (let from = start + 1; ; ) {
    const quote = source.indexOf('"', from);
    if (quote < 0) throw new CsvError(line, "unclosed_quote");
    value += source.slice(from, quote);
    if (source[quote + 1] !== '"') {
      const end = quote + 1;
      if (end < source.length && !",\r\n".includes(source.charAt(end)))
        throw new CsvError(line + lineEndsIn(source.slice(start, end)), "text_after_quote");
      return { value, end };
    }
    value += '"';
    from = quote + 2;
  }
}

const lineEndsIn = (text: string): number => (text.match(/\r\n|\n|\r/g) ?? []).length;
