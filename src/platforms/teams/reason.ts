import { z } from "zod";

// By shape and not by class: what `fetch` throws may belong to another realm, as it does under jest.
const shape = z.object({ name: z.string(), message: z.string(), cause: z.unknown().optional() });

/** What an error says of itself. `fetch` says only that it failed, and the reason is its cause. */
export function reasonOf(error: unknown): string {
  const read = shape.safeParse(error);
  if (!read.success) return String(error);
  const cause = shape.safeParse(read.data.cause);
  return (cause.success ? cause.data.message || cause.data.name : read.data.message) || read.data.name;
}

/** A system error of node's, a limit of time, or a `fetch` that came to nothing. */
export function isNetworkError(error: unknown): boolean {
  const read = shape.safeParse(error);
  if (!read.success) return false;
  return (
    isTimeout(error) ||
    hasSyscall(error) ||
    (read.data.name === "TypeError" && shape.safeParse(read.data.cause).success)
  );
}

export function isTimeout(error: unknown): boolean {
  const read = shape.safeParse(error);
  return read.success && (read.data.name === "TimeoutError" || read.data.name === "AbortError");
}

const hasSyscall = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "syscall" in error;
