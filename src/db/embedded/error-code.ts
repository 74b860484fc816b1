/**
 * The system's code of `error` ("ENOENT"), if it has one. Not by `instanceof`: the errors of Node's own modules belong to
 * another realm wherever code runs in a context of its own, as it does in tests.
 */
export function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
