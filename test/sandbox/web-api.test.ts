import { webApi } from "@slack/bolt";
import { type Sandbox, startSandbox } from "../../sandbox";
import { call, errorOf } from "./support/calls";
import { options } from "./support/example-bot";

let now = Date.UTC(2026, 10, 23, 9);
let sandbox: Sandbox;
const idOf = (channel: string) => sandbox.workspace.conversations.findChannel(channel)?.id ?? "";

beforeEach(async () => {
  now = Date.UTC(2026, 10, 23, 9);
  sandbox = await startSandbox({ ...options, clock: () => now, messageRate: { perSecond: 1, burst: 3 } });
});
afterEach(() => sandbox.close());

test("listens on loopback only", async () => {
  await expect(startSandbox({ host: "0.0.0.0" })).rejects.toThrow("loopback only");
});

test("tokens are asked for", async () => {
  expect((await call(sandbox, "auth.test", {}, "")).body).toMatchObject({ ok: false, error: "not_authed" });
  expect((await call(sandbox, "auth.test", {}, "xoxb-wrong")).body.error).toBe("invalid_auth");
  expect((await call(sandbox, "auth.test", {}, sandbox.appToken)).body.error).toBe("not_allowed_token_type");
  expect((await call(sandbox, "auth.test", { token: sandbox.botToken }, "")).body.ok).toBe(true);
  expect((await call(sandbox, "apps.connections.open", {})).body.error).toBe("not_allowed_token_type");
  expect(await errorOf(sandbox, "no.such", {})).toBe("unknown_method");
});

test("forms, queries and JSON say the same", async () => {
  const form = new URLSearchParams({ channel: "#sales", text: "by form", token: sandbox.botToken });
  const answer = await fetch(`${sandbox.apiUrl}chat.postMessage`, { method: "POST", body: form });
  expect(await answer.json()).toMatchObject({ ok: true, channel: idOf("sales") });
  expect(sandbox.as("lin@example.com").channel("sales").last()?.text).toBe("by form");
  const broken = await fetch(`${sandbox.apiUrl}auth.test`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{",
  });
  expect(await broken.json()).toMatchObject({ error: "invalid_json" });
});

test("people are found by id and e-mail, with their locale on request", async () => {
  const lin = sandbox.as("lin@example.com");
  const found = await call(sandbox, "users.lookupByEmail", { email: "LIN@example.com" });
  expect(found.body.user).toMatchObject({
    id: lin.id,
    profile: { email: "lin@example.com" },
    tz: "Asia/Shanghai",
    tz_offset: 28_800,
  });
  expect(found.body.user).not.toHaveProperty("locale");
  const info = await call(sandbox, "users.info", { user: lin.id, include_locale: true });
  expect(info.body.user).toMatchObject({ locale: "zh-CN" });
  expect(await errorOf(sandbox, "users.lookupByEmail", { email: "nobody@example.com" })).toBe(
    "users_not_found",
  );
  expect(await errorOf(sandbox, "users.info", { user: "U9" })).toBe("user_not_found");
});

test("collections come in pages", async () => {
  const client = new webApi.WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl });
  const names: (string | undefined)[] = [];
  for await (const page of client.paginate("conversations.list", { limit: 2 })) {
    if ("channels" in page && Array.isArray(page.channels))
      names.push(...page.channels.map((channel) => channel.name));
  }
  expect(names).toEqual(["sales", "leads", "closed"]);
});

test("messages go where the bot is, by id, name or person", async () => {
  const lin = sandbox.as("lin@example.com");
  expect(await errorOf(sandbox, "chat.postMessage", { channel: "nowhere", text: "x" })).toBe(
    "channel_not_found",
  );
  expect(await errorOf(sandbox, "chat.postMessage", { channel: idOf("closed"), text: "x" })).toBe(
    "not_in_channel",
  );
  await call(sandbox, "conversations.join", { channel: idOf("closed") });
  expect(await errorOf(sandbox, "chat.postMessage", { channel: "closed", text: "x" })).toBe("ok");
  expect(await errorOf(sandbox, "chat.postMessage", { channel: lin.id, text: "to you" })).toBe("ok");
  expect(lin.dm().last()?.text).toBe("to you");
  expect(await errorOf(sandbox, "chat.postMessage", { channel: lin.id })).toBe("no_text");
  expect(await errorOf(sandbox, "chat.postMessage", { channel: lin.id, text: "x".repeat(40_001) })).toBe(
    "msg_too_long",
  );
});

