import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join, normalize, sep } from "node:path";
import { mimeTypeOf } from "./files";
import { sendBytes } from "./http-exchange";

/** The page may load from the sandbox itself; pictures in messages may come from anywhere. */
const contentPolicy =
  "default-src 'self'; img-src 'self' data: blob: http: https:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; frame-ancestors 'none'";

/** Serves one file of the built page; "/" is index.html. Answers 404 where there is none, or where the path leads out. */
export async function serveStatic(
  directory: string,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  const relative = normalize(safelyDecoded(pathname));
  const name = relative.endsWith(sep) ? join(relative, "index.html") : relative;
  const file = join(directory, name);
  const inside = file.startsWith(normalize(directory).replace(/[\\/]$/, "") + sep);
  const content = inside && !name.includes("\0") ? await contentOf(file) : undefined;
  if (content === undefined) {
    sendBytes(response, 404, "text/plain; charset=utf-8", "Not found\n");
    return;
  }
  sendBytes(response, 200, mimeTypeOf(file), content, {
    "content-security-policy": contentPolicy,
    "cache-control": "no-cache",
  });
}

function safelyDecoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return "/\0";
  }
}

async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
}
