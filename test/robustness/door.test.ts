import http from "node:http";
import { type RunningCompany, startCompany } from "../support/company";
import { changedTables, type Stored, stored } from "./support/stored";

let company: RunningCompany;
let before: Stored;
beforeAll(async () => {
  company = await startCompany();
  await company.everybodyArrives();
});
beforeEach(async () => {
  await company.settled();
  before = await stored(company.db);
});
afterAll(() => company.stop());

/** However it is answered: nothing was done, and the next right request is taken. */
afterEach(async () => {
  expect(changedTables(before, await stored(company.db))).toEqual([]);
  const { messages } = await company.as("rep").command("/drumbeat help");
  expect(messages).toHaveLength(1);
});

interface Request {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Status and body, within the three seconds that Slack waits. */
function send({ method = "POST", path = "/slack/events", headers = {}, body = "" }: Request) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const { port } = company.drumbeat;
    const request = http.request(
      { port, host: "127.0.0.1", method, path, headers, agent: false },
      (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      },
    );
    request.setTimeout(3_000, () => request.destroy(new Error("no answer within 3 s")));
    request.on("error", reject);
    request.end(body);
  });
}

const now = () => Math.floor(Date.now() / 1000);
const form = "application/x-www-form-urlencoded";
const signed = (body: string, type = form, at = now()): Request => ({
  body,
  headers: {
    "content-type": type,
    "x-slack-request-timestamp": String(at),
    "x-slack-signature": company.sandbox.sign(body, at),
  },
});
const interaction = (payload: object): Request =>
  signed(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
const event = (payload: object): Request => signed(JSON.stringify(payload), "application/json");

/** A command that would file an expense if it were let in. */
const filing = () =>
  new URLSearchParams({
    command: "/expense",
    text: "new 128.50 taxi to Acme",
    user_id: company.as("rep").id,
    team_id: company.sandbox.workspace.identity.teamId,
    channel_id: company.as("rep").dm().id,
  }).toString();

describe("what Slack did not sign", () => {
  const without = (name: string): Request => {
    const { headers = {}, ...rest } = signed(filing());
    const { [name]: _, ...others } = headers;
    return { ...rest, headers: others };
  };
  it.each<[string, () => Request]>([
    ["no headers at all", () => ({ body: filing(), headers: { "content-type": form } })],
    ["no signature", () => without("x-slack-signature")],
    ["no timestamp", () => without("x-slack-request-timestamp")],
    ["another secret's signature", () => ({ ...signed(filing()), headers: { ...signed("else").headers } })],
    ["a signature in capitals", () => upper(signed(filing()))],
    ["an empty signature", () => withHeader("x-slack-signature", "")],
    ["a signature of another version", () => withHeader("x-slack-signature", `v1=${"0".repeat(64)}`)],
    ["a timestamp of six minutes ago", () => signed(filing(), form, now() - 360)],
    ["a timestamp six minutes ahead", () => signed(filing(), form, now() + 360)],
    ["a timestamp that is none", () => withHeader("x-slack-request-timestamp", "yesterday")],
    ["a negative timestamp", () => withHeader("x-slack-request-timestamp", "-1")],
    ["an endless timestamp", () => withHeader("x-slack-request-timestamp", "9".repeat(400))],
  ])("%s: 401", async (_, request) => {
    expect((await send(request())).status).toBe(401);
  });

  const withHeader = (name: string, value: string): Request => {
    const request = signed(filing());
    return { ...request, headers: { ...request.headers, [name]: value } };
  };
  const upper = (request: Request): Request => ({
    ...request,
    headers: {
      ...request.headers,
      "x-slack-signature": request.headers?.["x-slack-signature"]?.toUpperCase() ?? "",
    },
  });
});

describe("what is signed and is not as documented", () => {
  const team = () => ({ id: company.sandbox.workspace.identity.teamId });
  const user = () => ({ id: company.as("rep").id });
  it.each<[string, () => Request]>([
    ["an empty body", () => signed("")],
    ["truncated JSON", () => signed('{"type":"event_callback","event":{', "application/json")],
    ["JSON that is no object", () => signed("[1,2,3]", "application/json")],
    ["null", () => signed("null", "application/json")],
    ["a truncated payload", () => signed(`payload=${encodeURIComponent('{"type":"block_act')}`)],
    ["a payload that is no object", () => signed("payload=5")],
    ["another content type", () => signed(filing(), "text/plain")],
    ["XML", () => signed("<x/>", "application/xml")],
    ["broken encoding", () => signed("command=%2Fexpense&text=%E0%A4%A&channel_id=%ZZ")],
    ["an unknown payload", () => interaction({ type: "workflow_step", team: team(), user: user() })],
    ["a payload without a type", () => interaction({ user: user() })],
    ["a press without a user", () => interaction({ type: "block_actions", team: team(), actions: [] })],
    [
      "a press of nothing",
      () => interaction({ type: "block_actions", team: team(), user: user(), actions: [] }),
    ],
    [
      "a press of another's button",
      () => interaction({ type: "block_actions", user: user(), actions: [{ action_id: "x" }] }),
    ],
    ["a submission without a view", () => interaction({ type: "view_submission", user: user() })],
    [
      "a submission with a view that is none",
      () => interaction({ type: "view_submission", user: user(), view: "x" }),
    ],
    [
      "a closed view",
      () =>
        interaction({ type: "view_closed", user: user(), view: { id: "V1", callback_id: "expense.new" } }),
    ],
    ["a dialog of old", () => interaction({ type: "dialog_submission", user: user(), callback_id: "x" })],
    [
      "a shortcut of nobody's",
      () => interaction({ type: "shortcut", user: user(), callback_id: "x", trigger_id: "1" }),
    ],
    [
      "an unknown event",
      () =>
        event({
          type: "event_callback",
          event_id: "Ev1",
          team_id: "T",
          event: { type: "reaction_added", user: "U" },
        }),
    ],
    ["an event without an event", () => event({ type: "event_callback", event_id: "Ev2", team_id: "T" })],
    [
      "a message of nobody",
      () =>
        event({
          type: "event_callback",
          event_id: "Ev3",
          team_id: "T",
          event: { type: "message", channel: "D1", channel_type: "im" },
        }),
    ],
    [
      "a message without a channel",
      () => event({ type: "event_callback", event_id: "Ev4", event: { type: "message", user: "U1" } }),
    ],
    [
      "a rate limit's notice",
      () => event({ type: "app_rate_limited", team_id: "T", minute_rate_limited: 1 }),
    ],
  ])("%s is answered at once", async (_, request) => {
    const { status, body } = await send(request());
    expect([200, 400, 401, 404, 500]).toContain(status);
    expect(body).not.toMatch(/node_modules|Error:|at .*\.[tj]s/);
  });

  it("a field of a wrong type in a submission is refused and saves nothing", async () => {
    const states: unknown[] = [
      { values: [] },
      { values: { "field:amount": "5" } },
      { values: { "field:amount": { amount: { type: "plain_text_input", value: 5 } } } },
      { values: { "field:category": { choice: { type: "static_select", selected_option: "travel" } } } },
      { values: { "field:receipts": { files: { type: "file_input", files: {} } } } },
      null,
      5,
    ];
    for (const state of states) {
      const view = { id: "V1", type: "modal", callback_id: "expense.new", private_metadata: "", state };
      const { status } = await send(
        interaction({ type: "view_submission", team: team(), user: user(), view }),
      );
      expect([200, 400, 500]).toContain(status);
    }
  });
});

describe("what is far too large", () => {
  it("is refused before it is read whole, signed or not", async () => {
    const huge = `command=/expense&text=${"x".repeat(2 * 1024 * 1024)}`;
    for (const request of [signed(huge), { body: huge, headers: { "content-type": form } }]) {
      const status = await send(request).then(
        (answer) => answer.status,
        (error: NodeJS.ErrnoException) => error.code ?? error.message,
      );
      // A connection that is closed in the middle of sending is an answer too.
      expect([400, 401, 413, 500, "ECONNRESET", "EPIPE"]).toContain(status);
    }
  });

  it("and JSON far too deep", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const { status } = await send(signed(`{"type":"event_callback","event":${deep}}`, "application/json"));
    expect([200, 400, 401, 500]).toContain(status);
  });
});

