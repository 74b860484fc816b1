import { once } from "node:events";
import { type WebSocket, WebSocketServer } from "ws";
import { connectSlack, type SlackConnection } from "../../../src/platforms/slack/connect";
import type { Interaction } from "../../../src/ui/interaction";
import { nothing, type Outcome, reply } from "../../../src/ui/outcome";
import { recordingLogger } from "../support/recording-logger";
import { eventFixture, fixture } from "./support/fixtures";
import { portOf, type StubSlack, startStubSlack } from "./support/stub-slack";

/** The other end of Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
let slack: StubSlack;
let gate: WebSocketServer;
let open: WebSocket[];
let acknowledged: { envelope_id: string; payload?: Record<string, unknown> }[];
let connection: SlackConnection;
let dispatched: Interaction[];
let accepted: Interaction[];
let answer: () => Outcome | Promise<Outcome>;
let store: () => Promise<void>;

beforeEach(async () => {
  slack = await startStubSlack();
  gate = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(gate, "listening");
  open = [];
  acknowledged = [];
  dispatched = [];
  accepted = [];
  answer = () => nothing;
  store = async () => undefined;
  gate.on("connection", (socket) => {
    open.push(socket);
    socket.on("close", () => {
      open = open.filter((other) => other !== socket);
    });
    socket.on("message", (data) => acknowledged.push(JSON.parse(String(data))));
    socket.send(JSON.stringify({ type: "hello", num_connections: open.length }));
  });
  const url = `ws://127.0.0.1:${portOf(gate.address())}/`;
  slack.answers.set("apps.connections.open", () => ({ body: { ok: true, url } }));
  connection = await connectSlack({
    config: { mode: "socket", botToken: "xoxb-test", appToken: "xapp-test", apiUrl: slack.apiUrl },
    dispatch: async (interaction) => {
      dispatched.push(interaction);
      return await answer();
    },
    accept: async (interaction) => {
      await store();
      accepted.push(interaction);
    },
    logger: recordingLogger().logger,
    clock: { now: () => new Date() },
  });
});
afterEach(async () => {
  await connection.stop();
  for (const socket of open) socket.terminate();
  gate.close();
  await slack.close();
});

async function until(what: () => boolean, withinMs = 5_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!what()) {
    if (Date.now() > deadline) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const send = (socket: WebSocket | undefined, envelope: object): void =>
  socket?.send(JSON.stringify(envelope));
const command = (id: string) => ({
  envelope_id: id,
  type: "slash_commands",
  accepts_response_payload: true,
  payload: fixture("command"),
});
const said = (id: string) => ({
  envelope_id: id,
  type: "events_api",
  accepts_response_payload: false,
  payload: eventFixture("event-message-file"),
});

it("keeps two sockets, opened with the app's token", async () => {
  await connection.start();
  await until(() => open.length === 2);
  expect(slack.of("apps.connections.open")[0]?.token).toBe("Bearer xapp-test");
  expect(await connection.port.health()).toMatchObject({ ok: true });
});

it("answers a command in its acknowledgement", async () => {
  answer = () => reply({ title: "EXP-1042", elements: [] });
  await connection.start();
  send(open[0], command("e1"));
  await until(() => acknowledged.length === 1);
  expect(acknowledged[0]).toMatchObject({ envelope_id: "e1", payload: { text: "EXP-1042" } });
  expect(dispatched[0]).toMatchObject({
    deliveryId: "socket:e1",
    input: { kind: "command", name: "expense" },
  });
});

it("gives the same event the same id, whichever socket and envelope brought it", async () => {
  await connection.start();
  await until(() => open.length === 2);
  send(open[0], said("e1"));
  send(open[1], said("e2"));
  await until(() => acknowledged.length === 2);
  expect(accepted.map((interaction) => interaction.deliveryId)).toEqual(["event:Ev0123", "event:Ev0123"]);
});

it("acknowledges an event after it is stored, and not when storing fails", async () => {
  store = () => Promise.reject(new Error("no database"));
  await connection.start();
  send(open[0], said("e1"));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(acknowledged).toHaveLength(0);
  store = () => new Promise((resolve) => setTimeout(resolve, 50));
  send(open[0], said("e2"));
  await until(() => acknowledged.length === 1);
  expect(accepted).toHaveLength(1);
});

it("has a socket open while the other comes back, and comes back within a second", async () => {
  await connection.start();
  await until(() => open.length === 2);
  const [first, second] = open;
  const began = Date.now();
  send(first, { type: "disconnect", reason: "refresh_requested" });
  send(second, command("e1"));
  await until(() => acknowledged.length === 1 && open.every((socket) => socket !== first));
  await until(() => open.length === 2);
  expect(open).toContain(second);
  expect(Date.now() - began).toBeLessThan(1_500);
});

it("outlives an outage of Slack's Web API", async () => {
  await connection.start();
  await until(() => open.length === 2);
  const answers = slack.answers.get("apps.connections.open");
  slack.answers.set("apps.connections.open", () => ({ status: 503, body: "down" }));
  for (const socket of [...open]) socket.close();
  await until(() => open.length === 0);
  await slack.waitFor("apps.connections.open", 4);
  expect(await connection.port.health()).toMatchObject({ ok: false });
  if (answers) slack.answers.set("apps.connections.open", answers);
  await until(() => open.length === 2, 4_000);
  send(open[0], command("e1"));
  await until(() => acknowledged.length === 1);
});

it("leaves no socket behind that was being opened while it stopped", async () => {
  await connection.start();
  await connection.stop();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(open).toHaveLength(0);
});

it("says in one sentence that the app's token is wrong", async () => {
  slack.answers.set("apps.connections.open", () => ({ body: { ok: false, error: "invalid_auth" } }));
  await expect(connection.start()).rejects.toThrow(/SLACK_APP_TOKEN.*invalid_auth/);
});

it("finishes what was begun before it closes", async () => {
  let finish: () => void = () => undefined;
  answer = () =>
    new Promise((resolve) => {
      finish = () => resolve(reply({ title: "EXP-1042", elements: [] }));
    });
  await connection.start();
  send(open[0], command("e1"));
  await until(() => dispatched.length === 1);
  const stopping = connection.stop();
  finish();
  await stopping;
  await until(() => acknowledged.length === 1);
  expect(acknowledged[0]).toMatchObject({ payload: { text: "EXP-1042" } });
});
