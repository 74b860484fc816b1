/** How a file's bytes are read; the names are those of the Encoding Standard. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "gb18030", "big5"] as const;
export type Encoding = (typeof encodings)[number];

/** First bytes of what people send in place of a CSV: workbooks, old workbooks, pictures, PDF. */
const otherFiles: readonly (readonly number[])[] = [
  [0x50, 0x4b],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x25, 0x50, 0x44, 0x46],
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/**
 * What a file may be encoded in: one where its bytes say so, both old Chinese encodings where they may be either (spreadsheets in
 * mainland China save GBK, those in Taiwan and Hong Kong Big5), none where it is no text.
 */
export function encodingsOf(bytes: Uint8Array): readonly Encoding[] {
  if (otherFiles.some((start) => startsWith(bytes, start))) return [];
  if (startsWith(bytes, [0xff, 0xfe])) return ["utf-16le"];
  if (startsWith(bytes, [0xfe, 0xff])) return ["utf-16be"];
  if (bytes.includes(0)) return [];
  const fits = (["utf-8", "gb18030", "big5"] as const).filter((encoding) => isValid(bytes, encoding));
  return fits.includes("utf-8") ? ["utf-8"] : fits;
}

function isValid(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    for (const _piece of decoded(bytes, encoding, true));
    return true;
  } catch (error) {
    if (isObject(error) && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA") return false;
    throw error;
  }
}

const isObject = (thrown: unknown): thrown is { code?: unknown } =>
  typeof thrown === "object" && thrown !== null;

const pieceBytes = 64 * 1024;

/** The text piece by piece, without a byte order mark. `fatal`: throws TypeError for bytes that are none of this encoding. */
export function* decoded(bytes: Uint8Array, encoding: Encoding, fatal = false): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal });
  for (let start = 0; start < bytes.length; start += pieceBytes)
    yield decoder.decode(bytes.subarray(start, start + pieceBytes), { stream: true });
  yield decoder.decode();
}
