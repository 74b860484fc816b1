import type { Pool, PoolClient } from "pg";
import { emailDomain, phoneKey } from "../../src/domain/customers/contact-keys";
import { nameKey } from "../../src/domain/customers/name-key";
import { fillStatements } from "./statements";

const filled = [
  "customer",
  "contact",
  "touch",
  "follow_up",
  "deal",
  "payment",
  "return_visit",
  "ownership",
  "complaint",
  "customer_search",
] as const;

export interface Filled {
  customers: number;
  touches: number;
  seconds: number;
  gigabytes: number;
}

/**
 * Fills a database that has every migration and the demo company's people, and nothing else. Indexes that are no constraint's
 * are made anew at the end; triggers and foreign keys are not asked, so that who connects must be a superuser. Throws where
 * what was made is not what Drumbeat itself would have stored.
 */
export async function fill(
  pool: Pool,
  { customers, reps }: { customers: number; reps: number },
  progress: (line: string) => void,
): Promise<Filled> {
  const startedAt = Date.now();
  const client = await pool.connect();
  const run = async (makes: string, sql: string): Promise<void> => {
    const since = Date.now();
    await client.query(sql);
    progress(`${makes}: ${((Date.now() - since) / 1000).toFixed(1)} s`);
  };
  try {
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB'; set work_mem = '256MB'; set jit = off",
    );
    const indexes = await droppedIndexes(client);
    for (const { makes, sql } of fillStatements(customers, reps)) await run(makes, sql);
    const ofSearch = ({ on }: { on: string }) => on === "customer_search";
    for (const { name, definition } of indexes.filter((each) => !ofSearch(each))) await run(name, definition);
    // By the function that the triggers call, row by row: it looks up each customer's contacts.
    await run("what customers are found by", "select count(keep_customer_search(id)) from customer");
    for (const { name, definition } of indexes.filter(ofSearch)) await run(name, definition);
    // The ids of customers were chosen here; those of all else came from their sequences.
    await client.query("select setval('customer_id_seq', (select max(id) from customer))");
    await checkKeys(client);
  } finally {
    client.release(true);
  }
  await pool.query("vacuum analyze");
  const { rows } = await pool.query<{ customers: number; touches: number; bytes: number }>(
    `select (select count(*)::int from customer) as customers, (select count(*)::int from touch) as touches,
      pg_database_size(current_database())::float as bytes`,
  );
  const [made] = rows;
  if (!made) throw new Error("a select without conditions returned no row");
  return {
    customers: made.customers,
    touches: made.touches,
    seconds: (Date.now() - startedAt) / 1000,
    gigabytes: made.bytes / 2 ** 30,
  };
}

interface DroppedIndex {
  name: string;
  on: string;
  definition: string;
}

/** Drops what would have to be kept in order row by row; resolves with how to make it again. */
async function droppedIndexes(client: PoolClient): Promise<DroppedIndex[]> {
  const { rows } = await client.query<DroppedIndex>(
    `select index.relname as name, of.relname as "on", pg_get_indexdef(index.oid) as definition
      from pg_index join pg_class index on index.oid = pg_index.indexrelid join pg_class of on of.oid = pg_index.indrelid
      where of.relnamespace = 'public'::regnamespace and of.relname = any ($1)
        and not exists (select from pg_constraint where conindid = index.oid)
      order by of.relname, index.relname`,
    [filled],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows;
}

/** What SQL made here, the domain makes in life: a thousand of each are compared. */
async function checkKeys(client: PoolClient): Promise<void> {
  const customers = await client.query<{ name: string; key: string }>(
    "select name, name_key as key from customer order by hashint4(id) limit 1000",
  );
  const contacts = await client.query<{ phone: string; key: string; email: string; domain: string | null }>(
    "select phone, phone_key as key, email, email_domain as domain from contact order by hashint4(id) limit 1000",
  );
  const wrong = [
    ...customers.rows
      .filter(({ name, key }) => nameKey(name) !== key)
      .map(({ name, key }) => `${name}: ${key}`),
    ...contacts.rows
      .filter((each) => phoneKey(each.phone) !== each.key || emailDomain(each.email) !== each.domain)
      .map((each) => JSON.stringify(each)),
  ];
  if (wrong.length > 0) throw new Error(`${wrong.length} keys are not as Drumbeat makes them: ${wrong[0]}`);
}
