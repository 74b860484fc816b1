import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { readBody, sendJson } from "../http-exchange";
import { compact, isObject, type JsonObject, parseJson } from "../json";
import type { Fault } from "../rate-limits";
import type { Workspace } from "../workspace";
import { Arguments } from "./arguments";
import { authenticationMethods } from "./authentication";
import { chatMethods } from "./chat";
import { conversationMethods } from "./conversations";
import { fileMethods } from "./files";
import type { Method } from "./method";
import { RateLimited, SlackError } from "./slack-error";
import { userMethods } from "./users";
import { viewMethods } from "./views";

/** Where the Web API is served, below the sandbox's origin. */
export const webApiPath = "/slack-api/";

const methods: Record<string, Method> = {
  ...authenticationMethods,
  ...userMethods,
  ...conversationMethods,
  ...chatMethods,
  ...viewMethods,
  ...fileMethods,
};

/** Answers that a correct bot has to expect and handle, and that so are no problem of the bot's. */
const expected = new Set([
  "channel_not_found",
  "not_in_channel",
  "user_not_in_channel",
  "user_not_found",
  "users_not_found",
  "message_not_found",
  "cant_update_message",
  "cant_delete_message",
  "hash_conflict",
  "not_found",
  "cannot_dm_bot",
  "file_not_found",
  "duplicate_external_id",
]);

/** Answers one Web API call, over HTTP. */
export async function answerWebApi(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  workspace: Workspace,
  openSocket: () => string,
): Promise<void> {
  const name = url.pathname.slice(webApiPath.length);
  workspace.activity.callBegins();
  try {
    const args = await readArguments(request, url);
    if (args === undefined) {
      workspace.recordProblem("invalid_json", name);
      sendJson(response, 200, { ok: false, error: "invalid_json" });
      return;
    }
    const token = tokenOf(request, args);
    const fault = workspace.faults.take(name);
    if (fault?.delay !== undefined) await setTimeout(fault.delay);
    const refuses = fault?.status !== undefined || fault?.error !== undefined;
    if (fault !== undefined && refuses) {
      record(workspace, name, args, sendFault(response, fault));
      return;
    }
    const { status, body, headers } = call(name, args, token, workspace, openSocket);
    record(workspace, name, args, body);
    if (fault?.loseResponse === true) request.socket.destroy();
    else sendJson(response, status, body, headers);
  } finally {
    workspace.activity.callEnds();
  }
}

interface Answer {
  status: number;
  body: JsonObject;
  headers: Record<string, string>;
}

function call(
  name: string,
  args: Arguments,
  token: string | undefined,
  workspace: Workspace,
  openSocket: () => string,
): Answer {
  try {
    if (name === "apps.connections.open") {
      requireToken(token, workspace.identity.appToken, workspace.identity.botToken);
      return success({ url: openSocket() });
    }
    const method = methods[name];
    if (method === undefined) throw new SlackError("unknown_method", [`[ERROR] ${name}`]);
    if (name !== "api.test") requireToken(token, workspace.identity.botToken, workspace.identity.appToken);
    return success(method(args, workspace));
  } catch (error) {
    if (error instanceof RateLimited) {
      const headers = { "retry-after": String(error.retryAfter) };
      return { status: 429, body: { ok: false, error: "ratelimited" }, headers };
    }
    if (!(error instanceof SlackError)) throw error;
    if (!expected.has(error.code)) workspace.recordProblem(error.code, name, error.messages);
    return { status: 200, body: failure(error), headers: {} };
  }
}

function success(result: JsonObject): Answer {
  return { status: 200, body: { ok: true, ...result }, headers: {} };
}

/** A failed call's body as Slack writes it; `errors` repeats the messages without their mark. */
function failure(error: SlackError): JsonObject {
  return compact({
    ok: false,
    error: error.code,
    errors:
      error.code === "invalid_blocks"
        ? error.messages.map((text) => text.replace("[ERROR] ", ""))
        : undefined,
    response_metadata: error.messages.length > 0 ? { messages: error.messages } : undefined,
  });
}

function requireToken(token: string | undefined, wanted: string, other: string): void {
  if (token === undefined) throw new SlackError("not_authed");
  if (token === other) throw new SlackError("not_allowed_token_type");
  if (token !== wanted) throw new SlackError("invalid_auth");
}

function sendFault(response: ServerResponse, fault: Fault): JsonObject {
  const status = fault.status ?? (fault.error === undefined ? 500 : 200);
  const error = fault.error ?? (status === 429 ? "ratelimited" : "internal_error");
  const headers: Record<string, string> = {};
  if (fault.retryAfter !== undefined) headers["retry-after"] = String(fault.retryAfter);
  const body = { ok: false, error };
  sendJson(response, status, body, headers);
  return body;
}

function record(workspace: Workspace, method: string, args: Arguments, response: JsonObject): void {
  const { token: _token, ...values } = args.values;
  const parsed = Object.entries(values).map(([key, value]) => [key, readable(key, value)]);
  workspace.recordCall({ method, args: Object.fromEntries(parsed), response, at: workspace.now() });
}

/** Arguments that come as JSON text in a form are kept parsed, so that tests can look into them. */
function readable(key: string, value: JsonObject[string] | undefined): JsonObject[string] {
  const structured = key === "blocks" || key === "view" || key === "metadata" || key === "attachments";
  return (structured && typeof value === "string" ? parseJson(value) : undefined) ?? value ?? null;
}

function tokenOf(request: IncomingMessage, args: Arguments): string | undefined {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return bearer ?? args.text("token");
}

/** Undefined where a JSON body is no JSON object. */
async function readArguments(request: IncomingMessage, url: URL): Promise<Arguments | undefined> {
  const body = (await readBody(request)).toString("utf8");
  const fromQuery = Object.fromEntries(url.searchParams);
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("application/json")) {
    const parsed = body === "" ? {} : parseJson(body);
    return isObject(parsed) ? new Arguments({ ...fromQuery, ...parsed }) : undefined;
  }
  return new Arguments({ ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) });
}