test("bad blocks are refused with their place, and noted", async () => {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } }];
  const { body } = await call(sandbox, "chat.postMessage", { channel: "#sales", text: "t", blocks });
  const place = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]";
  expect(body).toEqual({
    ok: false,
    error: "invalid_blocks",
    errors: [place],
    response_metadata: { messages: [`[ERROR] ${place}`] },
  });
  expect(sandbox.workspace.problems).toMatchObject([{ kind: "invalid_blocks", where: "chat.postMessage" }]);
});

test("messages are changed and deleted by their author only; metadata is kept", async () => {
  const lin = sandbox.as("lin@example.com");
  const metadata = { event_type: "expense", event_payload: { id: "EXP-1" } };
  const channel = idOf("sales");
  const blocks = [{ type: "divider" }];
  const posted = await call(sandbox, "chat.postMessage", { channel, text: "one", metadata, blocks });
  const ts = posted.body.ts ?? "";
  expect(await errorOf(sandbox, "chat.update", { channel, ts, text: "two" })).toBe("ok");
  expect(lin.channel("sales").last()?.rawText).toBe("two");
  expect(lin.channel("sales").last()?.blocks).toEqual([]);
  expect(await errorOf(sandbox, "chat.update", { channel, ts, blocks })).toBe("ok");
  expect(lin.channel("sales").last()).toMatchObject({ rawText: "two", blocks: [{ type: "divider" }] });
  expect(await errorOf(sandbox, "chat.update", { channel, ts, text: "x".repeat(4001) })).toBe("msg_too_long");
  expect(await errorOf(sandbox, "chat.update", { channel, ts: "1.1", text: "x" })).toBe("message_not_found");
  await lin.say("mine", { in: "sales" });
  const mine = lin.channel("sales").last()?.ts ?? "";
  expect(await errorOf(sandbox, "chat.update", { channel, ts: mine, text: "x" })).toBe("cant_update_message");
  expect(await errorOf(sandbox, "chat.delete", { channel, ts: mine })).toBe("cant_delete_message");
  const history = await call(sandbox, "conversations.history", { channel, include_all_metadata: true });
  expect(history.body.messages).toMatchObject([{ text: "mine" }, { text: "two", metadata }]);
  expect(await errorOf(sandbox, "chat.delete", { channel, ts })).toBe("ok");
  expect(lin.channel("sales").find("two")).toBeUndefined();
});

test("an ephemeral message is its reader's alone", async () => {
  const lin = sandbox.as("lin@example.com");
  const channel = idOf("sales");
  const { body } = await call(sandbox, "chat.postEphemeral", { channel, user: lin.id, text: "psst" });
  expect(lin.channel("sales").last()?.text).toBe("psst");
  expect(sandbox.as("ada@example.com").channel("sales").messages).toEqual([]);
  expect((await call(sandbox, "conversations.history", { channel })).body.messages).toEqual([]);
  expect(await errorOf(sandbox, "chat.update", { channel, ts: body.message_ts ?? "", text: "x" })).toBe(
    "message_not_found",
  );
  expect(
    await errorOf(sandbox, "chat.postEphemeral", { channel: idOf("leads"), user: lin.id, text: "x" }),
  ).toBe("user_not_in_channel");
  expect(sandbox.workspace.snapshot(sandbox.as("ada@example.com").id)?.messages[channel]).toEqual([]);
});

test("messages above the rate are put off", async () => {
  const post = () => call(sandbox, "chat.postMessage", { channel: "#sales", text: "x" });
  for (let count = 0; count < 3; count += 1) expect((await post()).status).toBe(200);
  expect(await post()).toMatchObject({
    status: 429,
    retryAfter: "1",
    body: { ok: false, error: "ratelimited" },
  });
  expect((await call(sandbox, "chat.postMessage", { channel: "#leads", text: "x" })).status).toBe(200);
  now += 1_000;
  expect((await post()).status).toBe(200);
  expect((await post()).status).toBe(429);
});

test("failures come when asked for", async () => {
  sandbox.failNext("auth.test", { status: 429, retryAfter: 7, times: 2 });
  expect(await call(sandbox, "auth.test", {})).toMatchObject({ status: 429, retryAfter: "7" });
  expect((await call(sandbox, "auth.test", {})).status).toBe(429);
  expect((await call(sandbox, "auth.test", {})).status).toBe(200);
  sandbox.failNext("auth.test", { error: "account_inactive" });
  expect(await errorOf(sandbox, "auth.test", {})).toBe("account_inactive");
  sandbox.failNext("chat.postMessage", { loseResponse: true });
  await expect(
    call(sandbox, "chat.postMessage", { channel: "#sales", text: "lost answer" }),
  ).rejects.toThrow();
  expect(sandbox.as("lin@example.com").channel("sales").last()?.text).toBe("lost answer");
});

