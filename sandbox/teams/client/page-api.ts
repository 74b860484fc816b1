import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendJson } from "../../http-exchange";
import { parseJson } from "../../json";
import { sendFile, sendToPage, streamToPage, takeUpload } from "../../page-exchange";
import type { TeamsPerson } from "../directory";
import type { Workplace } from "../workplace";
import { readAct } from "./act-reader";
import type { TeamsClient } from "./client";

/** Answers what the page asks below /teams/api/, as protocol.ts says. The caller has refused other origins. */
export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  client: TeamsClient,
): Promise<void> {
  const { workplace } = client.host;
  if (request.method === "GET" && url.pathname.startsWith("/teams/api/files/")) {
    sendFile(response, workplace.files, url.pathname.slice("/teams/api/files/".length));
    return;
  }
  const person = personOf(url, workplace);
  if (person === undefined) {
    sendJson(response, 404, { ok: false, problem: "Nobody in the tenant has this e-mail address." });
    return;
  }
  switch (`${request.method} ${url.pathname}`) {
    case "GET /teams/api/snapshot":
      sendToPage(response, workplace.snapshot(person));
      return;
    case "GET /teams/api/stream":
      streamToPage(request, response, workplace.activity, person.id);
      return;
    case "POST /teams/api/act": {
      const act = readAct(parseJson((await readBody(request)).toString("utf8")));
      if (act === undefined)
        sendJson(response, 400, { ok: false, problem: "This is no act the tenant knows." });
      else sendToPage(response, await client.perform(person, act));
      return;
    }
    case "POST /teams/api/files": {
      const file = await takeUpload(request, response, url, workplace.files, person.id);
      if (file !== undefined) sendToPage(response, workplace.toUploadedFile(file));
      return;
    }
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
