import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendBytes, sendJson } from "../../http-exchange";
import { isObject, type JsonObject, parseJson, stringAt } from "../../json";
import type { Json } from "../../protocol";
import type { Fault } from "../../rate-limits";
import type { Workplace } from "../workplace";
import { deleteActivity, sendActivity, updateActivity } from "./activities";
import { createConversation, describeTeam, findMember, listChannels, listMembers } from "./conversations";
import type { SendRates } from "./rates";
import { TeamsError } from "./teams-error";

/** What `failNext` can make fail. */
export type TeamsOperation =
  | "createConversation"
  | "send"
  | "update"
  | "delete"
  | "members"
  | "member"
  | "channels"
  | "team"
  | "attachment"
  | "token"
  | "upload"
  | "download";

interface Call {
  operation: TeamsOperation;
  /** Whose messages are counted. */
  conversationId?: string;
  run: (body: Json | undefined) => { status: number; answer: Json };
}

const ok = (answer: Json) => ({ status: 200, answer });

/** Answers a call of the Bot Connector's API below the service URL, as the clients of the Bot Framework make it. */
export async function answerConnector(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  workplace: Workplace,
  rates: SendRates,
): Promise<void> {
  const method = request.method ?? "GET";
  const parts = path.split("/").map(decodeURIComponent);
  if (!workplace.tokens.accepts(request.headers.authorization)) {
    sendJson(response, 401, { message: "Authorization has been denied for this request." });
    return;
  }
  const attachment = parts[1] === "attachments" ? workplace.files.find(parts[2] ?? "") : undefined;
  if (attachment !== undefined && method === "GET") {
    sendBytes(response, 200, attachment.mimeType, attachment.content);
    return;
  }
  const text = (await readBody(request)).toString("utf8");
  const body = text === "" ? undefined : parseJson(text);
  const call = route(workplace, method, parts);
  // Reading and typing are no signs that the bot has done something: they only make those who wait look again.
  const counts = method !== "GET" && !(isObject(body) && stringAt(body, "type") === "typing");
  if (counts) workplace.activity.callBegins();
  else workplace.activity.nudge();
  try {
    const { status, answer, headers, lost } = await answerCall(workplace, rates, call, body);
    const operation = call?.operation ?? "unknown";
    workplace.recordCall({ operation, method, path, body, status, answer, at: workplace.now() });
    if (lost) response.destroy();
    else sendJson(response, status, answer, headers);
  } finally {
    if (counts) workplace.activity.callEnds();
    else workplace.activity.nudge();
  }
}

interface Answer {
  status: number;
  answer: Json;
  headers: Record<string, string>;
  /** The connection breaks before the answer. */
  lost: boolean;
}

async function answerCall(
  workplace: Workplace,
  rates: SendRates,
  call: Call | undefined,
  body: Json | undefined,
): Promise<Answer> {
  try {
    if (call === undefined) throw new TeamsError(404, "NotFound", "There is nothing at this address.");
    const fault = await applyFault(workplace, call.operation);
    if (workplace.options.keepRates === true && call.conversationId !== undefined) {
      const wait = rates.take(call.conversationId);
      if (wait > 0)
        throw new TeamsError(429, "TooManyRequests", "API calls quota exceeded.", {
          "retry-after": String(wait),
        });
    }
    return { ...call.run(body), headers: {}, lost: fault?.loseResponse === true };
  } catch (error) {
    if (!(error instanceof TeamsError)) throw error;
    const answer = { error: { code: error.code, message: error.message } };
    return { status: error.status, answer, headers: error.headers, lost: false };
  }
}

/** Throws TeamsError where the next call of this kind is to fail. */
export async function applyFault(
  workplace: Workplace,
  operation: TeamsOperation,
): Promise<Fault | undefined> {
  const fault = workplace.faults.take(operation);
  if (fault?.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delay));
  if (fault?.status !== undefined || fault?.error !== undefined) {
    const headers: Record<string, string> =
      fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
    throw new TeamsError(
      fault.status ?? 400,
      fault.error ?? "ServiceError",
      "The sandbox was told to fail.",
      headers,
    );
  }
  return fault;
}

function route(workplace: Workplace, method: string, parts: string[]): Call | undefined {
  const [version, kind, id = "", what, last] = parts;
  if (version !== "v3") return undefined;
  if (kind === "conversations") return conversationCall(workplace, method, id, what, last);
  if (kind !== "teams" || method !== "GET") return undefined;
  if (what === undefined) return { operation: "team", run: () => ok(describeTeam(workplace, id)) };
  if (what !== "conversations") return undefined;
  return { operation: "channels", run: () => ok(listChannels(workplace, id)) };
}

function conversationCall(
  workplace: Workplace,
  method: string,
  id: string,
  what: string | undefined,
  last: string | undefined,
): Call | undefined {
  const created = (answer: JsonObject) => ({ status: 201, answer });
  switch (`${method} ${what ?? ""}${last === undefined ? "" : "/id"}`) {
    case "POST ":
      if (id !== "") return undefined;
      return { operation: "createConversation", run: (body) => created(createConversation(workplace, body)) };
    case "POST activities":
    case "POST activities/id":
      return {
        operation: "send",
        conversationId: id,
        run: (body) => created({ id: sendActivity(workplace, id, body, last).id }),
      };
    case "PUT activities/id":
      return {
        operation: "update",
        conversationId: id,
        run: (body) => {
          updateActivity(workplace, id, last ?? "", body);
          return ok({ id: last ?? "" });
        },
      };
    case "DELETE activities/id":
      return {
        operation: "delete",
        run: () => {
          deleteActivity(workplace, id, last ?? "");
          return ok({});
        },
      };
    case "GET members":
      return { operation: "members", run: () => ok(listMembers(workplace, id)) };
    case "GET pagedmembers":
      return { operation: "members", run: () => ok({ members: listMembers(workplace, id) }) };
    case "GET members/id":
      return { operation: "member", run: () => ok(findMember(workplace, id, last ?? "")) };
    default:
      return undefined;
  }
}
