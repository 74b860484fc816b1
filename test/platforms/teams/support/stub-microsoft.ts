import http from "node:http";
import type { TeamsAuthority } from "../../../../src/platforms/teams/connect";
import { issuer, jwkOf, type SigningKey, signingKey } from "./door-tokens";

export interface Asked {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  text: string;
  body: unknown;
}

export interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Never answered, or cut off in the middle. */
  breaks?: boolean;
}

export interface StubMicrosoft {
  url: string;
  serviceUrl: string;
  key: SigningKey;
  asked: Asked[];
  /** By "METHOD /path"; the path below the service's for the Bot Connector's. */
  answers: Map<string, (asked: Asked) => Answer>;
  authority: TeamsAuthority;
  /** Those to one method and path. */
  of(name: string): Asked[];
  close(): Promise<void>;
}

/** Microsoft on this machine: keys, tokens, and the Bot Connector with whatever a test has it say. */
export async function startStubMicrosoft(): Promise<StubMicrosoft> {
  const key = signingKey("key-1");
  const asked: Asked[] = [];
  const answers = new Map<string, (asked: Asked) => Answer>();
  let tokens = 0;

  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString("utf8");
    const json = request.headers["content-type"]?.includes("json") === true && text !== "";
    const path = decodeURIComponent(request.url ?? "");
    const one: Asked = {
      method: request.method ?? "",
      path,
      headers: request.headers,
      text,
      body: json ? JSON.parse(text) : null,
    };
    asked.push(one);
    const answer = answers.get(`${one.method} ${path}`)?.(one) ?? { status: 404, body: {} };
    if (answer.breaks) return void response.destroy();
    const bytes = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(JSON.stringify(answer.body ?? {}));
    response.writeHead(answer.status ?? 200, { "Content-Type": "application/json", ...answer.headers });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;

  answers.set("GET /openid", () => ({ body: { jwks_uri: `${url}/keys` } }));
  answers.set("GET /keys", () => ({ body: { keys: [jwkOf(key)] } }));
  answers.set("POST /token", () => {
    tokens += 1;
    return { body: { token_type: "Bearer", access_token: `token-${tokens}`, expires_in: 3600 } };
  });

  return {
    url,
    serviceUrl: `${url}/emea/`,
    key,
    asked,
    answers,
    authority: {
      openIdMetadataUrl: `${url}/openid`,
      tokenIssuer: issuer,
      tokenUrl: `${url}/token`,
      serviceUrls: [`${url}/emea/`],
    },
    of: (name) => asked.filter(({ method, path }) => `${method} ${path}` === name),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
