import fc from "fast-check";
import type { PoolClient } from "pg";
import type { Prisma } from "../../../src/db/generated/client";
import { audit, type JsonValue } from "../../../src/domain/audit";
import { canonicalJson } from "../../../src/domain/audit-chain/hash";
import { sealAudit } from "../../../src/domain/audit-chain/seal";
import { verifyAudit } from "../../../src/domain/audit-chain/verify";
import { createDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());
beforeEach(() =>
  tamper(async (client) => {
    await client.query("truncate audit_entry, audit_seal restart identity");
  }),
);

/** Does `work` as somebody would who owns the database and switches the triggers off. */
async function tamper(work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query("begin; set local session_replication_role = replica");
    await work(client);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

async function write(count: number): Promise<void> {
  await database.client.$transaction(async (transaction) => {
    for (let number = 1; number <= count; number++) await writeOne(transaction, number, { amount: number });
  });
}

async function writeOne(
  transaction: Prisma.TransactionClient,
  subjectId: number,
  after: Record<string, JsonValue>,
) {
  await audit(transaction, {
    actorId: 1,
    via: "slack",
    origin: `delivery ${subjectId}`,
    subjectKind: "expense",
    subjectId,
    action: "expense.submitted",
    before: null,
    after,
  });
}

async function problems(expectedHead?: string): Promise<string[]> {
  const report = await verifyAudit(database.client, { batch: 3, ...(expectedHead && { expectedHead }) });
  expect(report.ok).toBe(report.problems.length === 0);
  return report.problems.map((problem) =>
    [problem.kind, "position" in problem ? problem.position : "", "entryId" in problem ? problem.entryId : ""]
      .filter((part) => part !== "")
      .join(" "),
  );
}

test("an empty trail is in order, and has no head", async () => {
  expect(await sealAudit(database.client, { batch: 10 })).toEqual({ entries: 0, head: null });
  expect(await verifyAudit(database.client)).toMatchObject({ ok: true, entries: 0, sealed: 0, head: null });
});

test("seals in batches, each entry once, and says what is not sealed yet", async () => {
  await write(7);
  expect((await sealAudit(database.client, { batch: 3 })).entries).toBe(3);
  expect(await verifyAudit(database.client)).toMatchObject({ ok: true, entries: 7, sealed: 3, unsealed: 4 });
  expect((await sealAudit(database.client, { batch: 100 })).entries).toBe(4);
  const last = await sealAudit(database.client, { batch: 100 });
  expect(last.entries).toBe(0);
  expect(await verifyAudit(database.client, { batch: 2 })).toEqual({
    ok: true,
    entries: 7,
    sealed: 7,
    unsealed: 0,
    head: last.head,
    problems: [],
    problemCount: 0,
  });
});

test("sealers at the same moment, while entries are being written, make one chain", async () => {
  const writers = Array.from({ length: 20 }, () => write(3));
  const sealers = Array.from({ length: 20 }, () => sealAudit(database.client, { batch: 5 }));
  await Promise.all([...writers, ...sealers]);
  while ((await sealAudit(database.client, { batch: 50 })).entries > 0);
  expect(await verifyAudit(database.client)).toMatchObject({
    ok: true,
    entries: 60,
    sealed: 60,
    unsealed: 0,
  });
});

test("an entry that commits after a later one was sealed is sealed too, and is no tampering", async () => {
  await database.client.$transaction(async (slow) => {
    await writeOne(slow, 1, {});
    await write(2);
    await sealAudit(database.client, { batch: 10 });
  });
  expect(await verifyAudit(database.client)).toMatchObject({ ok: true, sealed: 2, unsealed: 1 });
  await sealAudit(database.client, { batch: 10 });
  expect(await verifyAudit(database.client)).toMatchObject({ ok: true, sealed: 3, unsealed: 0 });
});

test("the zone of the server and the way PostgreSQL prints JSON change no hash", async () => {
  await write(1);
  const { head } = await sealAudit(database.client, { batch: 10 });
  const { rows } = await database.pool.query("select current_database() as name");
  await database.pool.query(`alter database ${rows[0].name} set timezone to 'Asia/Shanghai'`);
  await database.pool.query(`alter database ${rows[0].name} set datestyle to 'German'`);
  expect(await problems(head ?? "none")).toEqual([]);
});

describe("the database itself refuses", () => {
  test.each([
    "update audit_entry set action = 'nothing.happened'",
    "delete from audit_entry",
    "truncate audit_entry",
    "update audit_seal set hash = hash",
    "delete from audit_seal",
    "truncate audit_seal",
  ])("%s", async (statement) => {
    await write(1);
    await sealAudit(database.client, { batch: 1 });
    await expect(database.pool.query(statement)).rejects.toThrow(/only ever added to/);
    expect(await verifyAudit(database.client)).toMatchObject({ ok: true, sealed: 1 });
  });
});

describe("of nine sealed entries, it finds", () => {
  let head: string;
  beforeEach(async () => {
    await write(9);
    head = (await sealAudit(database.client, { batch: 100 })).head ?? "";
  });

  test.each<[string, string[]]>([
    ["update audit_entry set action = 'expense.paid' where id = 4", ["altered 4 4"]],
    ["update audit_entry set actor_id = null where id = 4", ["altered 4 4"]],
    ["update audit_entry set at = at + interval '1 millisecond' where id = 4", ["altered 4 4"]],
    [`update audit_entry set after = '{"amount": 4.01}' where id = 4`, ["altered 4 4"]],
    [`update audit_entry set before = 'null' where id = 4`, ["altered 4 4"]],
    ["update audit_entry set origin = 'x' where id in (1, 9)", ["altered 1 1", "altered 9 9"]],
    ["delete from audit_entry where id = 5", ["missing_entry 5 5"]],
    ["delete from audit_seal where position in (5, 6)", ["missing_seals 5"]],
    ["delete from audit_seal where position = 1", ["missing_seals 1"]],
    ["delete from audit_seal where position > 7", ["head_not_found"]],
    ["delete from audit_entry where id > 7; delete from audit_seal where position > 7", ["head_not_found"]],
    ["truncate audit_seal", ["head_not_found"]],
    // The new seal follows from nothing, and the one after it from another hash than this one.
    ["update audit_seal set hash = repeat('a', 64) where position = 3", ["altered 3 3", "altered 4 4"]],
    [
      "update audit_seal set entry_id = -4 where position = 4; update audit_seal set entry_id = 4 where position = 5; update audit_seal set entry_id = 5 where position = 4",
      ["altered 4 5", "altered 5 4"],
    ],
    [
      "insert into audit_entry (id, at, via, origin, subject_kind, subject_id, action) values (0, now() - interval '1 day', 'slack', 'x', 'expense', 1, 'x')",
      ["inserted 0"],
    ],
  ])("%s", async (statement, expected) => {
    await tamper(async (client) => {
      await client.query(statement);
    });
    expect(await problems(head)).toEqual(expected);
  });

  test("an entry put among them, also after it was sealed like any other", async () => {
    await tamper(async (client) => {
      await client.query(
        "insert into audit_entry (id, at, via, origin, subject_kind, subject_id, action) values (-1, now() - interval '1 day', 'slack', 'x', 'expense', 1, 'x')",
      );
    });
    await sealAudit(database.client, { batch: 10 });
    expect(await problems(head)).toEqual(["inserted -1"]);
  });

  test("nothing in a chain that has grown beyond the head that was noted", async () => {
    await write(3);
    await sealAudit(database.client, { batch: 10 });
    expect(await problems(head)).toEqual([]);
  });
});

describe("canonical JSON", () => {
  test("is the same in whatever order the keys stand and however it is spaced", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled = JSON.stringify(reversed(value), null, 3);
        expect(canonicalJson(shuffled)).toBe(canonicalJson(JSON.stringify(value)));
      }),
    );
  });

  test.each([
    ["12345678901234567890", "12345678901234567891"],
    ['"1"', "1"],
    ["[]", "{}"],
    ['[["a",1]]', '{"a":1}'],
    ["null", '"null"'],
    ['{"a":"b\\"1"}', '{"a":"b\\"2"}'],
    ['{"__proto__":1}', '{"__proto__":2}'],
    ['{"list":[1]}', "[1]"],
  ])("tells %s from %s", (one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });

  test("takes 1.50 and 1.5 for the same number, and 10 and 1 for two", () => {
    expect(canonicalJson("1.50")).toBe(canonicalJson("1.5"));
    expect(canonicalJson("10")).not.toBe(canonicalJson("1"));
  });
});

