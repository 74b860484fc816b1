import type { IncomingMessage } from "node:http";

/** Teams' activities stay far below: a form handed in with everything that it holds is some ten KB. */
const mostBodyBytes = 256 * 1024;

/** Reads a request's body as a JSON object. Throws BodyError, or what the connection failed with. */
export async function readBody(request: IncomingMessage): Promise<object> {
  if (Number(request.headers["content-length"] ?? 0) > mostBodyBytes) throw new BodyError(413);
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The connection stays open when the reading ends early, so that there is a way back for the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > mostBodyBytes) throw new BodyError(413);
    chunks.push(part);
  }
  const body = parse(Buffer.concat(chunks).toString("utf8"));
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new BodyError(400);
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BodyError(400);
  }
}

export class BodyError extends Error {
  override readonly name = "BodyError";
  constructor(readonly status: 400 | 413) {
    super(`a request's body is ${status === 413 ? "too large" : "no JSON object"}`);
  }
}
