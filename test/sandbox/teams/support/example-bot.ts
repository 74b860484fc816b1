import { createServer, type IncomingHttpHeaders } from "node:http";
import {
  type Sandbox,
  type SandboxOptions,
  startSandbox,
  type TeamsOptions,
  type TeamsTenant,
} from "../../../../sandbox";
import type { JsonObject } from "../../../../sandbox/json";
import type { Json } from "../../../../sandbox/protocol";

/** An activity as a bot without any SDK reads it. */
export interface Received {
  type: string;
  id: string;
  name?: string;
  text?: string;
  value?: JsonObject;
  from: { id: string; name: string; aadObjectId: string };
  recipient: { id: string };
  conversation: { id: string; conversationType: string; tenantId: string; isGroup?: boolean };
  serviceUrl: string;
  replyToId?: string;
  action?: string;
  membersAdded?: { id: string }[];
  attachments?: { contentType: string; name?: string; contentUrl?: string; content: JsonObject }[];
  entities?: JsonObject[];
  channelData: JsonObject;
  [key: string]: unknown;
}

export interface Answered {
  status?: number;
  body?: Json;
  afterMs?: number;
}

/** What a call of the Bot Connector gave. */
export interface Called {
  status: number;
  headers: Headers;
  body: JsonObject;
}

/** A bot that does what each test tells it to. */
export interface ExampleBot {
  sandbox: Sandbox;
  tenant: TeamsTenant;
  /** Where it takes activities. */
  url: string;
  received: { activity: Received; headers: IncomingHttpHeaders }[];
  /** What it does with an activity; by default nothing. */
  on: (activity: Received) => Promise<Answered | undefined> | Answered | undefined;
  /** Calls the Bot Connector with a token of its own. */
  call(method: string, path: string, body?: Json): Promise<Called>;
  /** Sends a card to this conversation. */
  sendCard(conversationId: string, card: JsonObject): Promise<Called>;
  stop(): Promise<void>;
}

export const people = [
  { email: "ann@example.test", name: "Ann Lee", title: "Sales", locale: "en-US", timeZone: "Europe/Berlin" },
  { email: "bo@example.test", name: "Bo Chen", title: "Head", locale: "zh-CN", timeZone: "Asia/Shanghai" },
  { email: "cy@example.test", name: "Cy Ode", title: "Finance" },
];

/** Starts a workspace with a tenant, and a bot that is connected to it. */
export async function startBot(
  teams: TeamsOptions = {},
  options: SandboxOptions = {},
  connect = true,
): Promise<ExampleBot> {
  const sandbox = await startSandbox({
    members: people,
    channels: [{ name: "general" }, { name: "sales" }],
    timings: { firstEffect: 150, quiet: 20 },
    ...options,
    teams,
  });
  const { teams: tenant } = sandbox;
  if (tenant === null) throw new Error("there is no tenant");
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const activity: Received = JSON.parse(Buffer.concat(chunks).toString());
      bot.received.push({ activity, headers: request.headers });
      const { status = 200, body, afterMs } = (await bot.on(activity)) ?? {};
      if (afterMs !== undefined) await new Promise((resolve) => setTimeout(resolve, afterMs));
      response.writeHead(status, { "content-type": "application/json" });
      response.end(body === undefined ? "" : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the bot has no port");
  let token = "";
  const bot: ExampleBot = {
    sandbox,
    tenant,
    url: `http://127.0.0.1:${address.port}/api/messages`,
    received: [],
    on: () => undefined,
    async call(method, path, body) {
      token ||= await fetchToken(tenant);
      const response = await fetch(`${tenant.authority.serviceUrls[0]}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === "" ? {} : JSON.parse(text),
      };
    },
    sendCard: (conversationId, card) =>
      bot.call("POST", `v3/conversations/${encodeURIComponent(conversationId)}/activities`, {
        type: "message",
        attachments: [{ contentType: cardType, content: card }],
      }),
    async stop() {
      await sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  if (connect) await tenant.connectTo(bot.url);
  return bot;
}

export const cardType = "application/vnd.microsoft.card.adaptive";

/** A card with these elements and buttons. */
export const card = (body: Json[], actions: Json[] = [], more: JsonObject = {}): JsonObject => ({
  type: "AdaptiveCard",
  version: "1.5",
  body,
  actions,
  ...more,
});

export const textBlock = (text: string): JsonObject => ({ type: "TextBlock", text, wrap: true });

export const button = (title: string, verb: string, data: JsonObject = {}): JsonObject => ({
  type: "Action.Execute",
  title,
  verb,
  data,
});

/** Whether an activity is what a press, or a client by itself, asks. */
export const isInvoke = (activity: Received, name: string): boolean =>
  activity.type === "invoke" && activity.name === name;

/** An answer that shows a card to whoever pressed. */
export const cardAnswer = (value: JsonObject): Answered => ({
  body: { statusCode: 200, type: cardType, value },
});

/** An answer that shows a card in a dialog. */
export const taskAnswer = (title: string, content: JsonObject): Answered => ({
  body: {
    task: {
      type: "continue",
      value: { title, height: "medium", width: "medium", card: { contentType: cardType, content } },
    },
  },
});

/** A token by the client credentials grant. Throws where it is refused. */
export async function fetchToken(tenant: TeamsTenant, more: Record<string, string> = {}): Promise<string> {
  const response = await fetch(tenant.authority.tokenUrl, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: tenant.appId,
      client_secret: tenant.password,
      scope: "https://api.botframework.com/.default",
      ...more,
    }),
  });
  const body: { error?: string; access_token: string } = JSON.parse(await response.text());
  if (!response.ok) throw new Error(body.error);
  return body.access_token;
}
