import { App, LogLevel } from "@slack/bolt";
import { runMigrations } from "graphile-worker";
import { Pool } from "pg";
import { z } from "zod";
import { readAppSettings, serve } from "../serve";

/**
 * An expense filed as one would write it by hand with Bolt and pg: on the form's submission one transaction with the
 * duplicate check, the expense, two approval steps, the audit entry and the job. Nobody works on the job.
 */
const settings = readAppSettings();
const pool = new Pool({ connectionString: settings.databaseUrl ?? "", max: 20 });

const tables = `
  create table expense (
    id serial primary key, claimant text not null, amount_minor bigint not null, category text not null,
    spent_on date not null, purpose text not null, invoice_number text unique, status text not null default 'pending',
    created_at timestamptz not null default now());
  create index on expense (claimant, status);
  create table approval_step (
    id serial primary key, expense_id int not null references expense, position int not null, role text not null,
    status text not null, unique (expense_id, position));
  create table audit (
    id bigserial primary key, at timestamptz not null default now(), actor text not null, action text not null,
    expense_id int not null, after jsonb not null);
  create index on audit (expense_id);`;

const text = z.object({ value: z.string().nullish() });
/** The same form as Drumbeat's, so that both are sent the same bytes. */
const values = z.object({
  "field:amount": z.object({ amount: text }),
  "field:category": z.object({ choice: z.object({ selected_option: z.object({ value: z.string() }) }) }),
  "field:spentOn": z.object({ date: z.object({ selected_date: z.string() }) }),
  "field:purpose": z.object({ paragraph: text }),
  "field:invoiceNumber": z.object({ line: text }),
});

interface Expense {
  claimant: string;
  amountMinor: number;
  category: string;
  spentOn: string;
  purpose: string;
  invoiceNumber: string | null;
}

function expenseOf(claimant: string, state: unknown): Expense | null {
  const read = values.safeParse(state);
  if (!read.success) return null;
  const amount = read.data["field:amount"].amount.value ?? "";
  if (!/^\d+(\.\d{1,2})?$/.test(amount)) return null;
  return {
    claimant,
    amountMinor: Math.round(Number(amount) * 100),
    category: read.data["field:category"].choice.selected_option.value,
    spentOn: read.data["field:spentOn"].date.selected_date,
    purpose: read.data["field:purpose"].paragraph.value ?? "",
    invoiceNumber: read.data["field:invoiceNumber"].line.value ?? null,
  };
}

/** False when the invoice is used already. */
async function file(expense: Expense): Promise<boolean> {
  const { claimant, amountMinor, category, spentOn, purpose, invoiceNumber } = expense;
  const client = await pool.connect();
  try {
    await client.query("begin");
    const used = await client.query("select id from expense where invoice_number = $1", [invoiceNumber]);
    if (used.rows.length > 0) {
      await client.query("rollback");
      return false;
    }
    const { rows } = await client.query<{ id: number }>(
      `insert into expense (claimant, amount_minor, category, spent_on, purpose, invoice_number)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [claimant, amountMinor, category, spentOn, purpose, invoiceNumber],
    );
    const id = rows[0]?.id;
    const step = "insert into approval_step (expense_id, position, role, status) values ($1, $2, $3, $4)";
    await client.query(step, [id, 1, "department_head", "open"]);
    await client.query(step, [id, 2, "finance", "waiting"]);
    await client.query("insert into audit (actor, action, expense_id, after) values ($1, $2, $3, $4)", [
      claimant,
      "expense.submitted",
      id,
      JSON.stringify(expense),
    ]);
    await client.query("select graphile_worker.add_job('announce', $1::json)", [JSON.stringify({ id })]);
    await client.query("commit");
    return true;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

async function main(): Promise<void> {
  await runMigrations({ pgPool: pool });
  await pool.query(tables);
  const app = new App({
    token: settings.token,
    signingSecret: settings.signingSecret,
    clientOptions: { slackApiUrl: settings.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  app.view("expense.new", async ({ ack, body, view }) => {
    const expense = expenseOf(body.user.id, view.state.values);
    if (!expense) return ack({ response_action: "errors", errors: { "field:amount": "Please check this." } });
    if (await file(expense)) return ack();
    await ack({ response_action: "errors", errors: { "field:invoiceNumber": "This invoice is used." } });
  });
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  const address = server.address();
  serve(typeof address === "object" && address ? address.port : 0, async () => {
    await app.stop();
    await pool.end();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
