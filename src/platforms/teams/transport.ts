import type { TeamsAdapter } from "@microsoft/teams-ai/lib/TeamsAdapter";
import { z } from "zod";
import { PlatformError } from "../port";
import { ConnectorFailure } from "./errors";
import { connectorAddress, type Reach } from "./hosts";

type ConnectorOptions = NonNullable<ConstructorParameters<typeof TeamsAdapter>[3]>;
export type Transport = NonNullable<ConnectorOptions["httpClient"]>;

const answersWithinMs = 10_000;

const refusal = z.object({
  error: z.object({ code: z.string().optional(), message: z.string().optional() }),
});

/** One request to the Bot Connector. Throws a ConnectorFailure for any answer but a success. */
export async function exchange(
  reach: Reach,
  request: { method: string; url: string; headers: Record<string, string>; body?: string },
): Promise<{ status: number; headers: Headers; text: string }> {
  // The token goes with it: a kept address is looked at again each time.
  if (connectorAddress(request.url, reach) === null)
    throw new PlatformError("foreign_address", "the kept address is not one of the Bot Connector", true);
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
    redirect: "manual",
    signal: AbortSignal.timeout(answersWithinMs),
  });
  const text = await response.text();
  if (!response.ok) {
    const { code, message } = readRefusal(text);
    throw new ConnectorFailure(response.status, code, message, retryAfterOf(response.headers));
  }
  return { status: response.status, headers: response.headers, text };
}

/**
 * What Microsoft's clients speak through. By themselves they try three times more after a 5xx, a message included, which then
 * may come twice; sleep as long as a 429 asks; and follow redirects with the token. Here a call is one request, ten
 * seconds at most, and every failure an error that they hand on: our queue tries again.
 */
export function connectorTransport(reach: Reach): Transport {
  return {
    async sendRequest(request) {
      const body: unknown = request.body;
      const answer = await exchange(reach, {
        method: request.method,
        url: request.url,
        headers: withoutLength(request.headers.rawHeaders()),
        ...(typeof body === "string" ? { body } : {}),
      });
      // The only way to the library's kind of headers that does not reach into its packages.
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      for (const [name, value] of answer.headers) headers.set(name, value);
      return { request, status: answer.status, headers, bodyAsText: answer.text };
    },
  };
}

/** `fetch` counts for itself, and decides about the connection. */
const withoutLength = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(content-length|connection|accept-encoding)$/i.test(name)),
  );

function readRefusal(text: string): { code: string | null; message: string | null } {
  try {
    const { error } = refusal.parse(JSON.parse(text));
    return { code: error.code ?? null, message: error.message?.slice(0, 200) ?? null };
  } catch {
    // A gateway's web page, or nothing: the status says all there is.
    return { code: null, message: null };
  }
}

/** Seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf(headers: Headers): number | null {
  const value = headers.get("retry-after");
  if (value === null) return null;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}
