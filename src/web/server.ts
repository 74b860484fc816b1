import http, { type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface WebSettings {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Who answers at which method and path, e.g. "POST /slack/events". */
  routes: Readonly<Record<string, RequestListener>>;
  /** What GET /healthz tells, by part: the database, each platform. */
  health: () => Promise<Readonly<Record<string, { ok: boolean; detail: string }>>>;
}

export interface WebServer {
  /** The port it listens on. */
  port: number;
  /** Accepts no further connection and resolves when the open requests are answered. */
  close(): Promise<void>;
}

/** The one HTTP server of the process. Platforms bring their own listeners; what has no route is answered with 404. */
export async function startWebServer(settings: WebSettings): Promise<WebServer> {
  const server = http.createServer((request, response) => {
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    const name = `${request.method ?? ""} ${path}`;
    if (name === "GET /healthz") return void answerHealth(settings, response);
    const route = Object.hasOwn(settings.routes, name) ? settings.routes[name] : undefined;
    if (route) return route(request, response);
    // The body is not read; the connection is not worth keeping.
    response.writeHead(404, { Connection: "close" }).end();
  });
  // Slack sends a delivery at once; whoever takes longer holds a connection for nothing.
  server.requestTimeout = 20_000;
  server.headersTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, settings.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    port: portOf(server.address()),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
}

async function answerHealth(settings: WebSettings, response: http.ServerResponse): Promise<void> {
  let parts: Readonly<Record<string, { ok: boolean; detail: string }>>;
  try {
    parts = await settings.health();
  } catch (error) {
    parts = { process: { ok: false, detail: error instanceof Error ? error.message : String(error) } };
  }
  const ok = Object.values(parts).every((part) => part.ok);
  response.writeHead(ok ? 200 : 503, { "Content-Type": "application/json; charset=utf-8" });
  response.end(JSON.stringify({ ok, parts }));
}

const portOf = (address: string | AddressInfo | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;