test("any one change to any sealed entry is found, and nothing is found without one", async () => {
  const text = fc.string({ unit: "grapheme", maxLength: 12 }).map((value) => value.replaceAll("\u0000", ""));
  const json = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), {
    maxKeys: 3,
  });
  const change = fc.oneof(
    ...[
      "via = 'clock'",
      "origin = origin || 'x'",
      "subject_id = subject_id + 1",
      "action = 'x' || action",
    ].map((set) => fc.constant(`update audit_entry set ${set} where id = $1`)),
    fc.constant(`update audit_entry set after = coalesce(after, '{}') || '{"tampered": 1}' where id = $1`),
    fc.constant("update audit_entry set at = at - interval '1 day' where id = $1"),
    fc.constant("update audit_entry set before = after, after = '\"was\"' where id = $1"),
    fc.constant("delete from audit_entry where id = $1"),
    fc.constant("delete from audit_seal where entry_id = $1"),
    fc.constant("update audit_seal set hash = md5(hash) || md5('x') where entry_id = $1"),
    fc.constant("update audit_seal set entry_id = entry_id + 1000 where entry_id = $1"),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(json, { minLength: 1, maxLength: 6 }),
      change,
      fc.nat(),
      async (all, sql, which) => {
        await tamper(async (client) => {
          await client.query("truncate audit_entry, audit_seal restart identity");
        });
        await database.client.$transaction(async (transaction) => {
          for (const [index, after] of all.entries()) await writeOne(transaction, index + 1, after);
        });
        const { head } = await sealAudit(database.client, { batch: 2 });
        await sealAudit(database.client, { batch: 100 });
        expect(await problems(head ?? undefined)).toEqual([]);
        const noted = (await verifyAudit(database.client)).head ?? "";
        await tamper(async (client) => {
          await client.query(sql, [(which % all.length) + 1]);
        });
        expect(await problems(noted)).not.toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}
