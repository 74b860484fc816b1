import { Agent, request } from "node:http";
import type { Delivery } from "../requests";
import { now } from "../statistics";

/** A bot under measurement, and one connection to it that stays open, as Slack's do. */
export class Caller {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly port: number) {}

  /** Sends one delivery and resolves with the answer and how many milliseconds it took. Throws unless it is HTTP 200. */
  ask({ body, headers }: Delivery): Promise<{ text: string; milliseconds: number }> {
    const startedAt = now();
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port: this.port,
          path: "/slack/events",
          method: "POST",
          agent: this.#agent,
          timeout: 30_000,
          headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const milliseconds = now() - startedAt;
            const text = Buffer.concat(chunks).toString("utf8");
            if (response.statusCode === 200) resolve({ text, milliseconds });
            else reject(new Error(`answered HTTP ${response.statusCode}: ${text.slice(0, 300)}`));
          });
        },
      );
      sent.on("timeout", () => sent.destroy(new Error("no answer within 30 s")));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
