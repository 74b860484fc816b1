import { App, LogLevel, type types } from "@slack/bolt";
import { readAppSettings, serve } from "../serve";

/** The least a Bolt app can do for "/expense new": acknowledge, and open a form with as many fields as Drumbeat's. */
const { apiUrl, token, signingSecret } = readAppSettings();

const plain = (text: string): types.PlainTextElement => ({ type: "plain_text", text, emoji: true });

const categories = [
  ["travel", "Travel"],
  ["meals", "Meals and entertainment"],
  ["research", "Market research"],
  ["advertising", "Advertising"],
  ["promotion", "Promotion and events"],
  ["channel", "Channel and partners"],
  ["office", "Office and other"],
] as const;

function input(
  blockId: string,
  label: string,
  optional: boolean,
  element: types.InputBlock["element"],
): types.InputBlock {
  return { type: "input", block_id: blockId, label: plain(label), optional, element };
}

const form = (): types.ModalView => ({
  type: "modal",
  callback_id: "expense.new",
  title: plain("New expense"),
  submit: plain("Submit"),
  close: plain("Cancel"),
  blocks: [
    input("amount", "Amount (CNY)", false, {
      type: "plain_text_input",
      action_id: "amount",
      placeholder: plain("For example 1,280.50"),
    }),
    input("category", "Category", false, {
      type: "static_select",
      action_id: "category",
      options: categories.map(([value, label]) => ({ text: plain(label), value })),
    }),
    input("spentOn", "Date", false, {
      type: "datepicker",
      action_id: "spentOn",
      initial_date: new Date().toISOString().slice(0, 10),
    }),
    input("purpose", "Purpose", false, {
      type: "plain_text_input",
      action_id: "purpose",
      multiline: true,
      max_length: 500,
      placeholder: plain("What it was for, and for whom"),
    }),
    input("receipts", "Receipts", true, {
      type: "file_input",
      action_id: "receipts",
      max_files: 5,
      filetypes: ["jpg", "jpeg", "png", "pdf", "heic", "webp"],
    }),
    input("invoiceNumber", "Invoice number", true, {
      type: "plain_text_input",
      action_id: "invoiceNumber",
      max_length: 60,
    }),
    input("customerId", "Customer", true, {
      type: "external_select",
      action_id: "customerId",
      min_query_length: 1,
    }),
    input("projectId", "Project", true, {
      type: "external_select",
      action_id: "projectId",
      min_query_length: 1,
    }),
  ],
});

const app = new App({
  token,
  signingSecret,
  clientOptions: { slackApiUrl: apiUrl },
  logLevel: LogLevel.ERROR,
});

app.command("/expense", async ({ ack, body, client }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view: form() });
});

app.start({ port: 0, host: "127.0.0.1" }).then((server) => {
  const address = server.address();
  serve(typeof address === "object" && address ? address.port : 0, async () => {
    await app.stop();
  });
});
