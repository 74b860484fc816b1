import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { WebSocketServer } from "ws";
import { z } from "zod";

import {
  acknowledged,
  block,
  type element,
  type Reply,
  type Shown,
  type View,
  viewShape,
} from "./support/other-shapes";

type Fields = Record<string, string>;
const signingSecret = "another-secret";

/**
 * A second stand-in for Slack, written as somebody else would who needs one for an afternoon: it answers with what is
 * documented as required and nothing more, checks nothing, has its own ideas of ids, and brings everything to every socket. The bot must get along with it.
 */
export class OtherDouble {
  readonly messages: Shown[] = [];
  readonly views = new Map<string, View>();
  readonly homes = new Map<string, View>();
  readonly unknownCalls: string[] = [];
  readonly files = new Map<string, Buffer>();
  botPort = 0;
  private readonly server = http.createServer((request, response) => void this.serve(request, response));
  private readonly gate = new WebSocketServer({ server: this.server });
  private readonly waiting = new Map<string, (payload: unknown) => void>();
  private readonly triggers = new Map<string, string>();
  private clock = 1_000;

  /** `people`: ids of our own, with their e-mail. With `channels`, there is a list of them, ids being names. */
  constructor(
    private readonly people: ReadonlyMap<string, string>,
    private readonly channels: readonly string[] | null,
  ) {
    this.gate.on("connection", (socket) => {
      socket.on("message", (data) => {
        const { envelope_id, payload } = z
          .object({ envelope_id: z.string(), payload: z.unknown() })
          .parse(JSON.parse(String(data)));
        this.waiting.get(envelope_id)?.(payload);
      });
      socket.send(JSON.stringify({ type: "hello" }));
    });
  }

