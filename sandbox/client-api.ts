import type { IncomingMessage, ServerResponse } from "node:http";
import { readAct } from "./act-reader";
import { readBody, sendJson } from "./http-exchange";
import type { Interactions } from "./interactions/perform";
import { parseJson } from "./json";
import { sendFile, sendToPage, streamToPage, takeUpload } from "./page-exchange";
import type { Member } from "./protocol";
import type { Workspace } from "./workspace";

/** Answers what the page asks below /api/, as protocol.ts says. The caller has refused other origins. */
export async function answerClient(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  workspace: Workspace,
  interactions: Interactions,
): Promise<void> {
  if (request.method === "GET" && url.pathname.startsWith("/api/files/")) {
    sendFile(response, workspace.files, url.pathname.slice("/api/files/".length));
    return;
  }
  const member = personOf(url, workspace);
  if (member === undefined) {
    sendJson(response, 404, { ok: false, problem: "Nobody in the sandbox has this id." });
    return;
  }
  switch (`${request.method} ${url.pathname}`) {
    case "GET /api/snapshot":
      sendToPage(response, workspace.snapshot(member.id));
      return;
    case "GET /api/stream":
      streamToPage(request, response, workspace.activity, member.id);
      return;
    case "POST /api/act":
      await perform(request, response, interactions, member);
      return;
    case "POST /api/files": {
      const file = await takeUpload(request, response, url, workspace.files, member.id);
      if (file !== undefined) sendToPage(response, workspace.files.toUploadedFile(file));
      return;
    }
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
  sendToPage(response, await interactions.perform(member, act));
}
