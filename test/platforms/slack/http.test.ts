import { PlatformError } from "../../../src/platforms/port";
import { button, buttons, type Card } from "../../../src/ui/card";
import { formErrors, openForm, replaceCard, reply } from "../../../src/ui/outcome";
import { amountField, formOf } from "../support/forms";
import { startTestBot, type TestBot } from "./support/bot";
import { eventFixture, fixture, type Payload } from "./support/fixtures";
import { commandBody, deliver, interactionBody, signatureOf } from "./support/stub-slack";

let bot: TestBot;
beforeEach(async () => {
  bot = await startTestBot();
});
afterEach(() => bot.close());

const json = { contentType: "application/json" };
const card: Card = { title: "EXP-1042", elements: [buttons(button("expense.show", 42, "Show"))] };
const form = formOf([amountField], { state: "draft:7" });

const here = (path: string) => `${bot.slack.origin}/respond/${path}`;
const command = (changes: Payload = {}): string =>
  commandBody(
    Object.fromEntries(
      Object.entries(fixture("command", { response_url: here("command"), ...changes })).map(
        ([key, value]) => [key, String(value)],
      ),
    ),
  );
const press = (changes: Payload = {}): string =>
  interactionBody(fixture("block-actions-message", { response_url: here("press"), ...changes }));
/** A form handed in that was opened with that metadata. */
const submission = (metadata: unknown = { v: 1, s: "draft:7" }): string => {
  const payload = fixture("view-submission");
  return interactionBody({
    ...payload,
    view: { ...Object(payload.view), private_metadata: JSON.stringify(metadata) },
  });
};
const bodyOf = async (response: Promise<Response>) => JSON.parse(await (await response).text());
const errorsInLog = () => bot.log.filter((entry) => entry.level === "error");

