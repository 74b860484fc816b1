import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type PoolConfig } from "pg";
import pino from "pino";
import { MigrationError, migrate, migrationsDirectory } from "../../src/db/migrate";
import { createEmptyDatabase } from "../support/database";

const logger = pino({ level: "silent" });
let connection: PoolConfig;
let drop: () => Promise<void>;
let directory: string;

beforeEach(async () => {
  ({ connection, drop } = await createEmptyDatabase());
  directory = mkdtempSync(join(tmpdir(), "drumbeat-migrations-"));
});
afterEach(async () => {
  await drop();
  await rm(directory, { recursive: true });
});

function write(name: string, sql: string): void {
  mkdirSync(join(directory, name), { recursive: true });
  writeFileSync(join(directory, name, "migration.sql"), sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const up = (): Promise<string[]> => migrate({ connection, directory, logger });
const history =
  "select migration_name, applied_steps_count, finished_at is not null as finished, logs from _prisma_migrations";

test("applies what is new, in order, once", async () => {
  write("2_second", "insert into drum values (2)");
  write("1_first", "create table drum (beat int); insert into drum values (1)");
  expect(await up()).toEqual(["1_first", "2_second"]);
  expect(await up()).toEqual([]);
  write("3_third", "insert into drum values (3)");
  expect(await up()).toEqual(["3_third"]);
  expect(await query("select beat from drum order by beat")).toEqual([{ beat: 1 }, { beat: 2 }, { beat: 3 }]);
  expect(await query(`${history} where migration_name = '3_third'`)).toEqual([
    { migration_name: "3_third", applied_steps_count: 1, finished: true, logs: null },
  ]);
});

test("replicas that start together apply each once", async () => {
  write("1_first", "create table drum (beat int); select pg_sleep(0.2)");
  write("2_second", "insert into drum values (2)");
  const applied = await Promise.all([up(), up(), up(), up()]);
  expect(applied.flat().sort()).toEqual(["1_first", "2_second"]);
  expect(await query("select beat from drum")).toEqual([{ beat: 2 }]);
});

test("a failed one leaves nothing behind but its log, and stops every later start until it is settled", async () => {
  write("1_first", "create table drum (beat int)");
  write("2_bad", "insert into drum values (1);\ninsert into drum values ('no number')");
  write("3_third", "insert into drum values (3)");
  await expect(up()).rejects.toThrow(/The migration 2_bad failed \(invalid input syntax.*rolled_back_at/);
  expect(await query("select beat from drum")).toEqual([]);
  expect(await query(`${history} where migration_name = '2_bad'`)).toEqual([
    {
      migration_name: "2_bad",
      applied_steps_count: 0,
      finished: false,
      logs: expect.stringMatching(/invalid/),
    },
  ]);
  write("2_bad", "insert into drum values (2)");
  await expect(up()).rejects.toBeInstanceOf(MigrationError);
  await query(
    "update _prisma_migrations set rolled_back_at = now() where migration_name = '2_bad' and finished_at is null",
  );
  expect(await up()).toEqual(["2_bad", "3_third"]);
});

test("a failed one that began a transaction itself keeps its log too", async () => {
  write("1_bad", "begin; create table drum (beat int); select 1 / 0; commit;");
  await expect(up()).rejects.toThrow(/division by zero/);
  await expect(up()).rejects.toThrow(/1_bad failed \(division by zero\)/);
});

test("a file changed after it was applied is said, other line ends are not", async () => {
  write("1_first", "create table drum (beat int);\n-- end\n");
  await up();
  write("1_first", "create table drum (beat int);\r\n-- end\r\n");
  expect(await up()).toEqual([]);
  write("1_first", "create table drum (beat bigint);\n-- end\n");
  await expect(up()).rejects.toThrow(/1_first was changed after it was applied/);
});

test("a database that a newer version migrated is refused", async () => {
  write("1_first", "select 1");
  write("2_newer", "select 1");
  await up();
  await rm(join(directory, "2_newer"), { recursive: true });
  await expect(up()).rejects.toThrow(
    /has the migration 2_newer, which this version of Drumbeat does not know/,
  );
});

test("finds its migrations from the sources and from what is built of them", () => {
  const found = migrationsDirectory();
  const root = join(found, "..", "..");
  expect(migrationsDirectory(join(root, "dist", "src", "db"))).toBe(found);
  expect(() => migrationsDirectory(tmpdir())).toThrow(/prisma\/migrations is missing/);
});
