import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendBytes, sendJson } from "../../http-exchange";
import { parseJson } from "../../json";
import type { TeamsPerson } from "../directory";
import type { Workplace } from "../workplace";
import { readAct } from "./act-reader";
import type { TeamsClient } from "./client";
import { asJson } from "./host";

/** Milliseconds between signs of life on a stream, so that nothing in between takes it for dead. */
const heartbeat = 15_000;

/** Media types that a browser may show in place; anything else is a download, so that no uploaded page can run. */
const shownInPlace = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"]);

/** Answers what the page asks below /teams/api/, as protocol.ts says. The caller has refused other origins. */
export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  client: TeamsClient,
): Promise<void> {
  const { workplace } = client.host;
  if (request.method === "GET" && url.pathname.startsWith("/teams/api/files/")) {
    sendFile(response, workplace, url.pathname.slice("/teams/api/files/".length));
    return;
  }
  const person = personOf(url, workplace);
  if (person === undefined) {
    sendJson(response, 404, { ok: false, problem: "Nobody in the tenant has this e-mail address." });
    return;
  }
  switch (`${request.method} ${url.pathname}`) {
    case "GET /teams/api/snapshot":
      sendJson(response, 200, asJson(workplace.snapshot(person)));
      return;
    case "GET /teams/api/stream":
      stream(request, response, workplace, person.id);
      return;
    case "POST /teams/api/act": {
      const act = readAct(parseJson((await readBody(request)).toString("utf8")));
      if (act === undefined)
        sendJson(response, 400, { ok: false, problem: "This is no act the tenant knows." });
      else sendJson(response, 200, asJson(await client.perform(person, act)));
      return;
    }
    case "POST /teams/api/files":
      await upload(request, response, url, workplace, person.id);
      return;
    default:
      sendJson(response, 404, { ok: false, problem: "There is nothing at this address." });
  }
}

/** The person a request acts as; the first one where none is named, so that the page can begin somewhere. */
function personOf(url: URL, { directory }: Workplace): TeamsPerson | undefined {
  const wanted = url.searchParams.get("as")?.toLowerCase();
  if (wanted === undefined || wanted === "") return directory.people[0];
  return directory.people.find(({ email }) => email.toLowerCase() === wanted);
}

async function upload(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  workplace: Workplace,
  personId: string,
): Promise<void> {
  const name = url.searchParams.get("name") ?? "";
  const content = await readBody(request);
  if (name === "" || content.length === 0) {
    sendJson(response, 400, { ok: false, problem: "A file needs a name and some content." });
    return;
  }
  const mimeType = request.headers["content-type"] ?? "application/octet-stream";
  const file = workplace.files.add(personId, name, mimeType, content);
  sendJson(response, 200, asJson(workplace.toUploadedFile(file)));
}

function sendFile(response: ServerResponse, workplace: Workplace, id: string): void {
  const file = workplace.files.find(id);
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
  workplace: Workplace,
  personId: string,
): void {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
  });
  response.write(": connected\n\n");
  const stop = workplace.activity.subscribe(({ audience, event }) => {
    if (audience.includes(personId)) response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const timer = setInterval(() => response.write(": still here\n\n"), heartbeat);
  timer.unref();
  request.on("close", () => {
    clearInterval(timer);
    stop();
  });
}
