import type { IncomingMessage } from "node:http";

/** A request whose body has been read, as Bolt takes it. */
type ReadRequest = IncomingMessage & { rawBody: Buffer };

const form = "application/x-www-form-urlencoded";

/**
 * Reads a request's body for Bolt, which takes the two content types in exactly one spelling each, and ends the process over
 * a body that is JSON and no object. Throws BodyError, or what the connection failed with.
 */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<ReadRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > mostBytes) throw new BodyError(413);
    chunks.push(part);
  }
  const rawBody = Buffer.concat(chunks);
  const text = rawBody.toString("utf8");
  const named = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  const type = named ?? (/^\s*\{/.test(text) ? "application/json" : form);
  if (!holdsAnObject(type, text)) throw new BodyError(400);
  request.headers["content-type"] = type;
  return Object.assign(request, { rawBody });
}

export class BodyError extends Error {
  override readonly name = "BodyError";
  constructor(readonly status: 400 | 413) {
    super(
      `a request was refused with ${status}: its body is ${status === 413 ? "too large" : "nothing Slack sends"}`,
    );
  }
}

/**
 * A form, or JSON (alone or as a form's payload) that begins as an object does: whether it is one is for Bolt to find. A form
 * is not read for it, since Bolt reads it whole again and most of what comes is a large form.
 */
function holdsAnObject(type: string, text: string): boolean {
  if (type !== form) return /^\s*\{/.test(text);
  if (text === "") return false;
  const payloads = text.match(/(?:^|&)payload=/g)?.length ?? 0;
  return payloads === 0 || (payloads === 1 && objectAsPayload.test(text));
}

/** What may stand before the brace is white space, plain or as forms write it. */
const objectAsPayload = /(?:^|&)payload=(?:\s|\+|%0[9AD]|%20)*(?:\{|%7B)/i;