test("a trigger opens one view, within three seconds", async () => {
  const lin = sandbox.as("lin@example.com");
  const view = { type: "modal", title: { type: "plain_text", text: "Form" }, blocks: [] };
  const open = (trigger: string) => errorOf(sandbox, "views.open", { trigger_id: trigger, view });
  const trigger = sandbox.workspace.triggers.issue(lin.id);
  expect(await open("1.2.3")).toBe("invalid_trigger_id");
  expect(await open(trigger)).toBe("ok");
  expect(lin.modal()?.title).toBe("Form");
  expect(await open(trigger)).toBe("exchanged_trigger_id");
  const late = sandbox.workspace.triggers.issue(lin.id);
  now += 3_001;
  expect(await open(late)).toBe("expired_trigger_id");
});

test("views are pushed three deep, updated with their hash, and refused with each fault's place", async () => {
  const lin = sandbox.as("lin@example.com");
  const view = (title: string, more = {}) => ({
    type: "modal",
    title: { type: "plain_text", text: title },
    blocks: [],
    ...more,
  });
  const trigger_id = () => sandbox.workspace.triggers.issue(lin.id);
  const opened = await call(sandbox, "views.open", {
    trigger_id: trigger_id(),
    view: view("One", { external_id: "mine" }),
  });
  const first = opened.body.view;
  expect(await errorOf(sandbox, "views.push", { trigger_id: trigger_id(), view: view("Two") })).toBe("ok");
  expect(await errorOf(sandbox, "views.push", { trigger_id: trigger_id(), view: view("Three") })).toBe("ok");
  expect(await errorOf(sandbox, "views.push", { trigger_id: trigger_id(), view: view("Four") })).toBe(
    "push_limit_reached",
  );
  const hash = typeof first === "object" && first !== null && "hash" in first ? String(first.hash) : "";
  expect(await errorOf(sandbox, "views.update", { external_id: "mine", hash, view: view("New") })).toBe("ok");
  expect(await errorOf(sandbox, "views.update", { external_id: "mine", hash, view: view("New") })).toBe(
    "not_found",
  );
  expect(await errorOf(sandbox, "views.update", { view_id: "V9", view: view("New") })).toBe("not_found");
  const bad = await call(sandbox, "views.open", { trigger_id: trigger_id(), view: view("x".repeat(25)) });
  expect(bad.body).toMatchObject({
    error: "invalid_arguments",
    response_metadata: {
      messages: ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"],
    },
  });
  const huge = view("Big", { private_metadata: "x".repeat(260_000) });
  expect(await errorOf(sandbox, "views.open", { trigger_id: trigger_id(), view: huge })).toBe(
    "view_too_large",
  );
});

test("an update with an old hash is refused", async () => {
  const lin = sandbox.as("lin@example.com");
  const view = { type: "home", blocks: [] };
  expect(await errorOf(sandbox, "views.publish", { user_id: lin.id, view })).toBe("ok");
  expect(await errorOf(sandbox, "views.publish", { user_id: lin.id, view, hash: "1.2" })).toBe(
    "hash_conflict",
  );
  expect(await errorOf(sandbox, "views.publish", { user_id: "U9", view })).toBe("user_not_found");
});

test("files are uploaded by Slack's own client and fetched with the token only", async () => {
  const client = new webApi.WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl });
  const content = Buffer.from([0, 13, 10, 255, 45, 45]);
  await client.filesUploadV2({
    channel_id: idOf("sales"),
    filename: "chart.png",
    file: content,
    initial_comment: "Here",
  });
  const message = sandbox.as("lin@example.com").channel("sales").last();
  expect(message?.files).toMatchObject([{ name: "chart.png", mimeType: "image/png", size: 6 }]);
  const info = await client.files.info({ file: message?.files[0]?.id ?? "" });
  const address = info.file?.url_private_download ?? "";
  expect((await fetch(address, { redirect: "manual" })).status).toBe(302);
  const fetched = await fetch(address, { headers: { authorization: `Bearer ${sandbox.botToken}` } });
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(content);
});

test("calls are kept with what they said", async () => {
  await call(sandbox, "chat.postMessage", { channel: "#sales", text: "x" });
  expect(sandbox.workspace.calls).toMatchObject([
    { method: "chat.postMessage", args: { channel: "#sales", text: "x" }, response: { ok: true } },
  ]);
});