describe("the door", () => {
  const now = () => Math.floor(Date.now() / 1000);

  it("lets a signed delivery in, four minutes off either way", async () => {
    for (const timestamp of [now() - 240, now(), now() + 240]) {
      expect((await deliver(bot.port, command(), { timestamp })).status).toBe(200);
    }
    expect(bot.dispatched).toHaveLength(3);
  });

  it.each([
    ["a wrong secret", { secret: "another" }],
    ["a timestamp six minutes old", { timestamp: now() - 360 }],
    ["a timestamp six minutes ahead", { timestamp: now() + 360 }],
    ["no signature", { headers: { "X-Slack-Signature": "" } }],
    ["a timestamp that is no number", { headers: { "X-Slack-Request-Timestamp": "1e9" } }],
  ])("refuses %s", async (_, signing) => {
    expect((await deliver(bot.port, command(), signing)).status).toBe(401);
    expect(bot.dispatched).toHaveLength(0);
  });

  it("refuses what has no signature at all, also when it says ssl_check", async () => {
    const send = (body: string) =>
      fetch(`http://127.0.0.1:${bot.port}/slack/events`, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      });
    expect((await send(command())).status).toBe(401);
    expect((await send(`${command()}&ssl_check=0`)).status).toBe(401);
    expect((await send(`${command()}&ssl_check=1`)).status).toBe(200);
    expect(bot.dispatched).toHaveLength(0);
  });

  it("refuses a body of more than a megabyte, and other addresses", async () => {
    expect((await deliver(bot.port, `text=${"x".repeat(1_100_000)}`)).status).toBe(413);
    expect((await fetch(`http://127.0.0.1:${bot.port}/slack/events`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${bot.port}/`)).status).toBe(404);
  });

  it("refuses a valid signature with something behind it, which would pass for another delivery", async () => {
    const body = command();
    const headers = { "X-Slack-Signature": `${signatureOf(body)}=x` };
    expect((await deliver(bot.port, body, { headers })).status).toBe(401);
    expect(bot.dispatched).toHaveLength(0);
  });

  it("gives an exact replay the same delivery id, and another delivery another", async () => {
    const timestamp = now();
    await deliver(bot.port, command(), { timestamp });
    await deliver(bot.port, command(), { timestamp });
    await deliver(bot.port, command(), { timestamp: timestamp + 1 });
    const [first, replay, other] = bot.dispatched.map((interaction) => interaction.deliveryId);
    expect(first).toMatch(/^http:[0-9a-f]{64}$/);
    expect(replay).toBe(first);
    expect(other).not.toBe(first);
  });

  it("answers Slack's challenge and tells its health", async () => {
    const challenge = JSON.stringify({ type: "url_verification", challenge: "abc", token: "x" });
    expect(await bodyOf(deliver(bot.port, challenge, json))).toEqual({ challenge: "abc" });
    const health = await fetch(`http://127.0.0.1:${bot.port}/healthz`);
    expect([health.status, await health.json()]).toEqual([
      200,
      { ok: true, parts: { slack: { ok: true, detail: "Slack answers" } } },
    ]);
  });
});

describe("a command", () => {
  it("is answered in its acknowledgement, for the person alone", async () => {
    bot.answer = () => reply(card);
    const answer = bodyOf(deliver(bot.port, command()));
    expect(await answer).toMatchObject({ response_type: "ephemeral", text: "EXP-1042" });
  });

  it("opens a form that remembers where to answer", async () => {
    bot.answer = () => openForm(form);
    const answer = await deliver(bot.port, command());
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    const [call] = await bot.slack.waitFor("views.open");
    expect(call?.token).toBe("Bearer xoxb-test");
    expect(call?.args.trigger_id).toBe("13345224609.738474920.8088930838d88f008e0");
    const view = Object(call?.args.view);
    expect(view).toMatchObject({ type: "modal", callback_id: "expense.new" });
    expect(JSON.parse(view.private_metadata)).toMatchObject({
      s: "draft:7",
      u: [here("command"), expect.any(Number)],
    });
  });

  it("says so when the form came too late", async () => {
    bot.answer = () => openForm(form);
    bot.slack.answers.set("views.open", () => ({ body: { ok: false, error: "expired_trigger_id" } }));
    await deliver(bot.port, command());
    const [told] = await bot.slack.waitForResponse();
    expect(told?.body.text).toMatch(/could not be opened in time.*reference: [0-9a-f]{8}$/);
    expect(errorsInLog()).toHaveLength(1);
    expect(bot.slack.of("views.open")).toHaveLength(1);
  });

  it("that breaks is answered with the log's reference and nothing else", async () => {
    bot.answer = () => {
      throw new Error("password=secret");
    };
    const answer = await bodyOf(deliver(bot.port, command()));
    expect(answer.response_type).toBe("ephemeral");
    const reference = /reference: ([0-9a-f]{8})$/.exec(answer.text)?.[1];
    expect(reference).toBeDefined();
    expect(JSON.stringify(answer)).not.toContain("secret");
    expect(errorsInLog()[0]?.fields).toMatchObject({ reference });
  });

  it("that takes long is acknowledged in time and answered later", async () => {
    bot.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_900));
      return reply(card);
    };
    const started = Date.now();
    const answer = await deliver(bot.port, command());
    expect(Date.now() - started).toBeLessThan(2_850);
    expect(await answer.text()).toBe("");
    const [told] = await bot.slack.waitForResponse();
    expect(told?.body).toMatchObject({ response_type: "ephemeral", text: "EXP-1042" });
  });
});

describe("a press", () => {
  it("is answered below the card, which stays", async () => {
    bot.answer = () => reply(card);
    await deliver(bot.port, press());
    const [told] = await bot.slack.waitForResponse();
    expect(told).toMatchObject({
      path: "/respond/press",
      body: { response_type: "ephemeral", replace_original: false, text: "EXP-1042" },
    });
  });

  it("replaces a card that all see by chat.update, one that only one sees by its response_url", async () => {
    bot.answer = () => replaceCard(card);
    await deliver(bot.port, press());
    const [update] = await bot.slack.waitFor("chat.update");
    expect(update?.args).toMatchObject({ channel: "D0HEAD", ts: "1764000000.000100", text: "EXP-1042" });
    const container = { type: "message", message_ts: "1.2", channel_id: "C1", is_ephemeral: true };
    await deliver(bot.port, press({ container, channel: { id: "C1" } }));
    const [told] = await bot.slack.waitForResponse();
    expect(told?.body).toMatchObject({ replace_original: true, text: "EXP-1042" });
  });

  it("shows the card anew when the old one can't be replaced", async () => {
    bot.answer = () => replaceCard(card);
    bot.slack.answers.set("chat.update", () => ({ body: { ok: false, error: "message_not_found" } }));
    await deliver(bot.port, press());
    const [told] = await bot.slack.waitForResponse();
    expect(told?.body).toMatchObject({ replace_original: false, text: "EXP-1042" });
  });

  it("on the home page draws it anew, and replies in the direct conversation", async () => {
    bot.answer = () => replaceCard(card);
    await deliver(bot.port, interactionBody(fixture("block-actions-home")));
    const [published] = await bot.slack.waitFor("views.publish");
    expect(published?.args).toMatchObject({ user_id: "U0REP", view: { type: "home" } });
    bot.answer = () => reply(card);
    await deliver(bot.port, interactionBody(fixture("block-actions-home")));
    const [sent] = await bot.slack.waitFor("chat.postMessage");
    expect(sent?.args).toMatchObject({ channel: "D1", text: "EXP-1042" });
  });

  it("falls back to the direct conversation when its response_url is used up", async () => {
    bot.answer = () => reply(card);
    bot.slack.answers.set("response_url", () => ({ status: 404, body: "used_url" }));
    await deliver(bot.port, press());
    await bot.slack.waitFor("chat.postMessage");
    expect(bot.slack.of("conversations.open")[0]?.args).toMatchObject({ users: "U0REP" });
  });

  it("on a link asks nobody", async () => {
    const actions = [{ type: "button", action_id: "link:0" }];
    expect((await deliver(bot.port, press({ actions }))).status).toBe(200);
    expect(bot.dispatched).toHaveLength(0);
  });
});

