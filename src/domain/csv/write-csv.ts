import { stringify } from "csv-stringify/sync";

/** What makes spreadsheets take a cell for a formula, in either width. */
const formula = /^'*[=+\-@＝＋－＠\t\r\n]/;
const guarded = /^'+[=+\-@＝＋－＠\t\r\n]/;

/**
 * A cell that no spreadsheet calculates: "=1+1" gets an apostrophe before it. A text that has some already gets one more, so
 * that `unguardCell` gives back what there was.
 */
export const guardCell = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** What stood in a cell before it was guarded. */
export const unguardCell = (text: string): string => (guarded.test(text) ? text.slice(1) : text);

/** By this mark spreadsheets know that a file is UTF-8. */
export const byteOrderMark = "\uFEFF";

/** Rows as CSV, each ended by CRLF as RFC 4180 asks, cells guarded. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => row.map(guardCell)),
    // Left to itself it quotes only what holds the line end that it writes.
    { record_delimiter: "windows", quoted_match: /[\r\n]/ },
  );