describe("what Slack asks when the app is set up", () => {
  it("gets the challenge back", async () => {
    const { status, body } = await send(event({ type: "url_verification", challenge: "c-42", token: "t" }));
    expect(status).toBe(200);
    expect(body).toContain("c-42");
  });

  it("gets no challenge back without a signature", async () => {
    const body = JSON.stringify({ type: "url_verification", challenge: "c-42" });
    const answer = await send({ body, headers: { "content-type": "application/json" } });
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain("c-42");
  });

  it("gets 200 for ssl_check", async () => {
    expect((await send(signed("ssl_check=1&token=t"))).status).toBe(200);
  });
});

describe("what knocks at other doors", () => {
  it.each([
    ["GET", "/slack/events"],
    ["PUT", "/slack/events"],
    ["DELETE", "/slack/events"],
    ["OPTIONS", "/slack/events"],
    ["POST", "/"],
    ["POST", "/slack"],
    ["POST", "/slack/events/"],
    ["POST", "/slack/events/../events"],
    ["POST", "//slack/events"],
    ["POST", "/healthz"],
    ["GET", "/__proto__"],
    ["GET", "/constructor"],
    ["GET", "/%00"],
    ["GET", "/%zz"],
    ["GET", "/.env"],
  ])("%s %s: 404", async (method, path) => {
    expect((await send({ method, path })).status).toBe(404);
  });

  it("a request line that is none closes the connection", async () => {
    const { connect } = await import("node:net");
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(company.drumbeat.port, "127.0.0.1", () => socket.write("nonsense\r\n\r\n"));
      let text = "";
      socket.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      socket.on("close", () => resolve(text));
      socket.on("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
  });
});

describe("GET /healthz", () => {
  it("says 200 and which parts are well", async () => {
    const { status, body } = await send({ method: "GET", path: "/healthz" });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      ok: true,
      parts: { database: { ok: true }, slack: { ok: true } },
    });
  });

  it("says 503 while Slack is gone", async () => {
    company.sandbox.failNext("auth.test", { error: "internal_error" });
    const { status, body } = await send({ method: "GET", path: "/healthz" });
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({
      ok: false,
      parts: { database: { ok: true }, slack: { ok: false } },
    });
  });
});
