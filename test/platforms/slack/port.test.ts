import { PlatformError, type Port } from "../../../src/platforms/port";
import { channelFinder } from "../../../src/platforms/slack/channels";
import { connectSlack } from "../../../src/platforms/slack/connect";
import { recordingLogger } from "../support/recording-logger";
import { startTestBot, type TestBot } from "./support/bot";
import { signingSecret, startStubSlack } from "./support/stub-slack";

let bot: TestBot;
let port: Port;
beforeEach(async () => {
  bot = await startTestBot();
  port = bot.connection.port;
});
afterEach(() => bot.close());

const refuse = (method: string, error: string) =>
  bot.slack.answers.set(method, () => ({ body: { ok: false, error } }));

it("sends a card with its key, and nothing that Slack would parse", async () => {
  const sent = await port.send("C1", { title: "<!channel> EXP-1", elements: [] }, "notice:7");
  expect(sent).toEqual({ messageId: "1700000000.000100" });
  expect(bot.slack.of("chat.postMessage")[0]?.args).toMatchObject({
    channel: "C1",
    text: "&lt;!channel&gt; EXP-1",
    parse: "none",
    link_names: "false",
    unfurl_links: "false",
    metadata: { event_type: "drumbeat_card", event_payload: { send_key: "notice:7" } },
  });
});

it("finds what an earlier attempt sent, and sends where there is none or looking is not allowed", async () => {
  const message = (key: string) => ({
    ts: "5.5",
    metadata: { event_type: "drumbeat_card", event_payload: { send_key: key } },
  });
  bot.slack.answers.set("conversations.history", () => ({
    body: { ok: true, messages: [message("notice:7")] },
  }));
  const card = { title: "EXP-1", elements: [] };
  expect(await port.send("D1", card, "notice:7", { again: true })).toEqual({ messageId: "5.5" });
  expect(bot.slack.of("chat.postMessage")).toHaveLength(0);
  await port.send("D1", card, "notice:8", { again: true });
  refuse("conversations.history", "missing_scope");
  await port.send("C1", card, "notice:7", { again: true });
  expect(bot.slack.of("chat.postMessage")).toHaveLength(2);
});

it("tells what is worth trying again, and how long Slack asks to wait", async () => {
  const card = { title: "EXP-1", elements: [] };
  refuse("chat.postMessage", "channel_not_found");
  await expect(port.send("C1", card, "k")).rejects.toMatchObject({
    code: "channel_not_found",
    permanent: true,
  });
  refuse("chat.postMessage", "internal_error");
  await expect(port.send("C1", card, "k")).rejects.toMatchObject({
    code: "internal_error",
    permanent: false,
  });
  bot.slack.answers.set("chat.postMessage", () => ({
    status: 429,
    headers: { "Retry-After": "30" },
    body: "",
  }));
  const limited = await port.send("C1", card, "k").catch((error: unknown) => error);
  expect(limited).toBeInstanceOf(PlatformError);
  expect(limited).toMatchObject({ code: "ratelimited", permanent: false, retryAfter: 30 });
  bot.slack.answers.set("chat.postMessage", () => ({ status: 503, body: "down" }));
  await expect(port.send("C1", card, "k")).rejects.toMatchObject({ code: "http_503", permanent: false });
  // Never twice by itself: what was posted before the answer was lost would stand there twice.
  expect(bot.slack.of("chat.postMessage")).toHaveLength(4);
});

it("asks twice more for what does no harm", async () => {
  let times = 0;
  bot.slack.answers.set("users.info", () => {
    times += 1;
    return times < 3 ? { status: 500, body: "" } : { body: { ok: true, user: { id: "U1", name: "li" } } };
  });
  expect(await port.profile("U1")).toMatchObject({ name: "li" });
});

it("reads a profile, and knows whom Slack does not know", async () => {
  const user = {
    id: "U1",
    name: "li.na",
    is_bot: false,
    tz: "Asia/Shanghai",
    locale: "zh-CN",
    profile: { real_name: "Li Na", display_name: "nana", email: "Li.Na@Acme.Example" },
  };
  bot.slack.answers.set("users.info", () => ({ body: { ok: true, user } }));
  expect(await port.profile("U1")).toEqual({
    name: "Li Na",
    email: "li.na@acme.example",
    locale: "zh-CN",
    timeZone: "Asia/Shanghai",
    isBot: false,
  });
  expect(bot.slack.of("users.info")[0]?.args).toMatchObject({ user: "U1", include_locale: "true" });
  refuse("users.info", "user_not_found");
  expect(await port.profile("U9")).toBeNull();
});

