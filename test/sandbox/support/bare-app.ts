import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";

/** What a bare HTTP server received. */
interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** An app without a framework: keeps what it receives and answers as it is told. */
export interface BareApp {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

/** Starts one. `answer` gets each request's number, from 0, and its response. */
export async function startBareApp(
  answer: (count: number, response: ServerResponse, body: string) => void,
): Promise<BareApp> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      received.push({ headers: request.headers, body });
      answer(received.length - 1, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The app has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/slack/events`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
