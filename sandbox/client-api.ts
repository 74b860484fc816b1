import type { IncomingMessage, ServerResponse } from "node:http";
import { readAct } from "./act-reader";
import { readBody, sendBytes, sendJson } from "./http-exchange";
import type { Interactions } from "./interactions/perform";
import { parseJson } from "./json";
import type { Json, Member } from "./protocol";
import type { Workspace } from "./workspace";

/** Milliseconds between signs of life on a stream, so that nothing in between takes it for dead. */
const heartbeat = 15_000;

/** Media types that a browser may show in place; anything else is a download, so that no uploaded page can run. */
const shownInPlace = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"]);

/** Answers what the page asks below /api/, as protocol.ts says. The caller has refused other origins. */
export async function answerClient(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  workspace: Workspace,
  interactions: Interactions,
): Promise<void> {
  if (request.method === "GET" && url.pathname.startsWith("/api/files/")) {
    sendFile(response, workspace, url.pathname.slice("/api/files/".length));
    return;
  }
  const member = personOf(url, workspace);
  if (member === undefined) {
    sendJson(response, 404, { ok: false, problem: "Nobody in the sandbox has this id." });
    return;
  }
  switch (`${request.method} ${url.pathname}`) {
    case "GET /api/snapshot":
      // Types of the page's protocol are JSON through and through; text is what both sides agree on.
      sendBytes(
        response,
        200,
        "application/json; charset=utf-8",
        JSON.stringify(workspace.snapshot(member.id)),
      );
      return;
    case "GET /api/stream":
      stream(request, response, workspace, member.id);
      return;
    case "POST /api/act":
      await perform(request, response, interactions, member);
      return;
    case "POST /api/files":
      await upload(request, response, url, workspace, member.id);
      return;
    default:
      sendJson(response, 404, { ok: false, problem: "There is nothing at this address." });
  }
}

/** The person a request acts as; the first one where none is named, so that the page can begin somewhere. */
function personOf(url: URL, workspace: Workspace): Member | undefined {
  const wanted = url.searchParams.get("as");
  const people = workspace.directory.members.filter((member) => !member.isBot);
  return wanted === null || wanted === "" ? people[0] : people.find((member) => member.id === wanted);
}

async function perform(
  request: IncomingMessage,
  response: ServerResponse,
  interactions: Interactions,
  member: Member,
): Promise<void> {
  const act = readAct(parseJson((await readBody(request)).toString("utf8")));
  if (act === undefined) {
    sendJson(response, 400, { ok: false, problem: "This is no act the sandbox knows." });
    return;
  }
  const result = await interactions.perform(member, act);
  sendBytes(response, 200, "application/json; charset=utf-8", JSON.stringify(result));
}

async function upload(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  workspace: Workspace,
  userId: string,
): Promise<void> {
  const name = url.searchParams.get("name") ?? "";
  const content = await readBody(request);
  if (name === "" || content.length === 0) {
    sendJson(response, 400, { ok: false, problem: "A file needs a name and some content." });
    return;
  }
  const mimeType = request.headers["content-type"] ?? "application/octet-stream";
  const file = workspace.files.toUploadedFile(workspace.files.add(userId, name, mimeType, content));
  const answer: Json = { ...file };
  sendJson(response, 200, answer);
}

function sendFile(response: ServerResponse, workspace: Workspace, id: string): void {
  const file = workspace.files.find(id);
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

function stream(
  request: IncomingMessage,
  response: ServerResponse,
  workspace: Workspace,
  userId: string,
): void {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
  });
  response.write(": connected\n\n");
  const stop = workspace.activity.subscribe(({ audience, event }) => {
    if (audience.includes(userId)) response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const timer = setInterval(() => response.write(": still here\n\n"), heartbeat);
  timer.unref();
  request.on("close", () => {
    clearInterval(timer);
    stop();
  });
}
