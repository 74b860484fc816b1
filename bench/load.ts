import autocannon from "autocannon";
import type { Delivery } from "./requests";
import { now } from "./statistics";

export interface Load {
  startedAt: number;
  /** When the last answer came. */
  endedAt: number;
  /** When each delivery was sent, in their order. */
  sentAt: number[];
  /** Milliseconds until each answer, in the order of the answers. */
  latencies: number[];
  /** The generator has put its things away. */
  settled: Promise<void>;
}

/** A request that takes longer is lost: Slack itself waits three seconds. */
const timeoutSeconds = 10;

/**
 * Sends each delivery once, `connections` at a time, each as soon as its connection has the answer to the one before.
 * Throws unless every answer is 200 with an empty body, which is how both apps say that all went well.
 */
export async function load(
  port: number,
  connections: number,
  deliveries: readonly Delivery[],
): Promise<Load> {
  const sentAt: number[] = [];
  const latencies: number[] = [];
  const wrong: string[] = [];
  const note = (what: string) => {
    if (wrong.length < 5) wrong.push(what);
  };
  const startedAt = now();
  const generator = autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    amount: deliveries.length,
    timeout: timeoutSeconds,
    requests: [
      {
        method: "POST",
        path: "/slack/events",
        setupRequest: (request) => {
          const delivery = deliveries[sentAt.length];
          // autocannon asks again only after a connection broke, and then the count is wrong whatever we do.
          if (!delivery) throw new Error("a connection broke: more requests were asked for than there are");
          sentAt.push(now());
          return { ...request, headers: delivery.headers, body: delivery.body };
        },
      },
    ],
    verifyBody: (body) => {
      if (body !== "") note(`answered: ${body.slice(0, 300)}`);
      return body === "";
    },
  });
  let endedAt = startedAt;
  const answered = new Promise<void>((resolve) => {
    generator.on("response", (_client, status, _bytes, milliseconds) => {
      if (status !== 200) note(`answered HTTP ${status}`);
      latencies.push(milliseconds);
      if (latencies.length === deliveries.length) {
        endedAt = now();
        resolve();
      }
    });
  });
  generator.on("reqError", (error) => note(error.message));
  const settled = Promise.resolve(generator).then(({ errors, timeouts, mismatches }) => {
    if (errors + timeouts + mismatches > 0)
      note(`${errors} errors, ${timeouts} timeouts, ${mismatches} answers with a body`);
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
    if (latencies.length !== deliveries.length)
      throw new Error(`${deliveries.length} sent, ${latencies.length} answered`);
  });
  await Promise.race([answered, settled]);
  return { startedAt, endedAt, sentAt, latencies, settled };
}
