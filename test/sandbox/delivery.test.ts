import { WebSocket } from "ws";
import { type Sandbox, startSandbox } from "../../sandbox";
import { signature } from "../../sandbox/delivery/signature";
import type { SandboxOptions } from "../../sandbox/options";
import { type BareApp, startBareApp } from "./support/bare-app";
import { call } from "./support/calls";
import { connect, options } from "./support/example-bot";

let sandbox: Sandbox;
let app: BareApp | undefined;

async function start(
  answer: Parameters<typeof startBareApp>[0],
  more: SandboxOptions = {},
): Promise<BareApp> {
  const timings = { acknowledgement: 150, eventRetries: [5, 5, 5], quiet: 20, firstEffect: 30 };
  app = await startBareApp(answer);
  sandbox = await startSandbox({ ...options, timings, eventsUrl: app.url, ...more });
  return app;
}

afterEach(async () => {
  await sandbox.close();
  await app?.close();
  app = undefined;
});

const lin = () => sandbox.as("lin@example.com");

test("requests are signed over their timestamp and body", async () => {
  const bare = await start((_count, response) => response.end());
  await lin().command("/expense new 12 <taxi> & co", { in: "sales" });
  const request = bare.received[0];
  const timestamp = Number(request?.headers["x-slack-request-timestamp"]);
  expect(Math.abs(timestamp - Date.now() / 1000)).toBeLessThan(5);
  expect(request?.headers["x-slack-signature"]).toBe(
    signature(sandbox.signingSecret, timestamp, request?.body ?? ""),
  );
  const form = Object.fromEntries(new URLSearchParams(request?.body));
  expect(form).toMatchObject({
    command: "/expense",
    text: "new 12 &lt;taxi&gt; &amp; co",
    channel_name: "sales",
    user_id: lin().id,
    user_name: "lin",
    is_enterprise_install: "false",
  });
  expect(form.response_url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/response\//);
});

test("Slack's own example of a signature comes out as documented", () => {
  const body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  expect(signature("8f742231b10e8888abcd99yyyzzz85a5", 1531420618, body)).toBe(
    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  );
});

test.each([
  ["says nothing in time", () => undefined, "operation_timeout"],
  [
    "fails",
    (_count: number, response: import("node:http").ServerResponse) => response.writeHead(500).end(),
    "http_service_error",
  ],
])(
  "a command to an app that %s is a problem for the person and the record",
  async (_name, answer, failure) => {
    await start(answer);
    const outcome = await lin().command("/expense new");
    expect(outcome.problem).toBe(`/expense failed with the error "${failure}"`);
    expect(lin().notices).toEqual([outcome.problem]);
    expect(sandbox.workspace.problems).toMatchObject([
      { kind: failure, where: "command", details: ["/expense"] },
    ]);
  },
);

test("a command without an app, and one that does not exist, say so", async () => {
  sandbox = await startSandbox({ ...options, eventsUrl: "http://127.0.0.1:9/" });
  expect((await lin().command("/expense new")).problem).toContain("dispatch_failed");
  expect((await lin().command("/nothing")).problem).toContain("/nothing is not a valid command");
});

test("an answer with bad blocks is refused and noted", async () => {
  await start((_count, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ text: "x", blocks: [{ type: "nonsense" }] }));
  });
  expect((await lin().command("/expense")).problem).toContain("invalid_blocks");
  expect(sandbox.workspace.problems).toMatchObject([{ kind: "invalid_blocks", where: "/expense" }]);
});

test("an event is sent again up to three times, with its number and reason", async () => {
  const bare = await start((count, response) => {
    if (count === 1) return;
    response.writeHead(count === 3 ? 200 : 503).end();
  });
  await lin().say("hello");
  await lin().waitFor(() => bare.received.length === 4);
  expect(bare.received.map((request) => request.headers["x-slack-retry-num"])).toEqual([
    undefined,
    "1",
    "2",
    "3",
  ]);
  expect(bare.received.map((request) => request.headers["x-slack-retry-reason"])).toEqual([
    undefined,
    "http_error",
    "http_timeout",
    "http_error",
  ]);
  const ids = new Set(bare.received.map((request) => JSON.parse(request.body).event_id));
  expect(ids.size).toBe(1);
});

test("retries end where the app asks for it", async () => {
  const bare = await start((_count, response) => response.writeHead(500, { "x-slack-no-retry": "1" }).end());
  await lin().say("hello");
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(bare.received).toHaveLength(1);
});

