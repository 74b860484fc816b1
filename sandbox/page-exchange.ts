import type { IncomingMessage, ServerResponse } from "node:http";
import type { Activity } from "./activity";
import type { Files, StoredFile } from "./files";
import { readBody, sendBytes, sendJson } from "./http-exchange";

/** Milliseconds between signs of life on a stream, so that nothing in between takes it for dead. */
const heartbeat = 15_000;

/** Media types that a browser may show in place; anything else is a download, so that no uploaded page can run. */
const shownInPlace = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"]);

/** Answers with a value of the page's protocol. Its types are JSON through and through; text is what both sides agree on. */
export function sendToPage(response: ServerResponse, value: object | undefined): void {
  sendBytes(response, 200, "application/json; charset=utf-8", JSON.stringify(value));
}

/** Tells the page of every change that this person can see, until it goes away. */
export function streamToPage<Event>(
  request: IncomingMessage,
  response: ServerResponse,
  activity: Activity<Event>,
  personId: string,
): void {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
  });
  response.write(": connected\n\n");
  const stop = activity.subscribe(({ audience, event }) => {
    if (audience.includes(personId)) response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const timer = setInterval(() => response.write(": still here\n\n"), heartbeat);
  timer.unref();
  request.on("close", () => {
    clearInterval(timer);
    stop();
  });
}

/** Keeps what the page uploads. Undefined where the upload was no file, which the page has then been told. */
export async function takeUpload(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  files: Files,
  personId: string,
): Promise<StoredFile | undefined> {
  const name = url.searchParams.get("name") ?? "";
  const content = await readBody(request);
  if (name === "" || content.length === 0) {
    sendJson(response, 400, { ok: false, problem: "A file needs a name and some content." });
    return undefined;
  }
  const mimeType = request.headers["content-type"] ?? "application/octet-stream";
  return files.add(personId, name, mimeType, content);
}

/** Hands an uploaded file to the page: in place where that is harmless, else as a download. */
export function sendFile(response: ServerResponse, files: Files, id: string): void {
  const file = files.find(id);
  if (file === undefined) {
    sendBytes(response, 404, "text/plain; charset=utf-8", "Not found\n");
    return;
  }
  const inPlace = shownInPlace.has(file.mimeType);
  sendBytes(response, 200, inPlace ? file.mimeType : "application/octet-stream", file.content, {
    "content-disposition": `${inPlace ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "content-security-policy": "default-src 'none'; sandbox",
  });
}
