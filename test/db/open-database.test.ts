import { Client } from "pg";
import pino from "pino";
import { assertSupported, DatabaseError, openDatabase } from "../../src/db/open-database";
import { createDatabase, createEmptyDatabase, type TestDatabase } from "../support/database";

const logger = pino({ level: "silent" });

describe("a database of a suite's own", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase({ poolSize: 5 });
  });
  afterAll(() => database.drop());

  test("has the tables and the job queue, and is reached by Prisma, the pool and the URL alike", async () => {
    await database.client.person.create({ data: { name: "Lin", email: "lin@example.com" } });
    const { rows } = await database.pool.query("select name from person");
    expect(rows).toEqual([{ name: "Lin" }]);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const answer = await client.query("select graphile_worker.add_job('announce')::text <> '' as queued");
    await client.end();
    expect(answer.rows).toEqual([{ queued: true }]);
  });

  test("numbers what people refer to from 1001", async () => {
    const creator = await database.client.person.create({ data: { name: "Wu" } });
    const customer = await database.client.customer.create({
      data: { name: "Acme", nameKey: "acme", creatorId: creator.id, ownerId: creator.id },
    });
    expect(customer.id).toBe(1001);
  });

  test("reads a time as it was written, whatever zone the server has", async () => {
    const at = new Date("2026-03-01T22:30:00.123Z");
    const { rows } = await database.pool.query("select current_database() as name");
    await database.pool.query(`alter database ${rows[0].name} set timezone to 'Asia/Shanghai'`);
    const again = await openDatabase({ databaseUrl: database.url, dataDir: "unused", poolSize: 2, logger });
    try {
      // Each written by one and read by the other: a mistake that both make would cancel itself out.
      await again.client.delivery.create({ data: { id: "by Prisma", receivedAt: at } });
      await database.pool.query("insert into delivery values ('by hand', '2026-03-01T22:30:00.123Z')");
      const read = await again.client.delivery.findMany();
      expect(read.map((delivery) => delivery.receivedAt)).toEqual([at, at]);
      const plain = await database.pool.query("select received_at from delivery");
      expect(plain.rows).toEqual([{ received_at: at }, { received_at: at }]);
    } finally {
      await again.close();
    }
  });

  test("carries out 300 transactions that begin at the same moment", async () => {
    const person = await database.client.person.create({ data: { name: "Count", roles: [] } });
    await Promise.all(
      Array.from({ length: 300 }, () =>
        database.client.$transaction(async (transaction) => {
          await transaction.$executeRaw`update person set name = name || '.' where id = ${person.id}`;
        }),
      ),
    );
    const after = await database.client.person.findUniqueOrThrow({ where: { id: person.id } });
    expect(after.name).toBe(`Count${".".repeat(300)}`);
  });

  test("a transaction that fails gives its turn to the next", async () => {
    for (let attempt = 0; attempt < 8; attempt++) {
      const failing = database.client.$transaction(async () => {
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
    }
    await expect(database.client.$transaction([database.client.person.count()])).resolves.toHaveLength(1);
  });
});

describe("openDatabase", () => {
  test("brings an empty external database up to date, answers, and says where it is without the password", async () => {
    const empty = await createEmptyDatabase();
    const database = await openDatabase({ databaseUrl: empty.url, dataDir: "unused", poolSize: 3, logger });
    try {
      await database.ping();
      expect(database.kind).toBe("external");
      expect(database.description).toMatch(/^PostgreSQL \d+\.\d+ at .*\/drumbeat_empty_/);
      await expect(database.client.person.count()).resolves.toBe(0);
    } finally {
      await database.close();
      await empty.drop();
    }
  });

  test("says in one sentence that it can't be reached, and keeps the password to itself", async () => {
    const opening = openDatabase({
      databaseUrl: "postgres://bot:hush-hush@127.0.0.1:1/crm",
      dataDir: "unused",
      poolSize: 2,
      logger,
    });
    const error = await opening.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(String(error)).toMatch(/127\.0\.0\.1:1\/crm \(DATABASE_URL\) can't be used: .*ECONNREFUSED/);
    expect(String(error)).not.toContain("hush-hush");
  });

  test.each(["14.11", "9.6.24"])("refuses PostgreSQL %s", (version) => {
    expect(() => assertSupported(version)).toThrow(/needs PostgreSQL 15 or newer/);
  });

  test.each(["15.0", "18.4"])("takes PostgreSQL %s", (version) => {
    expect(() => assertSupported(version)).not.toThrow();
  });
});
