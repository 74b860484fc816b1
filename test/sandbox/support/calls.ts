import type { Sandbox } from "../../../sandbox";
import { isObject, type JsonObject, parseJson } from "../../../sandbox/json";

/** The answer to a Web API call, as it came over HTTP. */
export interface CallResult {
  status: number;
  retryAfter: string | null;
  body: JsonObject;
}

/** Calls a Web API method with JSON, with the bot's token unless another (or none) is given. */
export async function call(
  sandbox: Sandbox,
  method: string,
  args: JsonObject,
  token: string | undefined = sandbox.botToken,
): Promise<CallResult> {
  const response = await fetch(sandbox.apiUrl + method, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(token === undefined || token === "" ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(args),
  });
  const body = parseJson(await response.text());
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
    body: isObject(body) ? body : {},
  };
}

/** The error of a call, or "ok". */
export async function errorOf(sandbox: Sandbox, method: string, args: JsonObject): Promise<string> {
  const { body } = await call(sandbox, method, args);
  return body.ok === true ? "ok" : String(body.error);
}