test("an event looks as Slack's do", async () => {
  const bare = await start((_count, response) => response.end());
  await lin().say("hi there");
  const event = JSON.parse(bare.received[0]?.body ?? "{}");
  expect(event).toMatchObject({
    type: "event_callback",
    event: { type: "message", channel_type: "im", text: "hi there", user: lin().id, channel: lin().dm().id },
    authorizations: [{ is_bot: true, is_enterprise_install: false }],
  });
  expect(event.event_id).toMatch(/^Ev/);
});

test("a URL proves itself by its challenge", async () => {
  const bare = await start((_count, response, body) => response.end(JSON.parse(body).challenge));
  await sandbox.connectTo(bare.url, true);
  await bare.close();
  const mute = await startBareApp((_count, response) => response.end());
  app = mute;
  await expect(sandbox.connectTo(mute.url, true)).rejects.toThrow("challenge");
});

test("a response_url takes five answers, within half an hour", async () => {
  let now = Date.UTC(2026, 10, 23);
  const bare = await start((_count, response) => response.end(), { clock: () => now });
  const respond = async (url: string, body: object) => {
    const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
    return `${response.status} ${await response.text()}`;
  };
  const urlOf = (index: number) => new URLSearchParams(bare.received[index]?.body).get("response_url") ?? "";
  await lin().command("/expense", { in: "sales" });
  const url = urlOf(0);
  expect(await respond(url, { text: "first" })).toBe("200 ok");
  expect(await respond(url, { text: "instead", replace_original: true })).toBe("200 ok");
  expect(
    lin()
      .channel("sales")
      .messages.map((message) => message.text),
  ).toEqual(["instead"]);
  expect(sandbox.as("ada@example.com").channel("sales").messages).toEqual([]);
  expect(await respond(url, { text: "to all", response_type: "in_channel" })).toBe("200 ok");
  expect(sandbox.as("ada@example.com").channel("sales").last()?.text).toBe("to all");
  expect(await respond(url, { delete_original: true })).toBe("200 ok");
  expect(lin().channel("sales").find("instead")).toBeUndefined();
  expect(await respond(url, { text: "fifth" })).toBe("200 ok");
  expect(await respond(url, { text: "sixth" })).toBe('404 {"ok":false,"error":"used_url"}');
  await lin().command("/expense", { in: "sales" });
  now += 30 * 60_000 + 1;
  expect(await respond(urlOf(1), { text: "late" })).toBe('404 {"ok":false,"error":"expired_url"}');
});

describe("answers to a submission", () => {
  const title = { type: "plain_text", text: "Form" };
  const input = {
    type: "input",
    block_id: "name",
    label: title,
    element: { type: "plain_text_input", action_id: "name" },
  };
  const view = { type: "modal", title, submit: title, blocks: [input] };

  async function submit(answer: unknown) {
    await start((_count, response) =>
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer)),
    );
    await call(sandbox, "views.open", { trigger_id: sandbox.workspace.triggers.issue(lin().id), view });
    const modal = await lin().waitForModal("Form");
    await modal.fill({ Form: "x" });
    return { modal, result: await modal.submit() };
  }

  test("errors of fields that are not there are refused", async () => {
    const { result } = await submit({ response_action: "errors", errors: { other: "no" } });
    expect(result).toMatchObject({
      errors: {},
      closed: false,
      problem: "We had some trouble connecting. Try again?",
    });
    expect(sandbox.workspace.problems).toMatchObject([
      { kind: "invalid_response", details: ['no input block "other" in the view'] },
    ]);
  });

  test("plain text is refused", async () => {
    expect((await submit("thanks")).result.problem).toContain("trouble connecting");
  });

  test("update keeps what was typed in the fields that stay", async () => {
    const { modal, result } = await submit({
      response_action: "update",
      view: { ...view, title: { type: "plain_text", text: "Next" } },
    });
    expect(result.modal?.title).toBe("Next");
    expect(modal.field("name").state).toEqual({ type: "plain_text_input", value: "x" });
  });

  test("clear closes all", async () => {
    const { result } = await submit({ response_action: "clear" });
    expect(result).toMatchObject({ closed: true, modal: undefined, problem: undefined });
  });

  test("push puts a view on top, and closing it shows the one below", async () => {
    const { modal, result } = await submit({
      response_action: "push",
      view: { ...view, title: { type: "plain_text", text: "Top" } },
    });
    expect(result.modal?.title).toBe("Top");
    expect(modal.isOpen).toBe(true);
    await result.modal?.close();
    expect(lin().modal()?.title).toBe("Form");
  });

  test("an invalid view is refused", async () => {
    const { result } = await submit({
      response_action: "update",
      view: { ...view, blocks: [{ type: "nonsense" }] },
    });
    expect(result.problem).toContain("trouble connecting");
    expect(sandbox.workspace.problems).toMatchObject([{ kind: "invalid_arguments" }]);
  });
});