it("uploads a file where Slack says, without the token", async () => {
  bot.slack.answers.set("files.getUploadURLExternal", () => ({
    body: { ok: true, upload_url: `${bot.slack.origin}/upload/1`, file_id: "F1" },
  }));
  await port.sendFile("C1", {
    key: "file:1",
    name: "chart.png",
    mimeType: "image/png",
    content: Buffer.from("picture"),
  });
  const [asked] = bot.slack.of("files.getUploadURLExternal");
  expect(asked?.args).toMatchObject({ filename: "chart.png", length: "7" });
  const [upload] = bot.slack.of("/upload/1");
  expect(upload).toMatchObject({ token: "", args: { body: "picture" } });
  expect(bot.slack.of("files.completeUploadExternal")[0]?.args).toMatchObject({
    files: [{ id: "F1", title: "chart.png" }],
    channel_id: "C1",
  });
});

it("asks for the address of a file that came without one", async () => {
  await expect(
    port.readFile(
      { id: "F1", name: "x", mimeType: "image/png", size: null, address: "" },
      { mostBytes: 10, timeoutMs: 1_000 },
    ),
  ).rejects.toMatchObject({ code: "file_not_slacks" });
  expect(bot.slack.of("files.info")[0]?.args).toEqual({ file: "F1" });
});

it("says when Slack is not well", async () => {
  refuse("auth.test", "account_inactive");
  expect(await port.health()).toMatchObject({
    ok: false,
    detail: expect.stringContaining("account_inactive"),
  });
});

describe("finding a channel", () => {
  function finder() {
    let now = 0;
    let listings = 0;
    const names = ["sales"];
    const find = channelFinder(
      async (cursor) => {
        if (cursor === null) {
          listings += 1;
          return { channels: [{ id: "C0", name: "general" }], next: "page2" };
        }
        return { channels: names.map((name) => ({ id: `C-${name}`, name })), next: null };
      },
      { now: () => new Date(now) },
    );
    const pass = (milliseconds: number): void => {
      now += milliseconds;
    };
    return { find, names, listings: () => listings, pass };
  }

  it("reads all pages once for many askers", async () => {
    const { find, listings } = finder();
    expect(await Promise.all([find("sales"), find("#sales"), find("general")])).toEqual([
      "C-sales",
      "C-sales",
      "C0",
    ]);
    expect(listings()).toBe(1);
  });

  it("asks again for a missing one once a minute at most, and for all after ten minutes", async () => {
    const { find, names, listings, pass } = finder();
    expect(await find("new")).toBeNull();
    names.push("new");
    expect(await find("new")).toBeNull();
    expect(listings()).toBe(1);
    pass(61_000);
    expect(await find("new")).toBe("C-new");
    expect(listings()).toBe(2);
    names.pop();
    pass(601_000);
    expect(await find("new")).toBeNull();
    expect(listings()).toBe(3);
  });
});

describe("starting", () => {
  const settings = (apiUrl: string) => ({
    config: { mode: "http" as const, botToken: "xoxb-wrong", signingSecret, apiUrl },
    dispatch: () => Promise.reject(new Error("not reached")),
    accept: () => Promise.reject(new Error("not reached")),
    logger: recordingLogger().logger,
    clock: { now: () => new Date() },
  });

  it("says in one sentence that the token is wrong, or that Slack is not there", async () => {
    const slack = await startStubSlack();
    slack.answers.set("auth.test", () => ({ body: { ok: false, error: "invalid_auth" } }));
    await expect(connectSlack(settings(slack.apiUrl))).rejects.toThrow(/SLACK_BOT_TOKEN.*invalid_auth/);
    await slack.close();
    await expect(connectSlack(settings(slack.apiUrl))).rejects.toThrow(/can't be reached.*ECONNREFUSED/);
  });
});
