import { createHmac, randomBytes } from "node:crypto";
import { writeMetadata } from "../src/platforms/slack/metadata";
import { filers, type Member, team } from "./people";

export const signingSecret = randomBytes(16).toString("hex");

/** A delivery as Slack sends it. */
export interface Delivery {
  /** Names it in the stub's notes; "" where nothing is opened. */
  trigger: string;
  body: string;
  headers: Record<string, string>;
}

/** Never the same twice in a run. */
let serial = 0;
const run = randomBytes(3).toString("hex").toUpperCase();

function signed(body: string, trigger: string): Delivery {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    trigger,
    body,
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      "X-Slack-Request-Timestamp": timestamp,
      "X-Slack-Signature": `v0=${signature}`,
    },
  };
}

const nextFiler = (number: number): Member => filers[number % filers.length] ?? fail("there are two filers");

function fail(why: string): never {
  throw new Error(why);
}

/** "/expense new", typed in a channel. */
export const formCommand = (apiUrl: string, by: Member | null = null): Delivery =>
  typedCommand(apiUrl, by ?? nextFiler(serial + 1), "/expense", "new");

/** A command, typed in a channel. */
export function typedCommand(apiUrl: string, member: Member, command: string, text: string): Delivery {
  const number = ++serial;
  const trigger = `${number}.${run}.${randomBytes(16).toString("hex")}`;
  const body = new URLSearchParams({
    token: "bench",
    team_id: team.id,
    team_domain: team.domain,
    channel_id: "C0BENCH0001",
    channel_name: "sales",
    user_id: member.id,
    user_name: member.name,
    command,
    text,
    api_app_id: "A0BENCH0001",
    is_enterprise_install: "false",
    response_url: `${apiUrl}commands/${team.id}/${number}`,
    trigger_id: trigger,
  });
  return signed(body.toString(), trigger);
}

const categories = ["travel", "meals", "research", "advertising", "promotion", "channel", "office"];

/**
 * The expense form, filled in and handed in: all that must be, and an invoice number of its own. `view` is the form as
 * Drumbeat opened it. It was opened from a button in the bot's direct conversation, where nothing but the empty
 * acknowledgement answers it.
 */
export function filledInForm(view: Readonly<Record<string, unknown>>): Delivery {
  const number = ++serial;
  const member = nextFiler(number);
  const category = categories[number % categories.length] ?? "travel";
  const text = (value: string | null) => ({ type: "plain_text_input", value });
  const search = { type: "external_select", selected_option: null };
  const payload = {
    type: "view_submission",
    team,
    user: { id: member.id, username: member.name, name: member.name, team_id: team.id },
    api_app_id: "A0BENCH0001",
    token: "bench",
    trigger_id: `${number}.${run}.${randomBytes(16).toString("hex")}`,
    view: {
      ...view,
      id: `V0BENCH${number}`,
      team_id: team.id,
      hash: `1700000000.${number}`,
      private_metadata: writeMetadata("", {
        responseUrl: null,
        source: {
          kind: "message",
          conversationId: `D${member.id.slice(1)}`,
          messageId: "1700000000.000001",
          ephemeral: false,
        },
      }),
      state: {
        values: {
          "field:amount": { amount: text(`${100 + (number % 300)}.50`) },
          "field:category": {
            choice: {
              type: "static_select",
              selected_option: { text: { type: "plain_text", text: category, emoji: true }, value: category },
            },
          },
          "field:spentOn": { date: { type: "datepicker", selected_date: yesterday() } },
          "field:purpose": { paragraph: text("Taxi to the customer and back, with the samples") },
          "field:receipts": { files: { type: "file_input", files: [] } },
          "field:invoiceNumber": { line: text(`INV-${run}-${number}`) },
          "field:customerId": { "lookup:customer": search },
          "field:projectId": { "lookup:project": search },
        },
      },
      previous_view_id: null,
      root_view_id: `V0BENCH${number}`,
      app_id: "A0BENCH0001",
      external_id: "",
      app_installed_team_id: team.id,
      bot_id: "B0BENCH0001",
    },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
  return signed(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), "");
}

/** No day of the future in any zone. */
const yesterday = (): string => new Date(Date.now() - 36 * 3_600_000).toISOString().slice(0, 10);
