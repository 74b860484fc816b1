import http from "node:http";
import { readSlackFile } from "../../../src/platforms/slack/read-file";
import { portOf } from "./support/stub-slack";

let server: http.Server;
let origin: string;
let requests: { path: string; token: string | undefined }[];
/** Another server, which must never see the bot's token. */
let elsewhere: http.Server;
let elsewhereOrigin: string;
let seenElsewhere: number;

const start = (listener: http.RequestListener): Promise<http.Server> =>
  new Promise((resolve) => {
    const started = http.createServer(listener).listen(0, "127.0.0.1", () => resolve(started));
  });

beforeEach(async () => {
  requests = [];
  seenElsewhere = 0;
  elsewhere = await start((_, response) => {
    seenElsewhere += 1;
    response.end("stolen");
  });
  elsewhereOrigin = `http://127.0.0.1:${portOf(elsewhere.address())}`;
  server = await start((request, response) => {
    const path = request.url ?? "";
    requests.push({ path, token: request.headers.authorization });
    if (path === "/file") response.writeHead(200, { "Content-Type": "image/png" }).end("bytes");
    if (path === "/login")
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end("<html>");
    if (path === "/gone") response.writeHead(404).end();
    if (path === "/busy") response.writeHead(503).end();
    if (path === "/moved") response.writeHead(302, { Location: "/file" }).end();
    if (path === "/away") response.writeHead(302, { Location: `${elsewhereOrigin}/x` }).end();
    if (path === "/round") response.writeHead(302, { Location: "/round" }).end();
    if (path === "/announced") response.writeHead(200, { "Content-Length": "5000" }).end("x".repeat(5_000));
    if (path === "/endless") {
      response.writeHead(200);
      const timer = setInterval(() => response.write("x".repeat(1_000)), 1);
      response.on("close", () => clearInterval(timer));
    }
    if (path === "/cut") {
      response.writeHead(200, { "Content-Length": "100" });
      response.write("half", () => response.destroy());
    }
    // "/silent" is never answered.
  });
  origin = `http://127.0.0.1:${portOf(server.address())}`;
});
afterEach(() => {
  for (const one of [server, elsewhere]) {
    one.close();
    one.closeAllConnections();
  }
});

const read = (address: string, more: { mostBytes?: number; timeoutMs?: number; mimeType?: string } = {}) =>
  readSlackFile(
    { botToken: "xoxb-secret", apiUrl: `${origin}/api/` },
    { address, mimeType: more.mimeType ?? "image/png" },
    { mostBytes: more.mostBytes ?? 1_000, timeoutMs: more.timeoutMs ?? 2_000 },
  );

it("brings the bytes, with the bot's token", async () => {
  expect(Buffer.from(await read(`${origin}/file`)).toString()).toBe("bytes");
  expect(requests).toEqual([{ path: "/file", token: "Bearer xoxb-secret" }]);
});

it("follows a redirect on the same host, and no other", async () => {
  expect(Buffer.from(await read(`${origin}/moved`)).toString()).toBe("bytes");
  await expect(read(`${origin}/away`)).rejects.toMatchObject({ code: "file_not_slacks", permanent: true });
  expect(seenElsewhere).toBe(0);
  await expect(read(`${origin}/round`)).rejects.toMatchObject({ code: "file_redirects" });
});

it.each([
  "",
  "not an address",
  "file:///etc/passwd",
  "http://files.slack.com/x",
  "https://files.slack.com:8443/x",
  "https://files.slack.com@evil.example/x",
  "https://evil.example/files.slack.com",
  "https://evilslack.com/x",
  "https://slack.com.evil.example/x",
  "https://user:pass@files.slack.com/x",
  "http://169.254.169.254/latest/meta-data",
])("does not go to %p", async (address) => {
  await expect(read(address)).rejects.toMatchObject({ code: "file_not_slacks", permanent: true });
});

it("does not go to another port of the double's host", async () => {
  await expect(read(`${elsewhereOrigin}/x`)).rejects.toMatchObject({ code: "file_not_slacks" });
  expect(seenElsewhere).toBe(0);
});

it("refuses a login page, unless a web page is what was sent", async () => {
  await expect(read(`${origin}/login`)).rejects.toMatchObject({ code: "file_login_page", permanent: true });
  expect(Buffer.from(await read(`${origin}/login`, { mimeType: "text/html" })).toString()).toBe("<html>");
});

it("stops at the limit, announced or not", async () => {
  await expect(read(`${origin}/announced`)).rejects.toMatchObject({ code: "file_too_large" });
  await expect(read(`${origin}/endless`, { mostBytes: 50_000 })).rejects.toMatchObject({
    code: "file_too_large",
  });
  expect((await read(`${origin}/announced`, { mostBytes: 5_000 })).byteLength).toBe(5_000);
});

it("tells what may be tried again from what may not", async () => {
  await expect(read(`${origin}/gone`)).rejects.toMatchObject({ code: "file_http_404", permanent: true });
  await expect(read(`${origin}/busy`)).rejects.toMatchObject({ code: "file_http_503", permanent: false });
  await expect(read(`${origin}/cut`)).rejects.toMatchObject({ code: "file_unreadable", permanent: false });
  await expect(read(`${origin}/silent`, { timeoutMs: 100 })).rejects.toMatchObject({
    code: "file_unreadable",
    permanent: false,
  });
  await expect(read(`${origin}/endless`, { mostBytes: 1e9, timeoutMs: 200 })).rejects.toMatchObject({
    code: "file_unreadable",
  });
});