  async start(): Promise<this> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return this;
  }

  private get host(): string {
    const address = this.server.address();
    return `127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  }

  /** The environment that points the bot here. */
  settings(mode: "http" | "socket"): Fields {
    return {
      SLACK_API_URL: `http://${this.host}/x`,
      SLACK_BOT_TOKEN: "xoxb-other",
      ...(mode === "http" ? { SLACK_SIGNING_SECRET: signingSecret } : { SLACK_APP_TOKEN: "xapp-other" }),
    };
  }

  async stop(): Promise<void> {
    for (const client of this.gate.clients) client.terminate();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const path = request.url ?? "";
    const file = /^\/f\/(\w+)/.exec(path)?.[1];
    if (file) return void response.end(this.files.get(file));
    const method = /^\/x\/([\w.]+)/.exec(path)?.[1] ?? "";
    const args = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    // No content type, no length, none of Slack's headers.
    response.write(JSON.stringify(this.answer(method, args)));
    response.end();
  }

  private answer(method: string, args: Fields): object {
    switch (method) {
      case "auth.test":
        return { ok: true, user_id: "bot" };
      case "apps.connections.open":
        return { ok: true, url: `ws://${this.host}` };
      case "users.info": {
        const email = this.people.get(args.user ?? "");
        return email
          ? { ok: true, user: { id: args.user, real_name: args.user, profile: { email } } }
          : no("user_not_found");
      }
      case "conversations.open":
        return { ok: true, channel: { id: `D-${args.users}` } };
      case "conversations.list":
        if (this.channels) return { ok: true, channels: this.channels.map((name) => ({ id: name, name })) };
        break;
      case "chat.postMessage": {
        const ts = `${this.clock++}.0`;
        this.messages.push({ ts, ...this.content(args) });
        return { ok: true, ts };
      }
      case "chat.update": {
        const message = this.messages.find(({ ts }) => ts === args.ts);
        if (!message) return no("message_not_found");
        Object.assign(message, this.content(args));
        return { ok: true };
      }
      case "views.open": {
        const user = this.triggers.get(args.trigger_id ?? "");
        if (!user) return no("invalid_trigger");
        this.views.set(user, this.viewOf(args));
        return { ok: true };
      }
      case "views.publish":
        this.homes.set(args.user_id ?? "", this.viewOf(args));
        return { ok: true };
    }
    this.unknownCalls.push(method);
    return no("unknown_method");
  }

  private content({ channel = "", text = "", blocks = "[]" }: Fields) {
    return { channel, text, blocks: z.array(block).parse(JSON.parse(blocks)) };
  }

  private readonly viewOf = ({ view = "{}" }: Fields): View => ({
    ...viewShape.parse(JSON.parse(view)),
    id: `view-${this.clock++}`,
  });

  private trigger(user: string): string {
    const id = `t${this.clock++}`;
    this.triggers.set(id, user);
    return id;
  }

  /** Only the fields that the documentation of slash commands names first. */
  command(user: string, command: string, text: string): Promise<Reply> {
    return this.deliver("slash_commands", {
      command,
      text,
      user_id: user,
      team_id: "team",
      channel_id: `D-${user}`,
      trigger_id: this.trigger(user),
    });
  }

  /** A press: where it was, and what was pressed. */
  press(user: string, { channel, ts, blocks }: Shown, label: string): Promise<Reply> {
    const all = blocks.flatMap(({ elements = [], accessory }) => [
      ...elements,
      ...(accessory ? [accessory] : []),
    ]);
    const button = all.find(({ type, text }) => type === "button" && text?.text === label);
    if (!button) throw new Error(`no button "${label}" in ${JSON.stringify(blocks)}`);
    return this.interact({
      type: "block_actions",
      user: { id: user },
      channel: { id: channel },
      message: { ts },
      trigger_id: this.trigger(user),
      actions: [
        { type: "button", action_id: button.action_id, ...(button.value ? { value: button.value } : {}) },
      ],
    });
  }

  shortcut(user: string, callback_id: string, text: string): Promise<Reply> {
    const message = { type: "message", user: "someone", ts: `${this.clock++}.0`, text };
    const trigger_id = this.trigger(user);
    return this.interact({
      type: "message_action",
      callback_id,
      user: { id: user },
      channel: { id: "sales" },
      message,
      trigger_id,
    });
  }

  /** Hands in the open form, answers by label: a text, an option's value, or files. */
  async submit(
    user: string,
    answers: Record<string, string | { name: string; content: Buffer }>,
  ): Promise<Reply> {
    const view = this.views.get(user);
    if (!view) throw new Error(`${user} has no form open`);
    const values: Record<string, object> = {};
    for (const { label, block_id = "", element: field } of view.blocks)
      if (field)
        values[block_id] = { [field.action_id ?? ""]: this.state(field, answers[label?.text ?? ""]) };
    const { id, callback_id, private_metadata } = view;
    const reply = await this.interact({
      type: "view_submission",
      user: { id: user },
      view: { id, type: "modal", callback_id, private_metadata, state: { values } },
    });
    if (reply.response_action === "update" && reply.view) this.views.set(user, { ...reply.view, id });
    else if (!reply.response_action) this.views.delete(user);
    return reply;
  }

  private state(
    field: z.infer<typeof element>,
    answer: string | { name: string; content: Buffer } | undefined,
  ): object {
    const { type } = field;
    if (typeof answer === "object") {
      const id = `F${this.clock++}`;
      this.files.set(id, answer.content);
      return {
        type,
        files: [
          {
            id,
            name: answer.name,
            url_private: `http://${this.host.replace("127.0.0.1", "localhost")}/f/${id}`,
          },
        ],
      };
    }
    const chosen = answer ? { selected_option: { value: answer } } : {};
    if (type === "datepicker") return { type, selected_date: answer ?? field.initial_date };
    if (type.endsWith("select")) return { type, selected_option: field.initial_option, ...chosen };
    return { type, value: answer ?? field.initial_value };
  }

  openHome(user: string): Promise<Reply> {
    return this.event({ type: "app_home_opened", user, channel: `D-${user}`, tab: "home" });
  }

  say(user: string, text: string): Promise<Reply> {
    return this.event({ type: "message", user, channel: `D-${user}`, text, ts: `${this.clock++}.0` });
  }

  private event(event: object): Promise<Reply> {
    return this.deliver("events_api", {
      type: "event_callback",
      team_id: "team",
      event_id: randomUUID(),
      event,
    });
  }

  private interact(payload: object): Promise<Reply> {
    return this.deliver("interactive", payload);
  }

  private async deliver(type: string, payload: object): Promise<Reply> {
    if (this.gate.clients.size > 0) return this.overSocket(type, payload);
    const json = JSON.stringify(payload);
    const form = type === "interactive" ? { payload: json } : payload;
    const body = type === "events_api" ? json : new URLSearchParams(Object.entries(form)).toString();
    const time = String(Math.floor(Date.now() / 1000));
    const response = await fetch(`http://127.0.0.1:${this.botPort}/slack/events`, {
      method: "POST",
      body,
      headers: {
        "content-type": type === "events_api" ? "application/json" : "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": time,
        "x-slack-signature": `v0=${createHmac("sha256", signingSecret).update(`v0:${time}:${body}`).digest("hex")}`,
      },
    });
    const said = await response.text();
    if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${said}`);
    return said ? acknowledged.parse(JSON.parse(said)) : {};
  }

  private overSocket(type: string, payload: object): Promise<Reply> {
    const envelope_id = randomUUID();
    return new Promise((resolve) => {
      this.waiting.set(envelope_id, (reply) => resolve(acknowledged.parse(reply ?? {})));
      for (const client of this.gate.clients) client.send(JSON.stringify({ type, envelope_id, payload }));
    });
  }
}

const no = (error: string) => ({ ok: false, error });