describe("a form handed in", () => {
  it("closes, and is answered where it was opened", async () => {
    bot.answer = () => reply(card);
    const metadata = { v: 1, s: "", u: [here("opened"), Date.now() + 60_000] };
    const answer = await deliver(bot.port, submission(metadata));
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    const [told] = await bot.slack.waitForResponse();
    expect(told).toMatchObject({ path: "/respond/opened", body: { text: "EXP-1042" } });
  });

  it("is answered directly when the response_url has run out", async () => {
    bot.answer = () => reply(card);
    await deliver(bot.port, submission({ v: 1, s: "", u: [here("opened"), Date.now() - 1] }));
    await bot.slack.waitFor("chat.postMessage");
    expect(bot.slack.responses).toHaveLength(0);
  });

  it("replaces the card whose button had opened it", async () => {
    bot.answer = () => replaceCard(card);
    await deliver(bot.port, submission({ v: 1, s: "", m: ["C9", "9.9", false] }));
    const [update] = await bot.slack.waitFor("chat.update");
    expect(update?.args).toMatchObject({ channel: "C9", ts: "9.9" });
  });

  it("shows errors beside their fields, what is about the whole form with the first", async () => {
    bot.answer = () => formErrors({ amount: "Too much", date: "Too old", "": "Twice today" });
    expect(await bodyOf(deliver(bot.port, submission()))).toEqual({
      response_action: "errors",
      errors: { "field:amount": "Too much Twice today", "field:date": "Too old" },
    });
  });

  it("shows what is about the whole form at its top, and keeps what was typed", async () => {
    bot.answer = () => formErrors({ "": "This invoice was filed before", gone: "No such field" });
    const answer = await bodyOf(deliver(bot.port, submission()));
    expect(answer.response_action).toBe("update");
    const { blocks, ...view } = answer.view;
    expect(view).toMatchObject({ callback_id: "expense.new", private_metadata: '{"v":1,"s":"draft:7"}' });
    expect(JSON.stringify(blocks[0])).toContain("This invoice was filed before No such field");
    expect(blocks[1]).toMatchObject({ block_id: "field:amount", element: { initial_value: " 1,280.50 " } });
    expect(blocks[3]).toMatchObject({ element: { initial_date: "2026-11-23" } });
    expect(blocks[4]).toMatchObject({ element: { initial_option: { value: "travel" } } });
    expect(blocks[5]).toMatchObject({ element: { initial_options: [{ value: "a" }] } });
    expect(blocks[6]).toMatchObject({ element: { initial_option: { value: "7", text: { text: "Acme" } } } });
    // A second banner takes the place of the first.
    const again = { ...Object(fixture("view-submission").view), blocks };
    const second = await bodyOf(
      deliver(bot.port, interactionBody(fixture("view-submission", { view: again }))),
    );
    expect(second.view.blocks).toHaveLength(blocks.length);
  });

  it("goes on to the next form", async () => {
    bot.answer = () => openForm({ ...form, name: "expense.confirm" });
    const answer = await bodyOf(deliver(bot.port, submission({ v: 1, s: "", m: ["C9", "9.9", false] })));
    expect(answer).toMatchObject({ response_action: "update", view: { callback_id: "expense.confirm" } });
    expect(JSON.parse(answer.view.private_metadata)).toEqual({ v: 1, s: "draft:7", m: ["C9", "9.9", false] });
  });

  it("that breaks stays open with the log's reference", async () => {
    bot.answer = () => {
      throw new PlatformError("x", "y", true);
    };
    const answer = await bodyOf(deliver(bot.port, submission()));
    expect(answer.response_action).toBe("update");
    expect(JSON.stringify(answer.view.blocks[0])).toMatch(/reference: [0-9a-f]{8}/);
  });

  it("that takes long says so, and ends in words", async () => {
    bot.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_900));
      return formErrors({ amount: "Too much" });
    };
    const answer = await bodyOf(deliver(bot.port, submission()));
    expect(JSON.stringify(answer.view.blocks[0])).toContain("Still working");
    const [update] = await bot.slack.waitFor("views.update");
    expect(update?.args.view_id).toBe("V2");
    expect(JSON.stringify(update?.args.view)).toContain("Amount: Too much");
  });
});

