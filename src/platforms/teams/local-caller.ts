import type { IncomingHttpHeaders } from "node:http";
import { isLoopbackHost } from "./hosts";

/**
 * Why a request may come from somewhere else than a tool on this machine, where nobody is asked who they are; null when nothing
 * speaks for it. To listen on loopback alone is not enough: a web page of anybody's, open in a browser here, may send requests
 * there, also under its own site's name once that points to this machine; and a proxy brings those of everybody.
 */
export function problemOfCaller(headers: IncomingHttpHeaders): string | null {
  // A browser names the page that asks, and lets no page of another site send JSON unless it is told that it may.
  if (headers.origin !== undefined || headers["sec-fetch-site"] !== undefined) return "from a web page";
  if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) return "not sent as JSON";
  if (headers.forwarded !== undefined || headers["x-forwarded-for"] !== undefined) return "through a proxy";
  const address = `http://${headers.host ?? ""}`;
  if (!URL.canParse(address) || !isLoopbackHost(new URL(address).hostname)) return "under a foreign name";
  return null;
}
