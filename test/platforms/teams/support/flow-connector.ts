import { createServer, type IncomingMessage } from "node:http";

/** One call of the Bot Connector's API. */
export interface ConnectorCall {
  method: string;
  /** Decoded, without the query. */
  path: string;
  body: Record<string, unknown>;
}

/** The Bot Connector as far as the flow needs it, on loopback. */
export interface FlowConnector {
  serviceUrl: string;
  calls: ConnectorCall[];
  /** Messages sent to that conversation. */
  sentTo(conversationId: string): ConnectorCall["body"][];
  updates(): { messageId: string; body: ConnectorCall["body"] }[];
  removed(): string[];
  /** What answers a call in place of success; null lets it succeed. */
  refuse: (call: ConnectorCall) => { status: number; code: string } | null;
  /** Resolves when a call is there that fits. */
  waitFor(fits: (call: ConnectorCall) => boolean): Promise<ConnectorCall>;
  close(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  try {
    return Object(JSON.parse(text));
  } catch {
    return { raw: text };
  }
}

export async function startFlowConnector(): Promise<FlowConnector> {
  const waiting: (() => void)[] = [];
  let made = 0;
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent((request.url ?? "").split("?")[0] ?? "");
    const call = { method: request.method ?? "", path, body: await read(request) };
    const refused = connector.refuse(call);
    if (refused) {
      response.writeHead(refused.status, { "Content-Type": "application/json" });
      return void response.end(JSON.stringify({ error: { code: refused.code, message: "stub" } }));
    }
    connector.calls.push(call);
    for (const look of waiting.splice(0)) look();
    made += 1;
    // A personal conversation is named after whom it is with.
    const [member] = Array.isArray(call.body.members) ? call.body.members : [];
    const id = path === "/v3/conversations" ? `a:${Object(member).id}` : `sent-${made}`;
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ id }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stub listens on a port");
  const activities = /^\/v3\/conversations\/(.+)\/activities(?:\/([^/]+))?$/;
  const connector: FlowConnector = {
    serviceUrl: `http://127.0.0.1:${address.port}/`,
    calls: [],
    sentTo: (conversationId) =>
      connector.calls
        .filter(({ method, path }) => method === "POST" && activities.exec(path)?.[1] === conversationId)
        .map(({ body }) => body),
    updates: () =>
      connector.calls
        .filter(({ method }) => method === "PUT")
        .map(({ path, body }) => ({ messageId: activities.exec(path)?.[2] ?? "", body })),
    removed: () =>
      connector.calls
        .filter(({ method }) => method === "DELETE")
        .map(({ path }) => activities.exec(path)?.[2] ?? ""),
    refuse: () => null,
    async waitFor(fits) {
      for (;;) {
        const found = connector.calls.find(fits);
        if (found) return found;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return connector;
}
