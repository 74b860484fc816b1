import { PlatformError } from "../port";
import { connectorAddress, fileAddress, type Reach } from "./hosts";
import { reasonOf } from "./reason";

const mostRedirects = 3;

/**
 * Fetches a file from where Teams keeps it: from SharePoint or OneDrive, whose addresses are permissions in themselves, or a
 * picture inside a message from the Bot Connector, which alone is shown the bot's token. A redirect is followed to such
 * an address only. Throws a PlatformError for any other, for more than `mostBytes`, for a login page in place of the
 * file, and when it takes longer than `timeoutMs`.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
export async function readTeamsFile(
  settings: { reach: Reach; token: () => Promise<string | null> },
  file: { address: string; mimeType: string },
  limits: { mostBytes: number; timeoutMs: number },
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let { address } = file;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await get(settings, address, signal);
    const location = answer.headers.get("location");
    if (answer.status >= 300 && answer.status < 400 && location) {
      await answer.body?.cancel();
      if (!URL.canParse(location, address)) throw notTeams();
      address = new URL(location, address).href;
      continue;
    }
    if (answer.status !== 200) {
      await answer.body?.cancel();
      const { status } = answer;
      throw new PlatformError(
        `file_http_${status}`,
        `the file came with HTTP ${status}`,
        status < 500 && status !== 429,
      );
    }
    const type = answer.headers.get("content-type") ?? "";
    if (type.startsWith("text/html") && !file.mimeType.startsWith("text/html")) {
      await answer.body?.cancel();
      throw new PlatformError("file_login_page", "a web page came in place of the file", true);
    }
    return await contentOf(answer, limits.mostBytes);
  }
  throw new PlatformError("file_redirects", "the file's address leads on and on", true);
}

const notTeams = () => new PlatformError("file_not_teams", "the file's address is not one of Teams", true);

async function get(
  { reach, token }: { reach: Reach; token: () => Promise<string | null> },
  address: string,
  signal: AbortSignal,
): Promise<Response> {
  const connector = connectorAddress(address, reach);
  const url = connector ?? fileAddress(address, reach);
  if (url === null) throw notTeams();
  const bearer = connector ? await token() : null;
  try {
    return await fetch(url, {
      headers: bearer === null ? {} : { Authorization: `Bearer ${bearer}` },
      redirect: "manual",
      signal,
    });
  } catch (error) {
    throw unreadable(error);
  }
}

async function contentOf(answer: Response, mostBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new PlatformError("file_too_large", `the file has more than ${mostBytes} bytes`, true);
  if (Number(answer.headers.get("content-length") ?? 0) > mostBytes) {
    await answer.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof PlatformError ? error : unreadable(error);
  }
  return Buffer.concat(chunks);
}

function unreadable(error: unknown): PlatformError {
  return new PlatformError("file_unreadable", `the file could not be fetched: ${reasonOf(error)}`, false);
}
