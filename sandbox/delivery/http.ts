import { type IncomingHttpHeaders, request } from "node:http";
import type { Acknowledgement } from "./acknowledgement";
import { acknowledgedBody } from "./acknowledgement";

/** An answer over HTTP as it came. */
export interface RawResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Thrown where the whole answer has not come in time. */
class AnswerTooLate extends Error {}

/** Posts to the app, each time over a connection of its own: a kept one may be closed by the app just as it is used. */
export class HttpDelivery {
  /** Posts a body and gives the answer as it came. Throws AnswerTooLate, or what the connection failed with.
   *  @param timeout milliseconds for the whole answer. */
  post(url: string, headers: Record<string, string>, body: string, timeout: number): Promise<RawResponse> {
    return new Promise((resolve, reject) => {
      const outgoing = request(url, {
        method: "POST",
        agent: false,
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
      });
      const timer = setTimeout(() => {
        outgoing.destroy(new AnswerTooLate(`No answer within ${timeout} ms.`));
      }, timeout);
      const fail = (error: Error) => {
        clearTimeout(timer);
        reject(error);
      };
      outgoing.on("error", fail);
      outgoing.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", fail);
        response.on("end", () => {
          clearTimeout(timer);
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      outgoing.end(body);
    });
  }

  /** Posts a body and reads the answer as Slack does. */
  async deliver(
    url: string,
    headers: Record<string, string>,
    body: string,
    timeout: number,
  ): Promise<Acknowledgement> {
    try {
      const response = await this.post(url, headers, body, timeout);
      const stopRetries = response.headers["x-slack-no-retry"] === "1";
      if (response.status === 200) return { ok: true, payload: acknowledgedBody(response.body), stopRetries };
      return {
        ok: false,
        failure: response.status < 500 ? "http_client_error" : "http_service_error",
        stopRetries,
      };
    } catch (error) {
      const failure = error instanceof AnswerTooLate ? "operation_timeout" : "dispatch_failed";
      return { ok: false, failure, stopRetries: false };
    }
  }
}
