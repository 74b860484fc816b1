import type { IncomingMessage, ServerResponse } from "node:http";
import type { Json } from "./protocol";

/** The most a request may carry, in bytes: enough for a photograph of a receipt. */
const maxBody = 50 * 1024 * 1024;

/** Thrown where a request carries too much. */
export class BodyTooLarge extends Error {}

/** Reads a request's body. Throws BodyTooLarge. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > maxBody) throw new BodyTooLarge(`A request may carry ${maxBody} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: Json,
  headers: Record<string, string> = {},
): void {
  sendBytes(response, status, "application/json; charset=utf-8", JSON.stringify(body), headers);
}

/** Answers with bytes or text. */
export function sendBytes(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: Buffer | string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(body),
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(body);
}

/** The first file part of a multipart/form-data body, which is how Slack's own client library uploads. */
export function firstMultipartFile(body: Buffer, contentType: string): Buffer {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return body;
  const marker = Buffer.from(`--${boundary}`);
  const headEnd = body.indexOf("\r\n\r\n", body.indexOf(marker));
  const end = body.indexOf(Buffer.from(`\r\n--${boundary}`), headEnd);
  if (headEnd < 0 || end < 0) return body;
  return body.subarray(headEnd + 4, end);
}
