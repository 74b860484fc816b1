import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** One call that the bot made, with its arguments as they were meant (JSON arguments parsed). */
export interface Call {
  method: string;
  token: string;
  args: Record<string, unknown>;
}

export type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

export interface StubSlack {
  apiUrl: string;
  origin: string;
  calls: Call[];
  /** What came to response_urls, by path. */
  responses: { path: string; body: Record<string, unknown> }[];
  /** Answers by method (or "response_url"); otherwise a plain success. */
  answers: Map<string, (call: Call) => Answer | Promise<Answer>>;
  of(method: string): Call[];
  /** Resolves when that many calls of the method came. */
  waitFor(method: string, count?: number): Promise<Call[]>;
  waitForResponse(count?: number): Promise<StubSlack["responses"]>;
  close(): Promise<void>;
}

const standard: Record<string, unknown> = {
  "auth.test": { user_id: "UBOT", bot_id: "BBOT", team_id: "T1", team: "Acme" },
  "conversations.open": { channel: { id: "D1" } },
  "chat.postMessage": { ts: "1700000000.000100", channel: "C1" },
  "users.info": { user: { id: "U1", locale: "en-US" } },
};

/** Slack's Web API as far as these tests need it: records calls and answers them. */
export async function startStubSlack(): Promise<StubSlack> {
  const calls: Call[] = [];
  const responses: StubSlack["responses"] = [];
  const answers: StubSlack["answers"] = new Map();
  let arrived: (() => void)[] = [];

  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString("utf8");
    const path = request.url ?? "";
    const isApi = path.startsWith("/api/");
    const call: Call = {
      method: isApi ? path.slice("/api/".length) : path.startsWith("/respond") ? "response_url" : path,
      token: String(request.headers.authorization ?? ""),
      args: isApi ? fromForm(body) : {},
    };
    if (isApi) calls.push(call);
    else if (path.startsWith("/respond")) responses.push({ path, body: JSON.parse(body) });
    else calls.push({ ...call, args: { body } });
    for (const wake of arrived) wake();
    arrived = [];
    const answer = await answers.get(call.method)?.(call);
    const content = answer?.body ?? { ok: true, ...Object(standard[call.method]) };
    response.writeHead(answer?.status ?? 200, { "Content-Type": "application/json", ...answer?.headers });
    response.end(typeof content === "string" ? content : JSON.stringify(content));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${portOf(server.address())}`;

  async function until<T>(found: () => T | null, what: string): Promise<T> {
    const deadline = Date.now() + 5_000;
    for (;;) {
      const value = found();
      if (value !== null) return value;
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await new Promise<void>((resolve) => {
        arrived.push(resolve);
        setTimeout(resolve, 50);
      });
    }
  }

  const of = (method: string) => calls.filter((call) => call.method === method);
  return {
    apiUrl: `${origin}/api/`,
    origin,
    calls,
    responses,
    answers,
    of,
    waitFor: (method, count = 1) => until(() => (of(method).length >= count ? of(method) : null), method),
    waitForResponse: (count = 1) =>
      until(() => (responses.length >= count ? responses : null), "response_url"),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fromForm(body: string): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    args[name] = /^[[{]/.test(value) ? JSON.parse(value) : value;
  }
  return args;
}

export const portOf = (address: string | AddressInfo | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;

export const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";

export interface Signing {
  /** Seconds since 1970. */
  timestamp?: number;
  secret?: string;
  contentType?: string;
  headers?: Record<string, string>;
}

export function signatureOf(
  body: string,
  { timestamp = seconds(), secret = signingSecret }: Signing = {},
): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** Delivers a body as Slack does, signed. */
export function deliver(port: number, body: string, signing: Signing = {}): Promise<Response> {
  const timestamp = signing.timestamp ?? seconds();
  return fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: "POST",
    body,
    headers: {
      "Content-Type": signing.contentType ?? "application/x-www-form-urlencoded",
      "X-Slack-Request-Timestamp": String(timestamp),
      "X-Slack-Signature": signatureOf(body, { ...signing, timestamp }),
      ...signing.headers,
    },
  });
}

export const commandBody = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
export const interactionBody = (payload: unknown): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
