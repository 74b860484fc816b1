import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Act, ActResult, Snapshot, StreamEvent } from "../../sandbox/protocol";
import { type Connected, connect, exampleBot, type Heard } from "./support/example-bot";

const heard: Heard = { submissions: [], closed: [], messages: [], actions: [] };
let directory: string;
let connected: Connected;
let page: string;
let linId: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "sandbox-page-"));
  await writeFile(join(directory, "index.html"), "<!doctype html><title>Sandbox</title>");
  const bot = exampleBot(heard, () => linId);
  connected = await connect("http", bot, { servePageFrom: directory });
  page = connected.sandbox.pageUrl ?? "";
  linId = connected.sandbox.as("lin@example.com").id;
});
afterAll(async () => {
  await connected.stop();
  await rm(directory, { recursive: true });
});

async function act(
  what: Act,
  headers: Record<string, string> = {},
): Promise<{ status: number; result: ActResult }> {
  const response = await fetch(`${page}api/act?as=${linId}`, {
    method: "POST",
    body: JSON.stringify(what),
    headers,
  });
  const result: ActResult = JSON.parse(await response.text());
  return { status: response.status, result };
}

async function snapshot(as = linId): Promise<Snapshot> {
  const response = await fetch(`${page}api/snapshot?as=${as}`);
  const loaded: Snapshot = JSON.parse(await response.text());
  return loaded;
}

/** A request whose Host header can be chosen, which fetch does not allow. */
function statusFor(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, page), { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.on("error", reject).end();
  });
}

test("the page is served, and nothing beside it", async () => {
  const response = await fetch(page);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
  expect(await response.text()).toContain("Sandbox");
  expect(await statusFor("/..%2f..%2f..%2fetc/passwd", {})).toBe(404);
  expect(await statusFor("/%00", {})).toBe(404);
});

test("other sites and other names are refused", async () => {
  const what: Act = { type: "openHome" };
  expect((await act(what, { origin: "http://evil.example" })).status).toBe(403);
  expect((await act(what, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect(await statusFor("/api/snapshot", { host: "evil.example" })).toBe(421);
  expect(await statusFor("/slack-api/api.test", { host: "evil.example:80" })).toBe(421);
  expect((await act(what, { origin: page.replace(/\/$/, "") })).status).toBe(200);
});

test("a snapshot shows one person's workspace", async () => {
  const mine = await snapshot();
  expect(mine.me).toMatchObject({ name: "Lin Yue", locale: "zh-CN" });
  expect(mine.conversations.map((entry) => entry.name)).toEqual(["sales", "closed", "Drumbeat"]);
  expect(mine.commands).toHaveLength(1);
  expect((await fetch(`${page}api/snapshot?as=U9`)).status).toBe(404);
});

test("a form is filled in from the page, with the file and the options", async () => {
  const direct = (await snapshot()).conversations.find((entry) => entry.kind === "direct")?.id ?? "";
  const events: StreamEvent[] = [];
  const abort = new AbortController();
  const stream = await fetch(`${page}api/stream?as=${linId}`, { signal: abort.signal });
  const reading = readEvents(stream, events);

  await act({ type: "command", conversationId: direct, name: "/expense", text: "new" });
  await connected.sandbox.as("lin@example.com").waitForModal();
  const modal = (await snapshot()).modals[0];
  const viewId = modal?.id ?? "";
  const options = await act({
    type: "options",
    viewId,
    blockId: "customer",
    actionId: "customer",
    query: "ac",
  });
  expect(options.result.options).toEqual([
    { text: "Acme", value: "acme" },
    { text: "Acorn", value: "acorn" },
  ]);
  const upload = await fetch(`${page}api/files?as=${linId}&name=r.png`, {
    method: "POST",
    body: "x",
    headers: { "content-type": "image/png" },
  });
  const file: { id: string; url: string } = JSON.parse(await upload.text());
  expect((await fetch(new URL(file.url, page))).headers.get("content-type")).toBe("image/png");

  const refused = await act({ type: "submitView", viewId, values: {} });
  expect(refused.result).toEqual({ ok: false, errors: { purpose: "Please complete this required field." } });
  const values = {
    purpose: { purpose: { type: "plain_text_input", value: "train" } },
    receipts: { receipts: { type: "file_input", files: [{ id: file.id }] } },
  };
  const lost = { receipts: { receipts: { type: "file_input", files: [{ id: "F9" }] } } };
  const withoutFile = await act({ type: "submitView", viewId, values: lost });
  expect(withoutFile.result.problem).toContain("no longer there");
  expect((await act({ type: "submitView", viewId, values })).result).toEqual({ ok: true });
  const submitted = heard.submissions[0]?.state.values;
  expect(submitted?.amount?.amount?.value).toBe("128.50");
  expect(submitted?.receipts?.receipts).toMatchObject({ files: [{ id: file.id, mimetype: "image/png" }] });

  const card = await connected.sandbox.as("lin@example.com").dm().waitForMessage("train");
  const block = card.blocks[1];
  await act({
    type: "messageAction",
    conversationId: direct,
    ts: card.ts,
    blockId: block?.block_id ?? "",
    actionId: "approve",
    value: {},
  });
  expect(heard.actions[0]?.actions[0]).toMatchObject({ type: "button", value: "1", action_id: "approve" });
  await connected.sandbox.as("lin@example.com").waitFor(() => card.text === "Approved");
  expect((await snapshot()).unread[direct]).toBeGreaterThan(0);
  await act({ type: "markRead", conversationId: direct });
  expect((await snapshot()).unread[direct]).toBe(0);
  abort.abort();
  await reading;
  const types = new Set(events.map((event) => event.type));
  expect(types).toEqual(new Set(["modals", "problem", "message", "messageChanged"]));
});

test("what cannot be done is said", async () => {
  const direct = (await snapshot()).conversations.find((entry) => entry.kind === "direct")?.id ?? "";
  expect((await act({ type: "submitView", viewId: "V9", values: {} })).result.problem).toBe(
    "This form is no longer open.",
  );
  expect((await act({ type: "say", conversationId: direct, text: " ", fileIds: [] })).result.ok).toBe(false);
  expect((await act({ type: "say", conversationId: "C9", text: "x", fileIds: [] })).result.ok).toBe(false);
  const ada = connected.sandbox.as("ada@example.com").dm().id;
  expect((await act({ type: "say", conversationId: ada, text: "x", fileIds: [] })).result.ok).toBe(false);
  const nonsense = await fetch(`${page}api/act?as=${linId}`, { method: "POST", body: "nonsense" });
  expect(nonsense.status).toBe(400);
});

async function readEvents(response: Response, events: StreamEvent[]): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for await (const chunk of response.body ?? []) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.startsWith("data: ")) events.push(JSON.parse(line.slice(6)));
    }
  } catch (error) {
    // Errors of fetch come from outside of the test's realm, so instanceof does not know them.
    if (!String(error).startsWith("AbortError")) throw error;
  }
}
