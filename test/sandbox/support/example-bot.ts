import { App, type BlockAction, HTTPReceiver, LogLevel, type ViewSubmitAction } from "@slack/bolt";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../sandbox";

/** Two people, two channels and one command, enough to try the workspace with. */
export const options: SandboxOptions = {
  members: [
    {
      email: "lin@example.com",
      name: "Lin Yue",
      title: "Sales representative",
      locale: "zh-CN",
      timeZone: "Asia/Shanghai",
    },
    {
      email: "ada@example.com",
      name: "Ada Byron",
      title: "Department head",
      locale: "en-US",
      timeZone: "Europe/London",
    },
  ],
  channels: [
    { name: "sales" },
    { name: "leads", members: ["ada@example.com"] },
    { name: "closed", botIsMember: false },
  ],
  commands: [{ name: "/expense", description: "File an expense", usageHint: "new" }],
  messageShortcuts: [{ callbackId: "complaint", name: "Record a complaint" }],
  timings: { quiet: 25, firstEffect: 250 },
};

/** An app connected to a sandbox. */
export interface Connected {
  sandbox: Sandbox;
  app: App;
  stop(): Promise<void>;
}

/** Starts a sandbox and an app on it, over HTTP or Socket Mode; `register` gives the app its listeners. */
export async function connect(
  transport: "http" | "socket",
  register: (app: App, sandbox: Sandbox) => void,
  more: SandboxOptions = {},
): Promise<Connected> {
  const sandbox = await startSandbox({ ...options, ...more });
  const shared = {
    token: sandbox.botToken,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  };
  const receiver = new HTTPReceiver({ signingSecret: sandbox.signingSecret, logLevel: LogLevel.ERROR });
  const app =
    transport === "http"
      ? new App({ ...shared, receiver })
      : new App({ ...shared, socketMode: true, appToken: sandbox.appToken });
  register(app, sandbox);
  await app.start(0);
  if (transport === "http") {
    await sandbox.connectTo(`http://127.0.0.1:${portOf(receiver)}/slack/events`, true);
  }
  return {
    sandbox,
    app,
    async stop() {
      await app.stop();
      await sandbox.close();
    },
  };
}

function portOf(receiver: HTTPReceiver): number {
  // The receiver keeps its server to itself and passes port 0 on, so the port has to be read from there.
  const server: unknown = Reflect.get(receiver, "server");
  const address: unknown =
    typeof server === "object" &&
    server !== null &&
    "address" in server &&
    typeof server.address === "function"
      ? server.address()
      : undefined;
  if (
    typeof address === "object" &&
    address !== null &&
    "port" in address &&
    typeof address.port === "number"
  )
    return address.port;
  throw new Error("The receiver listens nowhere.");
}

const expenseView = (amount: string) => ({
  type: "modal" as const,
  callback_id: "expense",
  private_metadata: "made-by-test",
  notify_on_close: true,
  title: { type: "plain_text" as const, text: "New expense" },
  submit: { type: "plain_text" as const, text: "File" },
  blocks: [
    {
      type: "input" as const,
      block_id: "amount",
      label: { type: "plain_text" as const, text: "Amount" },
      element: {
        type: "number_input" as const,
        action_id: "amount",
        is_decimal_allowed: true,
        initial_value: amount,
      },
    },
    {
      type: "input" as const,
      block_id: "purpose",
      label: { type: "plain_text" as const, text: "Purpose" },
      element: { type: "plain_text_input" as const, action_id: "purpose", min_length: 3 },
    },
    {
      type: "input" as const,
      block_id: "customer",
      optional: true,
      label: { type: "plain_text" as const, text: "Customer" },
      element: { type: "external_select" as const, action_id: "customer", min_query_length: 1 },
    },
    {
      type: "input" as const,
      block_id: "receipts",
      optional: true,
      label: { type: "plain_text" as const, text: "Receipts" },
      element: { type: "file_input" as const, action_id: "receipts", filetypes: ["png", "pdf"] },
    },
  ],
});

/** What the example bot was told, for tests to look at. */
export interface Heard {
  submissions: ViewSubmitAction["view"][];
  closed: string[];
  messages: { text: string; files: number }[];
  actions: BlockAction[];
}

/** A bot with a form, an approval card, an App Home and a shortcut. */
export function exampleBot(heard: Heard, approver: () => string): (app: App) => void {
  return (app) => {
    app.command("/expense", async ({ ack, command, client }) => {
      if (command.text === "help") return ack({ response_type: "ephemeral", text: "Try /expense new" });
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: expenseView("128.50") });
    });
    app.options("customer", async ({ ack, payload }) => {
      const names = ["Acme", "Acorn", "Zenith"].filter((name) =>
        name.toLowerCase().startsWith(payload.value.toLowerCase()),
      );
      await ack({
        options: names.map((name) => ({
          text: { type: "plain_text", text: name },
          value: name.toLowerCase(),
        })),
      });
    });
    app.view({ callback_id: "expense", type: "view_closed" }, async ({ ack, body }) => {
      heard.closed.push(body.view.id);
      await ack();
    });
    app.view("expense", async ({ ack, view, client }) => {
      const purpose = view.state.values.purpose?.purpose?.value ?? "";
      if (purpose === "bribe") return ack({ response_action: "errors", errors: { purpose: "Not this." } });
      heard.submissions.push(view);
      await ack();
      await client.chat.postMessage({
        channel: approver(),
        text: `Expense: ${purpose}`,
        blocks: [
          { type: "section", text: { type: "mrkdwn", text: `*Expense* ${purpose}` } },
          {
            type: "actions",
            elements: [
              {
                type: "button",
                action_id: "approve",
                value: "1",
                text: { type: "plain_text", text: "Approve" },
              },
            ],
          },
        ],
      });
    });
    app.action<BlockAction>("approve", async ({ ack, body, client, respond }) => {
      heard.actions.push(body);
      await ack();
      const channel = body.channel?.id ?? "";
      await client.chat.update({ channel, ts: body.message?.ts ?? "", text: "Approved", blocks: [] });
      await respond({ text: "Thank you", response_type: "ephemeral", replace_original: false });
    });
    app.shortcut("complaint", async ({ ack, shortcut, client }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: expenseView("1") });
    });
    app.message(async ({ message, say }) => {
      if (message.subtype !== undefined && message.subtype !== "file_share") return;
      const files = "files" in message ? (message.files?.length ?? 0) : 0;
      heard.messages.push({ text: message.text ?? "", files });
      await say("I heard you");
    });
    app.event("app_mention", async ({ event, client }) => {
      await client.chat.postEphemeral({
        channel: event.channel,
        user: event.user ?? "",
        text: "Only for you",
      });
    });
    app.event("app_home_opened", async ({ event, client }) => {
      await client.views.publish({
        user_id: event.user,
        view: {
          type: "home",
          blocks: [{ type: "header", text: { type: "plain_text", text: "Waiting for you" } }],
        },
      });
    });
  };
}