it("offers what was searched for, a hundred at most", async () => {
  const options = Array.from({ length: 120 }, (_, index) => ({ value: `${index}`, label: `Acme ${index}` }));
  bot.answer = () => ({ kind: "options", options });
  const answer = await bodyOf(deliver(bot.port, interactionBody(fixture("block-suggestion"))));
  expect(answer.options).toHaveLength(100);
  expect(answer.options[0]).toEqual({
    text: { type: "plain_text", text: "Acme 0", emoji: false },
    value: "0",
  });
});

it("draws the home page when it is opened", async () => {
  bot.answer = () => ({ kind: "home", card });
  await deliver(bot.port, JSON.stringify(eventFixture("event-home-opened")), json);
  const [published] = await bot.slack.waitFor("views.publish");
  expect(published?.args.user_id).toBe("U0REP");
});

describe("what is said to the bot", () => {
  const said = () => JSON.stringify(eventFixture("event-message-file"));

  it("is stored before Slack hears that it arrived", async () => {
    let stored = false;
    bot.store = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      stored = true;
    };
    expect((await deliver(bot.port, said(), json)).status).toBe(200);
    expect(stored).toBe(true);
    expect(bot.accepted[0]?.input).toMatchObject({ kind: "message", text: "taxi & tolls" });
    expect(bot.dispatched).toHaveLength(0);
  });

  it("comes again when it could not be stored", async () => {
    bot.store = async () => {
      throw new Error("no database");
    };
    expect((await deliver(bot.port, said(), json)).status).toBe(500);
    expect(errorsInLog()).toHaveLength(1);
  });

  it("is not stored when the bot itself said it", async () => {
    const own = JSON.stringify(eventFixture("event-message-file", { bot_id: "BBOT", user: "UBOT" }));
    expect((await deliver(bot.port, own, json)).status).toBe(200);
    expect(bot.accepted).toHaveLength(0);
  });

  it("is answered later where it was said", async () => {
    await deliver(bot.port, said(), json);
    const [interaction] = bot.accepted;
    if (!interaction) throw new Error("nothing was accepted");
    await bot.connection.perform(interaction, reply(card));
    expect(bot.slack.of("chat.postMessage")[0]?.args).toMatchObject({ channel: "D0REP", text: "EXP-1042" });
  });
});

it("answers a mention in its channel, for the person alone; directly where it may not speak", async () => {
  await deliver(bot.port, JSON.stringify(eventFixture("event-app-mention")), json);
  const [interaction] = bot.accepted;
  if (!interaction) throw new Error("nothing was accepted");
  await bot.connection.perform(interaction, reply(card));
  expect(bot.slack.of("chat.postEphemeral")[0]?.args).toMatchObject({ channel: "C0SALES", user: "U0REP" });
  bot.slack.answers.set("chat.postEphemeral", () => ({ body: { ok: false, error: "not_in_channel" } }));
  await bot.connection.perform(interaction, reply(card));
  expect(bot.slack.of("chat.postMessage")[0]?.args).toMatchObject({ channel: "D1" });
});

it("stops after what was begun, and takes nothing new in", async () => {
  let finish: () => void = () => undefined;
  const begun = new Promise<void>((started) => {
    bot.answer = () =>
      new Promise((resolve) => {
        finish = () => resolve(reply(card));
        started();
      });
  });
  const answer = deliver(bot.port, command());
  await begun;
  let stopped = false;
  const stopping = bot.connection.stop().then(() => {
    stopped = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(stopped).toBe(false);
  expect((await deliver(bot.port, command())).status).toBe(503);
  finish();
  expect((await bodyOf(answer)).text).toBe("EXP-1042");
  await stopping;
});

it("asks Slack who it is once, and for nothing else of its own accord", async () => {
  await deliver(bot.port, command());
  expect(bot.slack.calls.map((call) => call.method)).toEqual(["auth.test"]);
});
