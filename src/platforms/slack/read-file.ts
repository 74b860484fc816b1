import http from "node:http";
import https from "node:https";
import { PlatformError } from "../port";

export interface ReadFileSettings {
  botToken: string;
  /** The Web API's base where it is not Slack's own: its host keeps the files, too. */
  apiUrl: string | null;
}

const mostRedirects = 3;

/**
 * Fetches a file from where Slack keeps it. The bot's token goes with the request, so the address must be Slack's:
 * files come from https://files.slack.com (https://docs.slack.dev/reference/objects/file-object, "url_private").
 * A redirect is followed only to such a host. Throws a PlatformError for any other address, for more than `mostBytes`,
 * for a login page in place of the file, and when it takes longer than `timeoutMs`.
 */
export async function readSlackFile(
  settings: ReadFileSettings,
  file: { address: string; mimeType: string },
  limits: { mostBytes: number; timeoutMs: number },
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let address = slackAddress(file.address, settings.apiUrl);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await get(address, settings.botToken, signal);
    const status = answer.statusCode ?? 0;
    if (status >= 300 && status < 400 && answer.headers.location) {
      answer.destroy();
      address = slackAddress(new URL(answer.headers.location, address).href, settings.apiUrl);
      continue;
    }
    if (status !== 200) {
      answer.destroy();
      throw new PlatformError(
        `file_http_${status}`,
        `the file came with HTTP ${status}`,
        status < 500 && status !== 429,
      );
    }
    const type = answer.headers["content-type"] ?? "";
    if (type.startsWith("text/html") && !file.mimeType.startsWith("text/html")) {
      answer.destroy();
      throw new PlatformError(
        "file_login_page",
        "a web page came in place of the file: is the scope files:read granted?",
        true,
      );
    }
    return await contentOf(answer, limits.mostBytes);
  }
  throw new PlatformError("file_redirects", "the file's address leads on and on", true);
}

/** The address when the bot's token may go there; throws otherwise. */
function slackAddress(address: string, apiUrl: string | null): URL {
  const refused = () =>
    new PlatformError("file_not_slacks", "the file's address is not one of Slack's", true);
  if (!URL.canParse(address)) throw refused();
  const url = new URL(address);
  if (url.username || url.password) throw refused();
  if (apiUrl !== null && sameServer(url, new URL(apiUrl))) return url;
  const ours = url.hostname === "slack.com" || /\.(slack|slack-files)\.com$/.test(url.hostname);
  if (url.protocol !== "https:" || !ours || url.port !== "") throw refused();
  return url;
}

/** On this machine "localhost" and "127.0.0.1" are one. */
function sameServer(url: URL, api: URL): boolean {
  if (url.origin === api.origin) return true;
  const loopback = ({ hostname }: URL) => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  return loopback(url) && loopback(api) && url.port === api.port && url.protocol === api.protocol;
}

function get(url: URL, botToken: string, signal: AbortSignal): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? https : http).get(
      url,
      { headers: { Authorization: `Bearer ${botToken}` }, signal },
      resolve,
    );
    request.on("error", (error) => reject(unreadable(error)));
  });
}

async function contentOf(answer: http.IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new PlatformError("file_too_large", `the file has more than ${mostBytes} bytes`, true);
  const announced = Number(answer.headers["content-length"] ?? 0);
  try {
    if (announced > mostBytes) throw tooLarge();
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of answer) {
      const part = Buffer.from(chunk);
      bytes += part.length;
      if (bytes > mostBytes) throw tooLarge();
      chunks.push(part);
    }
    if (!answer.complete) throw new Error("the connection closed before the end");
    return Buffer.concat(chunks);
  } catch (error) {
    throw error instanceof PlatformError ? error : unreadable(error);
  } finally {
    answer.destroy();
  }
}

function unreadable(error: unknown): PlatformError {
  const message = error instanceof Error ? error.message : String(error);
  return new PlatformError("file_unreadable", `the file could not be fetched: ${message}`, false);
}
