import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TeamsAct, TeamsEvent, TeamsResult, TeamsSnapshot } from "../../../sandbox/teams/protocol";
import {
  button,
  card,
  cardAnswer,
  type ExampleBot,
  isInvoke,
  startBot,
  textBlock,
} from "./support/example-bot";

const pages = mkdtempSync(join(tmpdir(), "sandbox-page-"));
afterAll(() => rmSync(pages, { recursive: true }));

let bot: ExampleBot;
let origin: string;
beforeEach(async () => {
  bot = await startBot(
    { teamName: "Sales team", commands: [{ title: "/help", description: "What there is" }] },
    { servePageFrom: pages },
  );
  origin = new URL(bot.sandbox.apiUrl).origin;
});
afterEach(() => bot.stop());

const as = "as=ann@example.test";
const snapshot = async (): Promise<TeamsSnapshot> =>
  JSON.parse(await (await fetch(`${origin}/teams/api/snapshot?${as}`)).text());

async function act(what: TeamsAct): Promise<TeamsResult> {
  const response = await fetch(`${origin}/teams/api/act?${as}`, {
    method: "POST",
    body: JSON.stringify(what),
  });
  return JSON.parse(await response.text());
}

describe("the page", () => {
  it("loads what one person sees", async () => {
    const ann = bot.tenant.as("Ann Lee");
    await bot.sendCard(ann.dm().id, card([textBlock("hello")]));
    const seen = await snapshot();
    expect(seen).toMatchObject({
      me: { email: "ann@example.test", name: "Ann Lee", locale: "en-US", timeZone: "Europe/Berlin" },
      botName: "Drumbeat",
      commands: [{ title: "/help", description: "What there is" }],
      dialog: null,
      unread: { [ann.dm().id]: 1 },
    });
    expect(seen.conversations.map(({ kind, name, teamName }) => [kind, name, teamName])).toEqual([
      ["channel", "General", "Sales team"],
      ["channel", "sales", "Sales team"],
      ["personal", "Drumbeat", undefined],
    ]);
    expect(seen.messages[ann.dm().id]).toMatchObject([
      { fromBot: true, attachments: [{ content: card([textBlock("hello")]) }] },
    ]);
    expect((await fetch(`${origin}/teams/api/snapshot?as=nobody`)).status).toBe(404);
  });

  it("acts, and follows what comes of it", async () => {
    bot.on = async (activity) => {
      if (activity.type === "message")
        await bot.sendCard(
          activity.conversation.id,
          card([textBlock("press me")], [button("Press", "press")]),
        );
      return isInvoke(activity, "adaptiveCard/action") ? cardAnswer(card([textBlock("pressed")])) : undefined;
    };
    const ann = bot.tenant.as("Ann Lee");
    const conversationId = ann.dm().id;
    const stop = new AbortController();
    const stream = await fetch(`${origin}/teams/api/stream?${as}`, { signal: stop.signal });
    expect(await act({ type: "say", conversationId, text: "/help", fileIds: [], mention: false })).toEqual({
      ok: true,
    });
    const messageId = ann.dm().last()?.id ?? "";
    const press: TeamsAct = {
      type: "execute",
      verb: "press",
      data: {},
      inputs: {},
      conversationId,
      messageId,
    };
    expect(await act(press)).toEqual({ ok: true });
    expect(await act({ type: "markRead", conversationId })).toEqual({ ok: true });
    expect((await snapshot()).unread[conversationId]).toBe(0);
    const events: TeamsEvent[] = [];
    const reader = stream.body?.getReader();
    while (events.length < 3) {
      const text = Buffer.from((await reader?.read())?.value ?? []).toString();
      for (const line of text.split("\n"))
        if (line.startsWith("data: ")) events.push(JSON.parse(line.slice(6)));
    }
    stop.abort();
    expect(events.map(({ type }) => type)).toEqual(["message", "message", "messageChanged"]);
  });

  it("keeps files, and shows none that could run", async () => {
    const uploaded = await fetch(`${origin}/teams/api/files?${as}&name=a.html`, {
      method: "POST",
      headers: { "content-type": "text/html" },
      body: "<script>",
    });
    const file: { id: string; url: string } = JSON.parse(await uploaded.text());
    const shown = await fetch(origin + file.url);
    expect(shown.headers.get("content-type")).toBe("application/octet-stream");
    expect(shown.headers.get("content-disposition")).toMatch(/^attachment/);
    const conversationId = bot.tenant.as("Ann Lee").dm().id;
    await act({ type: "say", conversationId, text: "", fileIds: [file.id], mention: false });
    expect(bot.received.at(-1)?.activity.attachments?.[0]?.name).toBe("a.html");
  });

  it("acts for itself alone, and in no way that is unknown", async () => {
    const foreign = await fetch(`${origin}/teams/api/snapshot?${as}`, {
      headers: { origin: "https://evil.test" },
    });
    expect(foreign.status).toBe(403);
    const odd = await fetch(`${origin}/teams/api/act?${as}`, {
      method: "POST",
      body: JSON.stringify({ type: "hack" }),
    });
    expect(odd.status).toBe(400);
    const { directory, conversations } = bot.tenant.workplace;
    const other = conversations.personal(directory.find("Bo Chen")?.id ?? "")?.id ?? "";
    expect(
      await act({ type: "say", conversationId: other, text: "a", fileIds: [], mention: false }),
    ).toMatchObject({
      ok: false,
    });
  });
});

it("without a page there is no API for one", async () => {
  const bare = await startBot();
  expect((await fetch(`${new URL(bare.sandbox.apiUrl).origin}/teams/api/snapshot`)).status).toBe(404);
  await bare.stop();
});