test("Bolt refuses a wrong signature and an old timestamp; a replay reaches it", async () => {
  let count = 0;
  const connected = await connect("http", (bolt) => {
    bolt.command("/expense", async ({ ack }) => {
      count += 1;
      await ack();
    });
  });
  sandbox = connected.sandbox;
  await lin().command("/expense new");
  const last = sandbox.deliveries.at(-1);
  const body = last?.body ?? "";
  expect((await sandbox.deliverRaw({ body, headers: { "x-slack-signature": "v0=00" } })).status).toBe(401);
  const old = Math.floor(Date.now() / 1000) - 600;
  const headers = { "x-slack-request-timestamp": String(old), "x-slack-signature": sandbox.sign(body, old) };
  expect((await sandbox.deliverRaw({ body, headers })).status).toBe(401);
  expect((await sandbox.replay()).status).toBe(200);
  expect(count).toBe(2);
  await connected.app.stop();
});

test("deliveries go through the socket while there is one", async () => {
  const connected = await connect("socket", (bolt) => {
    bolt.command("/expense", async ({ ack }) => ack("done"));
  });
  sandbox = connected.sandbox;
  expect(sandbox.socketConnections()).toBe(1);
  expect((await lin().command("/expense")).text).toBe("done");
  expect(sandbox.deliveries.at(-1)?.transport).toBe("socket");
  sandbox.disconnectSockets("refresh_requested");
  await lin().waitFor(() => sandbox.socketConnections() === 0);
  expect((await lin().command("/expense")).problem).toContain("dispatch_failed");
  await connected.app.stop();
});

test("a socket needs a ticket, which works once", async () => {
  sandbox = await startSandbox(options);
  const { body } = await call(sandbox, "apps.connections.open", {}, sandbox.appToken);
  const url = String(body.url);
  const opens = (address: string) =>
    new Promise<boolean>((resolve) => {
      const socket = new WebSocket(address);
      socket.once("open", () => resolve(true)).once("error", () => resolve(false));
    });
  expect(await opens(url)).toBe(true);
  expect(await opens(url)).toBe(false);
  expect(await opens(url.replace(/ticket=\w+/, "ticket=guess"))).toBe(false);
});

test("the bot's own messages come back to it where that is asked for", async () => {
  const bare = await start((_count, response) => response.end(), { ownMessageEvents: true });
  await call(sandbox, "chat.postMessage", { channel: lin().id, text: "from the bot" });
  await lin().waitFor(() => bare.received.length === 1);
  expect(JSON.parse(bare.received[0]?.body ?? "{}").event).toMatchObject({
    type: "message",
    text: "from the bot",
    user: sandbox.workspace.identity.botUserId,
    bot_id: sandbox.workspace.identity.botId,
  });
});

test("a click of somebody whose client is behind arrives with the message as it was", async () => {
  const bare = await start((_count, response) => response.end());
  const channel = sandbox.workspace.conversations.findChannel("sales")?.id ?? "";
  const blocks = [
    {
      type: "actions",
      elements: [{ type: "button", action_id: "go", text: { type: "plain_text", text: "Go" } }],
    },
  ];
  const posted = await call(sandbox, "chat.postMessage", { channel, text: "card", blocks });
  const card = lin().channel("sales").last();
  const click = card?.holdClick("Go");
  await call(sandbox, "chat.update", { channel, ts: posted.body.ts ?? "", text: "done", blocks: [] });
  await expect(card?.click("Go")).rejects.toThrow('no button "Go"');
  expect(await click?.()).toEqual({ ok: true });
  const payload = JSON.parse(new URLSearchParams(bare.received.at(-1)?.body).get("payload") ?? "{}");
  expect(payload.message.text).toBe("card");
});
