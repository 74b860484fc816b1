import type { Pool } from "pg";

/** What the system notes of its own accord is no record of anybody's. */
const notRecords = new Set(["delivery", "_prisma_migrations", "audit_seal"]);

/** One row as text, of its table. */
export interface Row {
  table: string;
  text: string;
}

export interface Difference {
  /** Rows as they were that are no more. */
  gone: Row[];
  /** Rows as they are that were not there. */
  come: Row[];
}

/** Everything the company has on record, as it was when this was made: what differs, and how it becomes so again. */
export class Records {
  private constructor(
    private readonly pool: Pool,
    private readonly tables: readonly string[],
    private readonly digests: Digests,
  ) {}

  static async keep(pool: Pool): Promise<Records> {
    const { rows } = await pool.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by tablename",
    );
    const tables = rows.map(({ name }) => name).filter((name) => !notRecords.has(name));
    await pool.query(
      [
        "create schema kept",
        ...tables.map((name) => `create table kept.${name} as table public.${name}`),
      ].join(";"),
    );
    return new Records(pool, tables, await digestsOf(pool, tables));
  }

  /** Null where nothing differs. */
  async difference(): Promise<Difference | null> {
    const changed = await this.changed();
    if (changed.length === 0) return null;
    const tables = changed.filter((name) => name !== jobs);
    return {
      gone: await this.rows(tables, "kept", "public"),
      come: await this.rows(tables, "public", "kept"),
    };
  }

  /** Foreign keys, and the trigger that keeps the audit trail, are not asked. */
  async restore(): Promise<void> {
    const tables = (await this.changed()).filter((name) => name !== jobs);
    const client = await this.pool.connect();
    try {
      await client.query(
        [
          "begin",
          "set local session_replication_role = replica",
          "delete from graphile_worker._private_jobs",
          ...tables.flatMap((name) => [
            `delete from public.${name}`,
            `insert into public.${name} select * from kept.${name}`,
          ]),
          "commit",
        ].join(";"),
      );
    } finally {
      client.release();
    }
  }

  private async changed(): Promise<string[]> {
    const now = await digestsOf(this.pool, this.tables);
    return [...now].filter(([name, digest]) => digest !== this.digests.get(name)).map(([name]) => name);
  }

  /** What stands in one and not in the other. */
  private async rows(tables: readonly string[], of: string, but: string): Promise<Row[]> {
    if (tables.length === 0) return [];
    const each = tables.map(
      (
        name,
      ) => `select '${name}' as "table", row::text as text from (select a::text as row from ${of}.${name} a
          except select b::text from ${but}.${name} b) as left_over`,
    );
    return (await this.pool.query<Row>(each.join(" union all "))).rows;
  }
}

type Digests = ReadonlyMap<string, string>;

/** Stands for what is enqueued. */
const jobs = "jobs";

async function digestsOf(pool: Pool, tables: readonly string[]): Promise<Digests> {
  const each = tables.map(
    (name) =>
      `select '${name}' as name, md5(coalesce(string_agg(a::text, '|' order by a::text), '')) as digest from public.${name} a`,
  );
  const enqueued = `select '${jobs}', count(*)::text from graphile_worker._private_jobs`;
  const { rows } = await pool.query<{ name: string; digest: string }>(
    `${each.join(" union all ")} union all ${enqueued}`,
  );
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}
