import { createServer, type IncomingMessage } from "node:http";
import { z } from "zod";
import { members, team } from "./people";
import { serve } from "./serve";
import { now } from "./statistics";

/**
 * A Web API that answers at once, in a process of its own. It notes when each form was asked for, by its trigger_id;
 * the first form of each token is read and echoed ever after, as Slack echoes a view.
 */
interface Seen {
  opened: [trigger: string, at: number][];
  view: Record<string, unknown> | null;
  echo: string;
  posted: number;
}

const seen = new Map<string, Seen>();
let lastMessage = 1_700_000_000_000_000;

function seenOf(token: string): Seen {
  const known = seen.get(token) ?? { opened: [], view: null, echo: "", posted: 0 };
  seen.set(token, known);
  return known;
}

function open(token: string, body: string): string {
  const at = now();
  const mine = seenOf(token);
  const trigger = /(?:^|&)trigger_id=([^&]*)/.exec(body)?.[1];
  if (trigger === undefined) return JSON.stringify({ ok: false, error: "invalid_arguments" });
  mine.opened.push([decodeURIComponent(trigger), at]);
  if (mine.view === null) {
    const view = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(new URLSearchParams(body).get("view") ?? ""));
    mine.view = view;
    mine.echo = JSON.stringify({
      ok: true,
      view: {
        id: "V0BENCH0001",
        team_id: team.id,
        ...view,
        state: { values: {} },
        hash: "1700000000.bench",
        clear_on_close: false,
        notify_on_close: false,
        previous_view_id: null,
        root_view_id: "V0BENCH0001",
        app_id: "A0BENCH0001",
        external_id: "",
        app_installed_team_id: team.id,
        bot_id: "B0BENCH0001",
      },
    });
  }
  return mine.echo;
}

function answer(method: string, token: string, body: string): string {
  const form = () => new URLSearchParams(body);
  switch (method) {
    case "views.open":
      return open(token, body);
    case "auth.test":
      return JSON.stringify({
        ok: true,
        url: "https://yunfan.slack.com/",
        team: "Yunfan Software",
        user: "drumbeat",
        team_id: team.id,
        user_id: "U0BENCHBOT",
        bot_id: "B0BENCH0001",
      });
    case "users.info": {
      const id = form().get("user");
      const member = members.find((each) => each.id === id);
      if (!member) return JSON.stringify({ ok: false, error: "user_not_found" });
      const { email, name } = member;
      return JSON.stringify({
        ok: true,
        user: { id, name, tz: "Asia/Shanghai", locale: "en-US", profile: { real_name: name, email } },
      });
    }
    case "conversations.open":
      return JSON.stringify({ ok: true, channel: { id: `D${(form().get("users") ?? "").slice(1)}` } });
    case "conversations.list":
      return JSON.stringify({ ok: true, channels: [{ id: "C0BENCH0001", name: "sales" }] });
    case "chat.postMessage": {
      seenOf(token).posted += 1;
      lastMessage += 1;
      const ts = `${Math.floor(lastMessage / 1_000_000)}.${String(lastMessage % 1_000_000).padStart(6, "0")}`;
      return JSON.stringify({
        ok: true,
        channel: form().get("channel"),
        ts,
        message: { type: "message", ts },
      });
    }
    default:
      return JSON.stringify({ ok: false, error: "unknown_method" });
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

const server = createServer((request, response) => {
  const token = (request.headers.authorization ?? "").replace(/^Bearer /, "");
  const method = (request.url ?? "").split("/").at(-1) ?? "";
  textOf(request).then(
    (body) => {
      const text = answer(method, token, body);
      response.writeHead(200, {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": Buffer.byteLength(text),
      });
      response.end(text);
    },
    () => response.destroy(),
  );
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  serve(
    typeof address === "object" && address ? address.port : 0,
    async () => {
      server.closeAllConnections();
      server.close();
    },
    {
      /** How many forms each token has asked for since the last "take". */
      count: () => Object.fromEntries([...seen].map(([token, { opened }]) => [token, opened.length])),
      take: () => {
        const taken = Object.fromEntries([...seen].map(([token, { opened }]) => [token, opened]));
        for (const each of seen.values()) each.opened = [];
        return taken;
      },
      views: () => Object.fromEntries([...seen].map(([token, { view }]) => [token, view])),
      posted: () => Object.fromEntries([...seen].map(([token, { posted }]) => [token, posted])),
    },
  );
});
